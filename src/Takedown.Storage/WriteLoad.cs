using System.Diagnostics;

namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
internal sealed class WriteLoad
{
    private readonly Running sets = new(), others = new();

    /// <summary>Whether batches are being stored.</summary>
    public bool IsStoringSets => sets.IsAny;

    /// <summary>How long no batch has been stored, delivered or answered.</summary>
    public TimeSpan Lull => sets.IsAny || others.IsAny ? TimeSpan.Zero
        : Stopwatch.GetElapsedTime(Math.Max(sets.Ended, others.Ended));

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
