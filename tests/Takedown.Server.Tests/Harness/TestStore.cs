using Takedown.Server.Hosting;
using Npgsql;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A store of its own on the engine this run is for: SQLite, or with <c>TAKEDOWN_TEST_ENGINE=postgres</c> a database on
/// the server that <c>tests/run</c> started. The same tests run on both.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly string? directory;
    private readonly Lazy<string> files;

    private TestStore(string? directory, string connectionString)
    {
        this.directory = directory;
        files = new(() => directory ?? System.IO.Directory.CreateTempSubdirectory("takedown-test-").FullName);
        ConnectionString = connectionString;
    }

    public static bool IsPostgres => Environment.GetEnvironmentVariable("TAKEDOWN_TEST_ENGINE") == "postgres";

    public static string Engine => IsPostgres ? "postgres" : "sqlite";

    /// <summary>Where its files are; null where a server keeps them.</summary>
    public string? Directory => directory;

    public string ConnectionString { get; }

    /// <summary>A folder of its own beside the database, or where there is none.</summary>
    public string EvidenceFolder => Path.Combine(files.Value, "evidence");

    internal DatabaseOptions Options => new() { Engine = Engine, ConnectionString = ConnectionString };

    /// <summary>
    /// Applying the migrations to each of hundreds of databases would take longer than the tests: they are copies of
    /// one, a file or a database of the server.
    /// </summary>
    private static readonly Lazy<Task<string>> Migrated = new(async () =>
    {
        if (!IsPostgres)
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("takedown-test-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(folder, recursive: true);
            var path = Path.Combine(folder, "takedown.db");
            await using var file = DatabaseFactory.Create(
                new() { Engine = "sqlite", ConnectionString = $"Data Source={path}" });
            await file.MigrateAsync();
            return path;
        }
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name}");
        await using var database = DatabaseFactory.Create(new() { Engine = "postgres", ConnectionString = On(name) });
        await database.MigrateAsync();
        return name;
    });

    private static string NewName() => $"test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    /// <summary>Without a pool where nothing may stay connected, as a template's database must be.</summary>
    private static string On(string database, bool pooled = false) =>
        new NpgsqlConnectionStringBuilder(
            Server) { Database = database, Pooling = pooled, MaxPoolSize = 20 }.ConnectionString;

    private static string Server => Environment.GetEnvironmentVariable("TAKEDOWN_TEST_POSTGRES")
        ?? throw new InvalidOperationException(
            "TAKEDOWN_TEST_ENGINE is postgres and TAKEDOWN_TEST_POSTGRES names no server.");

    /// <summary>A store with the schema, or an empty one for a test of how the schema gets there.</summary>
    public static async Task<TestStore> CreateAsync(bool migrated = true)
    {
        if (!IsPostgres)
        {
            var own = System.IO.Directory.CreateTempSubdirectory("takedown-test-").FullName;
            var path = Path.Combine(own, "takedown.db");
            if (migrated) File.Copy(await Migrated.Value, path);
            return new(own, $"Data Source={path}");
        }
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name}{(migrated ? $" TEMPLATE {await Migrated.Value}" : "")}");
        return new(null, On(name, pooled: true));
    }

    public async ValueTask DisposeAsync()
    {
        if (files.IsValueCreated || directory is not null) System.IO.Directory.Delete(files.Value, recursive: true);
        if (directory is null) await ExecuteAsync(
            $"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A test of SQLite's own ways; on another engine it shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestStore.IsPostgres ? "This is about SQLite." : null;
}

/// <summary>A test of PostgreSQL's own ways; on another engine it shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestStore.IsPostgres
        ? null
        : "This is about PostgreSQL: bash tests/run starts one and sets TAKEDOWN_TEST_ENGINE.";
}
