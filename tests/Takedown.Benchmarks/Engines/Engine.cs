using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Server.Tests.Executable;
using Takedown.Shared;

namespace Takedown.Benchmarks.Engines;

internal enum EngineKind
{
    Postgres,
    Sqlite,
}

/// <summary>
/// Where one scenario keeps its rows: a PostgreSQL (fsync on) and a RabbitMQ of its own, or a directory for SQLite and
/// its memory bus. Each scenario has a fresh one, so that none measures the vacuum or the backlog of another.
/// </summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly EngineHost? keeper;

    private Engine(EngineHost? keeper) => this.keeper = keeper;

    public EngineKind Kind => keeper is null ? EngineKind.Sqlite : EngineKind.Postgres;

    /// <summary>
    /// Where the server works. The keeper's own, where it is: it ends who is left there when we are killed.
    /// </summary>
    public string Directory => keeper?.Directory ?? scratch.Path;

    /// <summary>The product's database, for what is multiplied inside it.</summary>
    public string ConnectionString => keeper?.Postgres ?? $"Data Source={Path.Combine(scratch.Path, "takedown.db")}";

    /// <summary>For the server, in environment form.</summary>
    public IEnumerable<(string Name, string? Value)> Settings => keeper is null ? [] :
    [
        ("Takedown__Database__Engine", "postgres"),
        ("Takedown__Database__ConnectionString", keeper.Postgres),
        ("Takedown__Bus__Transport", "rabbitmq"),
        ("Takedown__Bus__Uri", keeper.Rabbit),
    ];

    public static async Task<Engine> StartAsync(EngineKind kind) =>
        new(kind is EngineKind.Postgres ? await EngineHost.StartAsync() : null);

    /// <summary>The bulk limit of this engine.</summary>
    public async Task<IBareRows> BareRowsAsync() =>
        keeper is null ? new BareInserts(scratch.Path) : await BareCopy.OpenAsync(await BareDatabaseAsync());

    /// <summary>
    /// The limit of this engine for single rows that each have to be on the disk. SQLite has one writer.
    /// </summary>
    public async Task<IBareRows> BareCommitsAsync() =>
        keeper is null
            ? new BareInserts(scratch.Path, rowsACommit: 1)
            : await BareCommits.OpenAsync(await BareDatabaseAsync());

    /// <summary>A connection to the product's database.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection =
            keeper is null ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Sets how far a sandbox's clock runs ahead.</summary>
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

    /// <summary>
    /// Waits until what was written before is where it belongs: the disk that is still busy with a stock of notices
    /// makes every commit behind it wait.
    /// </summary>
    public async Task SettleAsync()
    {
        await using var connection = await OpenAsync();
        await using var settle = connection.CreateCommand();
        settle.CommandText = keeper is null ? "PRAGMA wal_checkpoint" : "CHECKPOINT";
        settle.CommandTimeout = 0;
        await settle.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (keeper is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await keeper.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    /// <summary>
    /// Another database of the same server: the same disk and settings, none of the product's tables.
    /// </summary>
    private async Task<string> BareDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(keeper!.Postgres);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE bare", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(keeper.Postgres) { Database = "bare" }.ConnectionString;
    }
}
