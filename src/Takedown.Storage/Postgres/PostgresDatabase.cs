using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Takedown.Storage;

/// <summary>
/// PostgreSQL with pooled connections. What fails because another transaction was in the way, or because the server
/// was away for a moment, is run again for a while: a little waiting is better than an error to the caller.
/// </summary>
internal sealed class PostgresDatabase : Database
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan InitialPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly PostgresDialect dialect = new();
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlDataSource readers;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "takedown",
            // A command that runs longer is a fault of ours or of the server; it must not hold its locks for ever.
            CommandTimeout = 60,
            Timeout = 5,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 3,
            IncludeErrorDetail = false,
            // Nothing of ours outlives a transaction in a session, so there is nothing to undo between two users of a
            // connection.
            NoResetOnClose = true,
        };
        // Sequential scans are right for tables that are small, and a plan made then is kept when they have grown.
        // Where there is no index such a plan looks so dear that it would be compiled each time.
        settings.Options = $"{settings.Options} -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
            .TrimStart() + " -c enable_seqscan=off -c jit=off";
        writers = Named("writers", settings);
        settings.Options += " -c default_transaction_read_only=on";
        readers = Named("readers", settings);
    }

    public override Dialect Dialect => dialect;

    public override Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        RetryAsync(async () =>
        {
            await using var connection = await writers.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var session = new Session(connection, transaction, dialect);
            var value = await work(session);
            // From here on the caller's leaving must not make the outcome unknown.
            await session.Statements.CommitAsync();
            session.RunAfterCommit();
            return value;
        }, cancellation);

    public override async Task<string?> CheckHealthAsync(CancellationToken cancellation)
    {
        await using var connection = await writers.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("SHOW transaction_read_only", connection);
        return await command.ExecuteScalarAsync(cancellation) is "off" ? null : "it is read-only";
    }

    public override Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        RetryAsync(async () =>
        {
            await using var connection = await readers.OpenConnectionAsync(cancellation);
            return await work(new Session(connection, null, dialect));
        }, cancellation);

    public override async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var connection = await writers.OpenConnectionAsync(cancellation);
        await PostgresMigrations.ApplyAsync(connection, cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writers.DisposeAsync();
    }

    /// <summary>Metrics and spans carry the name; without one they carry the connection string.</summary>
    private static NpgsqlDataSource Named(string name, NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }.Build();

    private async Task<T> RetryAsync<T>(Func<Task<T>> turn, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var pause = InitialPause;
        while (true)
        {
            try
            {
                return await turn();
            }
            catch (DbException error) when (dialect.IsTransient(error) && Stopwatch.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, cancellation);
                pause = pause * 2 < MaxPause ? pause * 2 : MaxPause;
            }
        }
    }
}
