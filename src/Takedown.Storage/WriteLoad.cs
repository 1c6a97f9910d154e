using System.Diagnostics;

namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
/// <param name="hasOthers">Whether other processes store, deliver or take answers, which this one does not see.</param>
internal sealed class WriteLoad(bool hasOthers = false)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10), Quiet = TimeSpan.FromMilliseconds(100);
    private readonly Running sets = new(), others = new();

    /// <summary>Whether batches are being stored.</summary>
    public bool IsStoringSets => sets.IsAny;

    /// <summary>Whether batches are being stored, delivered or answered, or were a moment ago.</summary>
    public bool IsBusy => sets.IsAny || others.IsAny
        || Stopwatch.GetElapsedTime(Math.Max(sets.Ended, others.Ended)) < Quiet;

    /// <summary>The same where it is not known, since others do that work.</summary>
    public bool MayBeBusy => hasOthers || IsBusy;

    /// <summary>Leaves the database to those writes while there may be any, and never for longer than a time.</summary>
    public Task LeaveRoomAsync(TimeSpan most, CancellationToken cancellation) =>
        WaitAsync(most, () => MayBeBusy, cancellation);

    /// <summary>The same for those of this process, until something becomes urgent.</summary>
    public Task LeaveRoomAsync(TimeSpan most, Func<bool> isUrgent, CancellationToken cancellation) =>
        WaitAsync(most, () => IsBusy && !isUrgent(), cancellation);

    private static async Task WaitAsync(TimeSpan most, Func<bool> goesOn, CancellationToken cancellation)
    {
        // Also where there is nothing to wait for: long work stops between two sets.
        cancellation.ThrowIfCancellationRequested();
        for (var began = Stopwatch.GetTimestamp(); goesOn() && Stopwatch.GetElapsedTime(began) < most;)
            await Task.Delay(Look, TimeProvider.System, cancellation);
    }

    /// <summary>Counts the storing of a batch as work.</summary>
    public Task<T> StoreSetAsync<T>(Func<Task<T>> store) => sets.CountAsync(store);

    /// <summary>Counts a delivery or a call with answers as work.</summary>
    public Task<T> WorkAsync<T>(Func<Task<T>> work) => others.CountAsync(work);

    private sealed class Running
    {
        private int count;
        private long ended;

        public bool IsAny => Volatile.Read(ref count) > 0;

        public long Ended => Volatile.Read(ref ended);

        public async Task<T> CountAsync<T>(Func<Task<T>> work)
        {
            Interlocked.Increment(ref count);
            try
            {
                return await work();
            }
            finally
            {
                Volatile.Write(ref ended, Stopwatch.GetTimestamp());
                Interlocked.Decrement(ref count);
            }
        }
    }
}
