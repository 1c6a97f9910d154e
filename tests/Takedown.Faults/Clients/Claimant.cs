using System.Globalization;
using System.Text;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A batch as sent, with its answer.</summary>
internal sealed record SentBatch(string Key, IReadOnlyList<Item> Items, BatchView Answer);

/// <summary>
/// A claimant that sends batches in sequence. It sends a batch whose answer was lost again with the same key.
/// </summary>
internal sealed class Claimant(string name, Guid id, Caller caller, BatchDraw draw, Random random)
{
    private readonly List<SentBatch> sent = [];

    public Guid Id => id;

    public Caller Caller => caller;

    public FeedReader Feed { get; } = new(caller);

    /// <summary>Where its events are posted.</summary>
    public required Subscriber Subscriber { get; init; }

    public IReadOnlyList<SentBatch> Sent => sent;

    /// <summary>Sends one batch; it returns when the batch is answered.</summary>
    public async Task<BatchView> SendAsync(string key, IReadOnlyList<Item> items)
    {
        var started = caller.Journal.Elapsed;
        var body = Encoding.UTF8.GetBytes(string.Join('\n', items.Select(i => i.Line)));
        var answer = await caller.CallAsync(
            api => api.Claimant.SubmitAsync(new MemoryStream(body), "application/x-ndjson", key),
            CancellationToken.None);
        caller.Journal.Posts.Add(started, caller.Journal.Elapsed);
        sent.Add(new(key, items, answer));
        return answer;
    }

    /// <summary>Sends until stopped; a batch already begun is finished.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var items = draw.Next();
            var key = string.Create(CultureInfo.InvariantCulture, $"{name}-batch-{turn}");
            await SendAsync(key, items);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 2000)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
