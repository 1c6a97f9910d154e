using System.Data.Common;

namespace Takedown.Storage;

/// <summary>
/// Whether the database takes writes, by a small write of its own at most every ten seconds. What work found out counts
/// before that: a disk may have room for the probe and none for a batch.
/// </summary>
/// <param name="write">Writes some pages.</param>
/// <param name="dialect">Tells what an error means.</param>
internal sealed class WriteProbe(Func<Task> write, Dialect dialect)
{
    public const string Full = "storage is full";
    private const string ReadOnly = "it is read-only";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>How long a busy database may take before an older result no longer counts.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<string?> running = Task.FromResult<string?>(null);
    private long finishedAt;
    private string? latest;

    /// <summary>Work has failed: the next result counts from now on.</summary>
    public void Failed(DbException error)
    {
        if (!dialect.IsStorageFull(error)) return;
        lock (gate) (latest, finishedAt) = (Full, TimeProvider.System.GetTimestamp());
    }

    /// <summary>The obstacle, or null. Another error of the database is thrown.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellation)
    {
        Task<string?> current;
        bool known;
        lock (gate)
        {
            var age = finishedAt == 0 ? TimeSpan.MaxValue : TimeProvider.System.GetElapsedTime(finishedAt);
            if (age < Interval) return latest;
            known = age < Stale;
            if (running.IsCompleted) running = Task.Run(RunAsync, CancellationToken.None);
            current = running;
        }
        if (!known) return await current.WaitAsync(cancellation);
        await Task.WhenAny(current, Task.Delay(Patience, TimeProvider.System, cancellation));
        return current.IsCompleted ? await current : latest;
    }

    private async Task<string?> RunAsync()
    {
        string? found = null;
        try
        {
            await write();
        }
        catch (DbException error) when (dialect.IsStorageFull(error))
        {
            found = Full;
        }
        catch (DbException error) when (dialect.IsReadOnly(error))
        {
            found = ReadOnly;
        }
        lock (gate) (latest, finishedAt) = (found, TimeProvider.System.GetTimestamp());
        return found;
    }
}
