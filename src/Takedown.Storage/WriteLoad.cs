namespace Takedown.Storage;

/// <summary>Long writes of this process that somebody waits for. Other writers leave them room.</summary>
internal sealed class WriteLoad
{
    private int sets;

    public bool IsStoringSets => Volatile.Read(ref sets) > 0;

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
}
