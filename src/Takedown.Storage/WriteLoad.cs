namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
internal sealed class WriteLoad
{
    private readonly Running sets = new(), others = new();

    /// <summary>Whether batches are being stored.</summary>
    public bool IsStoringSets => sets.IsAny;

    /// <summary>Whether batches are being stored, delivered or answered.</summary>
    public bool IsBusy => sets.IsAny || others.IsAny;

    /// <summary>Counts the storing of a batch as work.</summary>
    public Task<T> StoreSetAsync<T>(Func<Task<T>> store) => sets.CountAsync(store);

    /// <summary>Counts a delivery or a call with answers as work.</summary>
    public Task<T> WorkAsync<T>(Func<Task<T>> work) => others.CountAsync(work);

    private sealed class Running
    {
        private int count;

        public bool IsAny => Volatile.Read(ref count) > 0;

        public async Task<T> CountAsync<T>(Func<Task<T>> work)
        {
            Interlocked.Increment(ref count);
            try
            {
                return await work();
            }
            finally
            {
                Interlocked.Decrement(ref count);
            }
        }
    }
}
