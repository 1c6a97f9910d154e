using System.Threading.Channels;

namespace Takedown.Server.Storage;

/// <summary>
/// Small works that come at the same time are done together: one set of statements and one fsync for all of them, where
/// each by itself would cost as much as all.
/// </summary>
/// <param name="together">Does them in one transaction and tells what each came to.</param>
/// <param name="size">How much one is.</param>
/// <param name="most">How much is done together.</param>
/// <param name="lanes">How many such transactions run at once.</param>
internal sealed class Lane<TWork, TOutcome>(
    Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TOutcome>>> together, Func<TWork, int> size, int most, int lanes) : IAsyncDisposable
{
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(4096);
    private readonly Lock gate = new();
    private Task? running;

    /// <summary>Once queued it is done, whoever has gone meanwhile.</summary>
    public async Task<TOutcome> DoAsync(TWork work)
    {
        lock (gate) running ??= Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync)));
        var waiting = new Waiting(work);
        await queue.Writer.WriteAsync(waiting);
        return await waiting.Outcome.Task;
    }

    private async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var (gathered, total) = (new List<Waiting>(), 0);
            while (total < most && queue.Reader.TryRead(out var next))
            {
                gathered.Add(next);
                total += size(next.Work);
            }
            if (gathered.Count > 0) await DoAsync(gathered);
        }
    }

    private async Task DoAsync(IReadOnlyList<Waiting> gathered)
    {
        try
        {
            var outcomes = await together([.. gathered.Select(w => w.Work)]);
            for (var i = 0; i < gathered.Count; i++) gathered[i].Outcome.TrySetResult(outcomes[i]);
        }
        catch (Exception error) when (gathered.Count == 1)
        {
            gathered[0].Outcome.TrySetException(error);
        }
        catch (Exception)
        {
            // Whose fault it was nobody knows: each by itself, so that it stops nobody else.
            foreach (var one in gathered) await DoAsync([one]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (running is { } lanes) await lanes;
    }

    private sealed record Waiting(TWork Work)
    {
        public TaskCompletionSource<TOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
