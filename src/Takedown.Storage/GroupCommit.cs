using System.Diagnostics;
using System.Threading.Channels;

namespace Takedown.Storage;

/// <summary>
/// Runs small items of work that arrive at the same time as one group: one set of statements and one fsync for all of
/// them, where each on its own would cost as much as the group.
/// </summary>
/// <param name="run">Runs a group in one transaction and returns the outcome of each item.</param>
/// <param name="size">The size of an item.</param>
/// <param name="maxSize">The size at which a group is full, asked when one begins.</param>
/// <param name="workers">The number of groups that run at once.</param>
/// <param name="isItemFault">Whether one item may have caused an error, so that each is retried on its own.</param>
/// <param name="throttle">The pause of a worker after a group, from the time the group took.</param>
internal sealed class GroupCommit<TWork, TOutcome>(
    Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TOutcome>>> run, Func<TWork, int> size, Func<int> maxSize,
    int workers, Func<Exception, bool> isItemFault, Func<TimeSpan, TimeSpan>? throttle = null) : IAsyncDisposable
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(4096);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private Task? running;

    /// <summary>A queued item always runs, even if its caller is gone.</summary>
    public async Task<TOutcome> DoAsync(TWork work)
    {
        Start();
        var waiting = new Waiting(work);
        await queue.Writer.WriteAsync(waiting);
        return await waiting.Outcome.Task;
    }

    private void Start()
    {
        lock (gate)
        {
            if (running is not null) return;
            // A worker serves all callers; it must not inherit the trace and the log scope of the first one.
            using var flow = ExecutionContext.SuppressFlow();
            running = Task.WhenAll([.. Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync))]);
        }
    }

    private async Task WorkAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var (group, total, max) = (new List<Waiting>(), 0, maxSize());
            while (total < max && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
                total += size(next.Work);
            }
            if (group.Count == 0) continue;
            var began = Stopwatch.GetTimestamp();
            await RunAsync(group);
            if (throttle is not null) await PauseAsync(throttle(Stopwatch.GetElapsedTime(began)));
        }
    }

    /// <summary>A stopping server does not pause.</summary>
    private async Task PauseAsync(TimeSpan length)
    {
        if (length <= TimeSpan.Zero) return;
        await Task.Delay(length, TimeProvider.System, stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(IReadOnlyList<Waiting> group)
    {
        try
        {
            var outcomes = await run([.. group.Select(w => w.Work)]);
            for (var i = 0; i < group.Count; i++) group[i].Outcome.TrySetResult(outcomes[i]);
        }
        catch (Exception error) when (group.Count == 1 || !isItemFault(error))
        {
            foreach (var waiting in group) waiting.Outcome.TrySetException(error);
        }
        catch (Exception)
        {
            // Any of the items may have caused it: each runs on its own, so that it fails only itself.
            foreach (var waiting in group) await RunAsync([waiting]);
        }
    }

    /// <summary>Drains the queue, but does not wait for an unavailable database.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        if (running is null) return;
        await running.WaitAsync(DrainTimeout, TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed record Waiting(TWork Work)
    {
        public TaskCompletionSource<TOutcome> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
