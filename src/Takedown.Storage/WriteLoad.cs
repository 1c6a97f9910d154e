namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
internal sealed class WriteLoad
{
    private int sets;
    private int others;

    /// <summary>Whether batches are being stored.</summary>
    public bool IsStoringSets => Volatile.Read(ref sets) > 0;

    /// <summary>Whether batches are being stored, delivered or answered.</summary>
    public bool IsBusy => IsStoringSets || Volatile.Read(ref others) > 0;

    public async Task<T> StoreSetAsync<T>(Func<Task<T>> store)
    {
        Interlocked.Increment(ref sets);
        try
        {
            return await store();
        }
        finally
        {
            Interlocked.Decrement(ref sets);
        }
    }

    /// <summary>Counts a delivery or a call with answers as work.</summary>
    public async Task<T> WorkAsync<T>(Func<Task<T>> work)
    {
        Interlocked.Increment(ref others);
        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Decrement(ref others);
        }
    }
}
