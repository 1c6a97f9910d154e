using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Takedown.Storage.Postgres;

/// <summary>
/// PostgreSQL with pooled connections. Transient errors are retried for a while: a short wait is better than an error.
/// The hot path runs with the planner settings of <see cref="HotPath"/>, reports and migrations with the server's own.
/// </summary>
/// <remarks>
/// Each pool sets its own when a connection opens. Reports have a smaller pool of their own, so that they never take
/// the connections of the hot path.
/// </remarks>
internal sealed class PostgresDatabase : Database
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan InitialPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly PostgresDialect dialect = new();
    private readonly PostgresCommands commands = new();
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource reports;
    /// <summary>Of migrations, which run once.</summary>
    private readonly string plain;
    private readonly PostgresHistory history;
    private readonly WriteProbe probe;

    public PostgresDatabase(string connectionString)
    {
        var settings = SettingsOf(connectionString);
        plain = settings.ConnectionString;
        history = new(() => Seen, TellHistoryChanged);
        probe = new(WriteProbeAsync, dialect);
        var options = settings.Options!;
        const string readOnly = "-c default_transaction_read_only=on";
        writers = Create("writers", settings, $"{options} {HotPath.WriterOptions}");
        readers = Create("readers", settings, $"{options} {readOnly} {HotPath.Options}");
        // A report is planned each time, for its own values.
        settings.MaxAutoPrepare = 0;
        settings.MaxPoolSize = Math.Max(1, settings.MaxPoolSize / 4);
        settings.MinPoolSize = 0;
        // Lists of many parts look expensive and are not: compiling one takes longer than reading it.
        reports = Create("reports", settings, $"{options} {readOnly} -c jit=off");
    }

    /// <summary>The settings of every connection.</summary>
    public static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "takedown",
            // A command that runs longer is a fault; it must not hold its locks for ever. A server whose machine has
            // vanished is noticed only by it.
            CommandTimeout = 20,
            Timeout = 5,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 3,
            IncludeErrorDetail = false,
            // Nothing in a session outlives its transaction, so that a connection needs no reset between two users.
            NoResetOnClose = true,
        };
        // Otherwise a new primary is found only after ten seconds, most of the patience with which work is retried.
        if (!settings.ShouldSerialize("Host Recheck Seconds")) settings.HostRecheckSeconds = 1;
        // Shorter than the client's, so that a server that answers says itself what happened.
        settings.Options =
            $"{settings.Options} -c statement_timeout=18s -c idle_in_transaction_session_timeout=60s".Trim();
        return settings;
    }

    public override Dialect Dialect => dialect;

    public override Task<T> WriteAsync<T>(
        Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        RetryAsync(async () =>
        {
            await using var connection = await writers.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var session = new PostgresSession(connection, transaction, dialect, commands);
            var value = await work(session);
            // The caller can no longer cancel: the outcome of a commit must be known.
            await session.CommitAsync();
            session.RunAfterCommit();
            return value;
        }, cancellation);

    public override Task<T> ReadAsync<T>(
        Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        ReadAsync(readers, work, cancellation);

    public override Task<T> ReportAsync<T>(
        Func<Session, Task<T>> work, CancellationToken cancellation = default) =>
        ReadAsync(reports, work, cancellation);

    public override async Task<string?> CheckHealthAsync(CancellationToken cancellation)
    {
        await using var connection = await writers.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("SHOW transaction_read_only", connection);
        if (await command.ExecuteScalarAsync(cancellation) is not "off") return "it is read-only";
        return await probe.FindAsync(cancellation);
    }

    /// <summary>New pages in a new file: rows that replace others would find room on a full disk.</summary>
    private const string Probe =
        """
        BEGIN;
        SET LOCAL lock_timeout = '1s';
        TRUNCATE probes;
        INSERT INTO probes (filler) SELECT decode(repeat('00', 4000), 'hex') FROM generate_series(1, 16);
        COMMIT
        """;

    private async Task WriteProbeAsync()
    {
        await using var connection = await writers.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Probe, connection);
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException error)
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
            await rollback.ExecuteNonQueryAsync();
            // Another process is writing its probe.
            if (error.SqlState != PostgresErrorCodes.LockNotAvailable) throw;
        }
    }

    public override async Task MigrateAsync(CancellationToken cancellation = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(plain) { Pooling = false, Multiplexing = false };
        await using var once = Create("migrations", settings, settings.Options!);
        await using var connection = await once.OpenConnectionAsync(cancellation);
        await PostgresMigrations.ApplyAsync(connection, cancellation);
        // The connection was opened before there was anything to ask.
        await history.ExamineAsync(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        await reports.DisposeAsync();
        await readers.DisposeAsync();
        await writers.DisposeAsync();
    }

    /// <summary>Metrics and spans carry the name; without one they carry the connection string.</summary>
    private NpgsqlDataSource Create(string name, NpgsqlConnectionStringBuilder settings, string options)
    {
        settings.Options = options;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }
            .UsePhysicalConnectionInitializer(
                _ => throw new NotSupportedException("Connections are opened asynchronously."), history.ExamineAsync)
            .Build();
    }

    private Task<T> ReadAsync<T>(NpgsqlDataSource pool, Func<Session, Task<T>> work, CancellationToken cancellation) =>
        RetryAsync(async () =>
        {
            await using var connection = await pool.OpenConnectionAsync(cancellation);
            return await work(new PostgresSession(connection, null, dialect, commands));
        }, cancellation);

    private async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var pause = InitialPause;
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (DbException error) when (MayPass(error) && Stopwatch.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, cancellation);
                pause = pause * 2 < MaxPause ? pause * 2 : MaxPause;
            }
        }
    }

    /// <summary>
    /// A full disk is no matter of seconds, and a statement that was given up has had its time; who asks is told at
    /// once.
    /// </summary>
    private bool MayPass(DbException error)
    {
        probe.Failed(error);
        return dialect.IsTransient(error) && !dialect.IsStorageFull(error) && !dialect.IsTimeout(error);
    }
}
