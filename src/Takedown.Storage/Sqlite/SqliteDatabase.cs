using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage;

/// <summary>
/// SQLite in WAL mode with one writer. Writes queue up and share a commit, so that many small ones cost one fsync;
/// each has its own savepoint, so that one that fails takes no other with it.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long writes are gathered into one commit: a little more latency for the first, far fewer fsyncs.</summary>
    private static readonly TimeSpan GroupFor = TimeSpan.FromMilliseconds(20);

    private readonly string connectionString;
    private readonly SqliteDialect dialect = new();
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(4096);
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly SqliteConnection writer;
    private readonly Lazy<Task> lane;
    private bool closed;

    public SqliteDatabase(string connectionString)
    {
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        writer = new SqliteConnection(this.connectionString);
        lane = new Lazy<Task>(() => Task.Run(WriteLoopAsync));
    }

    public override Dialect Dialect => dialect;

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default)
    {
        _ = lane.Value;
        var pending = new Pending<T>(work);
        await queue.Writer.WriteAsync(pending, cancellation);
        // Once queued it will run; a caller that went away must not leave others guessing what was stored.
        return await pending.Task;
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var connection)) connection = Open(new SqliteConnection(connectionString), readOnly: true);
        try
        {
            return await work(new Session(connection, null, dialect));
        }
        finally
        {
            if (closed) await connection.DisposeAsync();
            else readers.Add(connection);
        }
    }

    public override async Task<string?> CheckHealthAsync(CancellationToken cancellation)
    {
        await ReadAsync(s => s.FirstAsync<long>("SELECT COUNT(*) FROM schema_versions"), cancellation);
        return null;
    }

    public override Task MigrateAsync(CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(writer.DataSource))!);
        try
        {
            if (writer.State is not System.Data.ConnectionState.Open) Open(writer, readOnly: false);
            SqliteMigrations.Apply(writer);
        }
        catch
        {
            // What was opened may be the wrong thing; the next try looks at what lies there then.
            writer.Close();
            throw;
        }
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        closed = true;
        queue.Writer.TryComplete();
        if (lane.IsValueCreated) await lane.Value;
        while (readers.TryTake(out var reader)) await reader.DisposeAsync();
        dialect.Dispose();
        await writer.DisposeAsync();
    }

    private static SqliteConnection Open(SqliteConnection connection, bool readOnly)
    {
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText =
            $"""
            PRAGMA busy_timeout = 30000;
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -32000;
            PRAGMA temp_store = MEMORY;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA query_only = {(readOnly ? 1 : 0)};
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private async Task WriteLoopAsync()
    {
        while (await queue.Reader.WaitToReadAsync()) await WriteGroupAsync();
    }

    private async Task WriteGroupAsync()
    {
        var group = new List<Pending>();
        try
        {
            var started = Stopwatch.GetTimestamp();
            await using var transaction = writer.BeginTransaction(deferred: false);
            while (queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
                transaction.Save("one");
                if (await pending.RunAsync(new Session(writer, transaction, dialect))) transaction.Release("one");
                else transaction.Rollback("one");
                if (Stopwatch.GetElapsedTime(started) > GroupFor) break;
            }
            transaction.Commit();
        }
        catch (Exception error)
        {
            // The commit failed (disk full, file gone): nothing of the group is durable, each caller must hear it, and
            // the lane must live on.
            if (group.Count == 0 && queue.Reader.TryRead(out var first)) group.Add(first);
            foreach (var pending in group) pending.Fail(error);
            return;
        }
        foreach (var pending in group) pending.Settle();
    }

    /// <summary>A write waiting for the lane: run first, told the outcome only after the commit.</summary>
    private abstract class Pending
    {
        public abstract Task<bool> RunAsync(Session session);

        public abstract void Settle();

        public abstract void Fail(Exception error);
    }

    private sealed class Pending<T>(Func<Session, Task<T>> work) : Pending
    {
        private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Session? ran;
        private T? value;
        private Exception? failure;

        public Task<T> Task => outcome.Task;

        public override async Task<bool> RunAsync(Session session)
        {
            ran = session;
            try
            {
                value = await work(session);
            }
            catch (Exception error)
            {
                failure = error;
            }
            return failure is null;
        }

        public override void Settle()
        {
            if (failure is not null)
            {
                outcome.TrySetException(failure);
                return;
            }
            try
            {
                ran!.RunAfterCommit();
                outcome.TrySetResult(value!);
            }
            catch (Exception error)
            {
                // It is durable, but whoever waits for the bell has not heard it: the caller must know, and the lane live on.
                outcome.TrySetException(error);
            }
        }

        public override void Fail(Exception error) => outcome.TrySetException(failure ?? error);
    }
}
