using System.Threading.Channels;

namespace Takedown.Server.Intake;

/// <summary>
/// Small batches that come at the same time share a transaction: one set of statements and one fsync for all of them.
/// Long ones are sets by themselves and go their own way.
/// </summary>
internal sealed class IntakeLane : IAsyncDisposable
{
    /// <summary>One stores while the other waits for its disk.</summary>
    private const int Lanes = 2;
    private const int Small = 20;
    private const int MostTogether = 200;

    private readonly BatchStore batches;
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(4096);
    private readonly Lazy<Task> lanes;

    public IntakeLane(BatchStore batches)
    {
        this.batches = batches;
        lanes = new(() => Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(RunAsync))));
    }

    public async Task<Stored> StoreAsync(Submission submission)
    {
        if (submission.Batch.Received > 0 || submission.Items.Count > Small) return (await batches.StoreAsync([submission]))[0];
        _ = lanes.Value;
        var waiting = new Waiting(submission);
        await queue.Writer.WriteAsync(waiting);
        return await waiting.Outcome.Task;
    }

    private async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var (together, items) = (new List<Waiting>(), 0);
            while (items < MostTogether && queue.Reader.TryRead(out var next))
            {
                together.Add(next);
                items += next.Submission.Items.Count;
            }
            if (together.Count > 0) await StoreAsync(together);
        }
    }

    private async Task StoreAsync(IReadOnlyList<Waiting> together)
    {
        try
        {
            var stored = await batches.StoreAsync([.. together.Select(w => w.Submission)]);
            for (var i = 0; i < stored.Length; i++) together[i].Outcome.TrySetResult(stored[i]);
        }
        catch (Exception error) when (together.Count == 1)
        {
            together[0].Outcome.TrySetException(error);
        }
        catch (Exception)
        {
            // Whose fault it was nobody knows: each by itself, so that it stops nobody else.
            foreach (var one in together) await StoreAsync([one]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (lanes.IsValueCreated) await lanes.Value;
    }

    private sealed record Waiting(Submission Submission)
    {
        public TaskCompletionSource<Stored> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
