using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>
/// SQLite in WAL mode with one writer. Queued writes share a commit, so that many small ones cost one fsync. Each has
/// its own savepoint, so that a failing one does not affect the others. A long write has a commit of its own, and the
/// short ones that wait go before the next long one.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long writes are gathered into one commit: slightly more latency, far fewer fsyncs.</summary>
    private static readonly TimeSpan GroupFor = TimeSpan.FromMilliseconds(20);

    private readonly string connectionString;
    private readonly SqliteDialect dialect = new();
    private readonly Channel<PendingWrite> queue = Channel.CreateBounded<PendingWrite>(4096);
    private readonly Queue<PendingWrite> shorts = [];
    private readonly Queue<PendingWrite> longs = [];
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly SqliteConnection writer;
    private readonly SqliteStatements statements;
    private readonly Lazy<Task> writing;
    private readonly WriteProbe probe;
    private bool closed;

    public SqliteDatabase(string connectionString)
    {
        this.connectionString =
            new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        writer = new SqliteConnection(this.connectionString);
        statements = new SqliteStatements(writer);
        writing = new Lazy<Task>(() => Task.Run(WriteLoopAsync));
        probe = new(() => WriteAsync(s => s.ExecuteAsync(Probe)), dialect);
    }

    public override Dialect Dialect => dialect;

    public override Task<T> WriteAsync<T>(
        Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        WriteAsync(new PendingWrite<T>(work, isLong: false), cancellation);

    public override Task<T> WriteSetAsync<T>(Func<Session, Task<T>> work) =>
        WriteAsync(new PendingWrite<T>(work, isLong: true), CancellationToken.None);

    private async Task<T> WriteAsync<T>(PendingWrite<T> pending, CancellationToken cancellation)
    {
        _ = writing.Value;
        await queue.Writer.WriteAsync(pending, cancellation);
        try
        {
            // A queued write can no longer be cancelled: its outcome must be known.
            return await pending.Task;
        }
        catch (SqliteException error)
        {
            probe.Failed(error);
            throw;
        }
    }

    public override async Task<T> ReadAsync<T>(
        Func<Session, Task<T>> work, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var connection))
        {
            connection = Open(new SqliteConnection(connectionString), readOnly: true);
        }
        try
        {
            using var own = new SqliteStatements(connection);
            return await work(new SqliteSession(connection, null, dialect, own));
        }
        finally
        {
            if (closed) await connection.DisposeAsync();
            else readers.Add(connection);
        }
    }

    /// <summary>The planner has no settings to choose from.</summary>
    public override Task<T> ReportAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        ReadAsync(work, cancellation);

    public override async Task<string?> CheckHealthAsync(CancellationToken cancellation)
    {
        await ReadAsync(s => s.FirstAsync<long>("SELECT COUNT(*) FROM schema_versions"), cancellation);
        return await probe.FindAsync(cancellation);
    }

    private const string Probe = "INSERT OR REPLACE INTO probes (id, filler) VALUES (1, randomblob(16384))";

    public override Task MigrateAsync(CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(writer.DataSource))!);
        try
        {
            SqliteFiles.MakePrivate(writer.DataSource);
            if (writer.State is not ConnectionState.Open) Open(writer, readOnly: false);
            SqliteMigrations.Apply(writer);
            if (SqliteHistory.Examine(writer)) TellHistoryChanged();
        }
        catch
        {
            // The file may be replaced before the next attempt, which must open it again.
            writer.Close();
            throw;
        }
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        closed = true;
        queue.Writer.TryComplete();
        if (writing.IsValueCreated) await writing.Value;
        while (readers.TryTake(out var reader)) await reader.DisposeAsync();
        statements.Dispose();
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
            PRAGMA cache_size = {(readOnly ? -2000 : -32000)};
            PRAGMA temp_store = MEMORY;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA query_only = {(readOnly ? 1 : 0)};
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private async Task WriteLoopAsync()
    {
        while (shorts.Count + longs.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            await WriteGroupAsync(isLong: false);
            await WriteGroupAsync(isLong: true);
        }
    }

    private async Task WriteGroupAsync(bool isLong)
    {
        if (Next(isLong) is not { } first) return;
        var group = new List<PendingWrite> { first };
        try
        {
            var started = Stopwatch.GetTimestamp();
            await using var transaction = writer.BeginTransaction(deferred: false);
            for (var pending = first; pending is not null; pending = Next(isLong))
            {
                if (pending != first) group.Add(pending);
                transaction.Save("one");
                var session = new SqliteSession(writer, transaction, dialect, statements);
                if (await pending.RunAsync(session)) transaction.Release("one");
                else transaction.Rollback("one");
                if (isLong || Stopwatch.GetElapsedTime(started) > GroupFor) break;
            }
            transaction.Commit();
        }
        catch (Exception error)
        {
            // The commit failed (disk full, file deleted): nothing of the group is durable. Each caller gets the error,
            // and the writer goes on.
            foreach (var pending in group) pending.Fail(error);
            return;
        }
        foreach (var pending in group) pending.Complete();
    }

    /// <summary>The oldest write of its kind that is queued.</summary>
    private PendingWrite? Next(bool isLong)
    {
        while (queue.Reader.TryRead(out var queued)) (queued.IsLong ? longs : shorts).Enqueue(queued);
        return (isLong ? longs : shorts).TryDequeue(out var next) ? next : null;
    }
}
