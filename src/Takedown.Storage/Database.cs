using System.Data.Common;

namespace Takedown.Storage;

/// <summary>Access to the database. A write is one transaction, durable when the call returns.</summary>
internal abstract class Database : IAsyncDisposable
{
    private long seen;
    private Action? historyChanged;

    public abstract Dialect Dialect { get; }

    /// <summary>
    /// Adds what happens when the database turns out to be a restored or a promoted one, so that the numbers of events
    /// and inboxes have leapt.
    /// </summary>
    public void WhenHistoryChanges(Action act) => historyChanged += act;

    /// <summary>The highest transaction of an event that was read by this process.</summary>
    protected long Seen => Interlocked.Read(ref seen);

    /// <summary>Remembers an event that was read, so that a database without it is recognised as another one.</summary>
    public void Saw(long tx)
    {
        for (var known = Seen; tx > known; known = Seen)
        {
            if (Interlocked.CompareExchange(ref seen, tx, known) == known) return;
        }
    }

    protected void TellHistoryChanged() => historyChanged?.Invoke();

    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// The same for a set of thousands of rows or of long ones, which shorter writes need not wait for.
    /// </summary>
    public virtual Task<T> WriteSetAsync<T>(Func<Session, Task<T>> work) => WriteAsync(work);

    /// <summary>
    /// Reads committed data on the hot path: single rows and pages along an index. The planner avoids sequential scans.
    /// </summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Reads committed data for a report: sums, counts and lists with filters. The planner is free to choose, for the
    /// tables and the values of the moment.
    /// </summary>
    public abstract Task<T> ReportAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>Applies missing migrations.</summary>
    /// <exception cref="SchemaTooNewException">The schema belongs to a newer program.</exception>
    public abstract Task MigrateAsync(CancellationToken cancellation = default);

    /// <summary>Checks whether the database accepts writes, by writing now and then. Does not retry.</summary>
    /// <returns>The obstacle, or null.</returns>
    public abstract Task<string?> CheckHealthAsync(CancellationToken cancellation);

    /// <summary>
    /// Whether the state of the database caused the error, so that all work fails. Of a statement that took too long
    /// only its own work does.
    /// </summary>
    public bool IsUnavailable(Exception error) =>
        error is DbException condition && Dialect.IsTransient(condition) && !Dialect.IsTimeout(condition);

    public abstract ValueTask DisposeAsync();

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellation);
}
