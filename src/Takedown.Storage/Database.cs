using System.Data.Common;

namespace Takedown.Storage;

/// <summary>
/// The one way to the database. A write is one transaction, durable when the call returns; a read sees what is
/// committed.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>Brings the schema up to this program's, or fails with a clear reason.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellation = default);

    /// <summary>Looks whether it can be written to, without waiting for it to become so.</summary>
    /// <returns>What stands in the way; null where nothing does.</returns>
    public abstract Task<string?> CheckHealthAsync(CancellationToken cancellation);

    /// <summary>Whether an error is the database's condition and nobody's work is at fault.</summary>
    public bool IsUnavailable(Exception error) => error is DbException condition && Dialect.IsTransient(condition);

    public abstract ValueTask DisposeAsync();

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellation);
}
