using System.Diagnostics;

namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
internal sealed class WriteLoad
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20), Quiet = TimeSpan.FromMilliseconds(100);
    private readonly Running sets = new(), others = new();

    /// <summary>Whether batches are being stored.</summary>
    public bool IsStoringSets => sets.IsAny;

    /// <summary>Whether batches are being stored, delivered or answered, or were a moment ago.</summary>
    public bool IsBusy => sets.IsAny || others.IsAny
        || Stopwatch.GetElapsedTime(Math.Max(sets.Ended, others.Ended)) < Quiet;

    /// <summary>Leaves the database to those writes while there are any, and never for longer than a time.</summary>
    public Task LeaveRoomAsync(TimeSpan most, CancellationToken cancellation) =>
        LeaveRoomAsync(most, () => false, cancellation);

    /// <summary>The same until something becomes urgent.</summary>
    public async Task LeaveRoomAsync(TimeSpan most, Func<bool> isUrgent, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp();
            IsBusy && !isUrgent() && Stopwatch.GetElapsedTime(began) < most;)
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
