using Takedown.Server.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>What every engine promises to the stores. One subclass an engine runs all of it.</summary>
public abstract partial class DatabaseContract : IAsyncLifetime
{
    private Database database = null!;

    /// <summary>Opens the same store again at every call.</summary>
    private protected abstract Database Open();

    /// <summary>DDL of <c>samples</c>: <c>id</c>, <c>at</c>, <c>number</c>, <c>text</c> (unique), <c>bytes</c>, all but the id nullable.</summary>
    private protected abstract string CreateSamples { get; }

    public async Task InitializeAsync()
    {
        database = Open();
        await database.MigrateAsync();
        await database.WriteAsync(s => s.ExecuteAsync(CreateSamples));
    }

    public virtual async Task DisposeAsync() => await database.DisposeAsync();

    private protected sealed record Sample(Guid Id)
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

    private Task<bool[]> InsertAsync(params Sample[] rows) => database.WriteAsync(s => s.InsertAsync(Samples, rows));

    private Task<IReadOnlyList<string>> TextsAsync() =>
        database.ReadAsync(s => s.QueryAsync<string>("SELECT text FROM samples ORDER BY text"));
}
