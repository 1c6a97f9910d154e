using System.Diagnostics;
using System.Threading.Channels;

namespace Takedown.Storage;

/// <summary>
/// Small works that come at the same time are done together: one set of statements and one fsync for all of them, where
/// each by itself would cost as much as all.
/// </summary>
/// <param name="together">Does them in one transaction and tells what each came to.</param>
/// <param name="size">How much one is.</param>
/// <param name="most">How much is done together.</param>
/// <param name="lanes">How many such transactions run at once.</param>
/// <param name="mayBeOnes">Whether an error may be the fault of one of them, so that each is tried by itself.</param>
/// <param name="rest">How long a lane rests that has told what it came to, after what took it so long.</param>
internal sealed class GroupCommit<TWork, TOutcome>(
    Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TOutcome>>> together, Func<TWork, int> size, int most, int lanes,
    Func<Exception, bool> mayBeOnes, Func<TimeSpan, TimeSpan>? rest = null) : IAsyncDisposable
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(4096);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private Task? running;

    /// <summary>Once queued it is done, whoever has gone meanwhile.</summary>
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
            // It serves everybody, not in the trace and the log scope of who came first.
            using var everybody = ExecutionContext.SuppressFlow();
            running = Task.WhenAll([.. Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync))]);
        }
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
            if (gathered.Count == 0) continue;
            var began = Stopwatch.GetTimestamp();
            await DoAsync(gathered);
            if (rest is not null) await RestAsync(rest(Stopwatch.GetElapsedTime(began)));
        }
    }

    /// <summary>Nobody rests in a server that stops.</summary>
    private async Task RestAsync(TimeSpan length)
    {
        if (length > TimeSpan.Zero) await Task.Delay(length, TimeProvider.System, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task DoAsync(IReadOnlyList<Waiting> gathered)
    {
        try
        {
            var outcomes = await together([.. gathered.Select(w => w.Work)]);
            for (var i = 0; i < gathered.Count; i++) gathered[i].Outcome.TrySetResult(outcomes[i]);
        }
        catch (Exception error) when (gathered.Count == 1 || !mayBeOnes(error))
        {
            foreach (var waiting in gathered) waiting.Outcome.TrySetException(error);
        }
        catch (Exception)
        {
            // Whose fault it was nobody knows: each by itself, so that it stops nobody else.
            foreach (var one in gathered) await DoAsync([one]);
        }
    }

    /// <summary>What is queued is done, unless the database is away: a server that stops does not wait that out.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await ending.CancelAsync();
        if (running is { } lanes) await lanes.WaitAsync(DrainTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed record Waiting(TWork Work)
    {
        public TaskCompletionSource<TOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
