namespace Takedown.Server.Http;

/// <summary>
/// The memory of the whole process for request bodies in hand. Short bodies are free. A longer one takes its memory
/// before it grows; where none is left, an upload stores what it has, and another body waits. While any body waits, one
/// that does not progress is ended, so that a slow sender loses its own place and not the server's memory.
/// </summary>
/// <param name="capacity">The memory in bytes.</param>
/// <param name="patience">How long a slow body may hold memory that others wait for.</param>
internal sealed class BodyBudget(long capacity, TimeSpan patience) : IDisposable
{
    /// <summary>Bytes per second that a body must bring while others wait.</summary>
    public const int MinRate = 16 * 1024;

    /// <summary>Bytes allocated while bodies wait after which a collection is worth its time.</summary>
    private const long Garbage = 96 << 20;

    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = [];
    private readonly HashSet<BodyHold> holders = [];
    private TaskCompletionSource pressure = NewSignal();
    private BodyHold? overdrawn;
    private ITimer? watch;
    private long used;
    private long lastPressure;
    private long allocated;
    private bool watches;

    /// <summary>Memory in use.</summary>
    public long Used
    {
        get
        {
            lock (gate) return used;
        }
    }

    /// <summary>
    /// Completes when memory is short: a body that is waiting for its sender and can give memory back should do so.
    /// </summary>
    public Task Pressure
    {
        get
        {
            lock (gate) return pressure.Task;
        }
    }

    /// <summary>Takes memory for a body if it is there.</summary>
    public bool TryTake(BodyHold hold, long bytes)
    {
        lock (gate)
        {
            if ((waiting.Count == 0 && used + bytes <= capacity) || overdrawn == hold)
            {
                Grant(hold, bytes);
                return true;
            }
            Press();
            return false;
        }
    }

    /// <summary>
    /// Takes memory for a body and waits until it is there. The first one for which it is not there may exceed the
    /// capacity, one at a time: bodies that each hold a part would otherwise wait for each other forever.
    /// </summary>
    public async Task TakeAsync(BodyHold hold, long bytes, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (gate)
        {
            if (TryTake(hold, bytes)) return;
            if (overdrawn is null)
            {
                overdrawn = hold;
                Grant(hold, bytes);
                return;
            }
            waiter = new(hold, bytes);
            waiting.AddLast(waiter);
        }
        try
        {
            await waiter.Granted.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
            {
                // Granted meanwhile: the body gives it back with the rest.
                if (!waiter.Granted.Task.IsCompleted) waiting.Remove(waiter);
                Settle();
            }
            throw;
        }
    }

    /// <summary>Gives memory back.</summary>
    /// <param name="bytes">The memory.</param>
    /// <param name="ended">The body that now holds nothing; null if the memory had left its body before.</param>
    public void Return(long bytes, BodyHold? ended)
    {
        lock (gate)
        {
            used -= bytes;
            if (ended is not null) Leave(ended);
            Settle();
        }
    }

    /// <summary>The body holds nothing more; its memory is in use until it is returned.</summary>
    public void Leave(BodyHold hold)
    {
        lock (gate)
        {
            holders.Remove(hold);
            if (overdrawn == hold) overdrawn = null;
            Settle();
        }
    }

    public void Dispose() => watch?.Dispose();

    private void Grant(BodyHold hold, long bytes)
    {
        used += bytes;
        hold.Covered += bytes;
        if (holders.Add(hold)) hold.Mark();
    }

    /// <summary>Memory is short: tells those who can give some back, and begins to watch the slow.</summary>
    private void Press()
    {
        pressure.TrySetResult();
        lastPressure = TimeProvider.System.GetTimestamp();
        if (watches) return;
        watches = true;
        foreach (var holder in holders) holder.Mark();
        watch ??= TimeProvider.System.CreateTimer(
            _ => Watch(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watch.Change(TimeSpan.Zero, WatchInterval);
    }

    private void Settle()
    {
        while (waiting.First is { Value: var next } && (overdrawn is null || used + next.Bytes <= capacity))
        {
            waiting.RemoveFirst();
            if (used + next.Bytes > capacity) overdrawn = next.Hold;
            Grant(next.Hold, next.Bytes);
            next.Granted.TrySetResult();
        }
        if (waiting.Count > 0 || overdrawn is not null || !pressure.Task.IsCompleted) return;
        pressure = NewSignal();
    }

    private void Watch()
    {
        List<BodyHold> slow;
        lock (gate)
        {
            var isCalm = waiting.Count == 0 && overdrawn is null
                && TimeProvider.System.GetElapsedTime(lastPressure) > patience;
            if (isCalm) watch!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            watches = !isCalm;
            slow = isCalm ? [] : [.. holders.Where(h => h.IsSlow(patience))];
        }
        foreach (var hold in slow) hold.End();
        // Many long bodies leave hundreds of megabytes behind before the collector comes by itself: it measures what
        // the machine has, not what the server should take. In the background, as all requests wait for another one.
        if (GC.GetTotalAllocatedBytes() - allocated < Garbage) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        allocated = GC.GetTotalAllocatedBytes();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Waiter(BodyHold Hold, long Bytes)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
