using Takedown.Server.Hosting;
using Takedown.Storage;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Storage;

/// <summary>The contract of both databases. A run tests one of them.</summary>
public sealed partial class DatabaseContract : IAsyncLifetime
{
    private TestStore store = null!;
    private Database database = null!;

    private static string CreateSamples => TestStore.IsPostgres
        ? "CREATE TABLE samples (id uuid PRIMARY KEY, at bigint, number bigint, text text UNIQUE, bytes bytea)"
        : "CREATE TABLE samples (id BLOB PRIMARY KEY, at INTEGER, number INTEGER, text TEXT UNIQUE, bytes BLOB)";

    /// <summary>Opens the same store again at every call.</summary>
    private Database Open() => DatabaseFactory.Create(store.Options);

    public async Task InitializeAsync()
    {
        store = await TestStore.CreateAsync(migrated: false);
        database = Open();
        await database.MigrateAsync();
        await database.WriteAsync(s => s.ExecuteAsync(CreateSamples));
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await store.DisposeAsync();
    }

    private sealed record Sample(Guid Id)
    {
        public Sample() : this(default(Guid))
        {
        }

        public DateTimeOffset? At { get; init; }
        public long? Number { get; init; }
        public string? Text { get; init; }
        public byte[]? Bytes { get; init; }
    }

    private static readonly Table<Sample> Samples = new("samples",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("at", ColumnType.Instant, r => r.At),
        new("number", ColumnType.Number, r => r.Number),
        new("text", ColumnType.Text, r => r.Text),
        new("bytes", ColumnType.Bytes, r => r.Bytes),
    ]);

    private readonly Ids ids = new(TimeProvider.System);

    private Sample Text(string text) => new(ids.Next()) { Text = text };

    private Task<bool[]> InsertAsync(params Sample[] rows) => database.WriteAsync(s => s.InsertNewAsync(Samples, rows));

    private Task<IReadOnlyList<string>> TextsAsync() =>
        database.ReadAsync(s => s.QueryAsync<string>("SELECT text FROM samples ORDER BY text"));
}
