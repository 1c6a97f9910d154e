using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Contracts;
using Takedown.Server.Tests.Executable;
using Takedown.Shared;

namespace Takedown.Benchmarks.Engines;

internal enum EngineKind
{
    Postgres,
    Sqlite,
}

/// <summary>
/// The database and broker of one scenario: its own PostgreSQL (fsync on) and RabbitMQ, or a directory for SQLite with
/// the in-memory bus. Each scenario starts new ones, so that none measures the vacuum or the backlog of another.
/// </summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly EngineHost? host;

    private Engine(EngineHost? host) => this.host = host;

    public EngineKind Kind => host is null ? EngineKind.Sqlite : EngineKind.Postgres;

    /// <summary>
    /// The working directory of the server. With PostgreSQL it is the directory of the engine host, which ends the
    /// processes left there if this process is killed.
    /// </summary>
    public string Directory => host?.Directory ?? scratch.Path;

    /// <summary>Connection string of the product's database, used to multiply its rows.</summary>
    public string ConnectionString => host?.Postgres ?? $"Data Source={Path.Combine(scratch.Path, "takedown.db")}";

    /// <summary>Settings of the server as environment variables.</summary>
    public IEnumerable<(string Name, string? Value)> Settings => host is null ? [] :
    [
        ("Takedown__Database__Engine", "postgres"),
        ("Takedown__Database__ConnectionString", host.Postgres),
        ("Takedown__Bus__Transport", "rabbitmq"),
        ("Takedown__Bus__Uri", host.Rabbit),
    ];

    public static async Task<Engine> StartAsync(EngineKind kind) =>
        new(kind is EngineKind.Postgres ? await EngineHost.StartAsync() : null);

    /// <summary>The limit of this database for bulk inserts.</summary>
    public async Task<IBareRows> BareRowsAsync() =>
        host is null ? new BareInserts(scratch.Path) : await BareCopy.OpenAsync(await BareDatabaseAsync());

    /// <summary>
    /// The limit of this database for single rows that are each committed to disk. SQLite has one writer.
    /// </summary>
    public async Task<IBareRows> BareCommitsAsync() =>
        host is null
            ? new BareInserts(scratch.Path, rowsACommit: 1)
            : await BareCommits.OpenAsync(await BareDatabaseAsync());

    /// <summary>Opens a connection to the product's database.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection =
            host is null ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Sets how far the clock of a sandbox is ahead.</summary>
    public async Task MoveClockAsync(TimeSpan ahead)
    {
        await using var connection = await OpenAsync();
        await using var move = connection.CreateCommand();
        move.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"""
            INSERT INTO settings (name, value) VALUES ('sandbox-ahead-ms', '{ahead.TotalMilliseconds:F0}')
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """);
        await move.ExecuteNonQueryAsync();
    }

    /// <summary>The number of notices in a state.</summary>
    public async Task<long> CountAsync(NoticeState state)
    {
        await using var connection = await OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT COUNT(*) FROM notices WHERE state = {state:D}";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// Waits until earlier writes are on disk: a disk still busy with the stock of notices delays every commit.
    /// </summary>
    public async Task SettleAsync()
    {
        await using var connection = await OpenAsync();
        await using var settle = connection.CreateCommand();
        settle.CommandText = host is null ? "PRAGMA wal_checkpoint" : "CHECKPOINT";
        settle.CommandTimeout = 0;
        await settle.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await host.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    /// <summary>
    /// Creates another database on the same server, with the same disk and settings but without the product's tables.
    /// </summary>
    private async Task<string> BareDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(host!.Postgres);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE bare", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(host.Postgres) { Database = "bare" }.ConnectionString;
    }
}
