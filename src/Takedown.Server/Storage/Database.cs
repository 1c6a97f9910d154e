namespace Takedown.Server.Storage;

/// <summary>
/// The one way to the database. A write is one transaction, durable when the call returns; a read sees what is
/// committed.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract Engine Engine { get; }

    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>Brings the schema up to this program's, or fails with a clear reason.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellation = default);

    public abstract ValueTask DisposeAsync();

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellation);
}
