using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Readers;

/// <summary>A researcher's key as stored.</summary>
internal sealed record RecordReaderRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public string Prefix { get; init; } = "";
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public static readonly Table<RecordReaderRow> Table = new("record_readers",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("name", ColumnType.Text, r => r.Name),
        new("hash", ColumnType.Bytes, r => r.Hash),
        new("prefix", ColumnType.Text, r => r.Prefix),
        new("version", ColumnType.Number, r => r.Version),
        new("created_at", ColumnType.Instant, r => r.CreatedAt),
        new("revoked_at", ColumnType.Instant, r => r.RevokedAt),
    ]);

    /// <summary>As the public record has it.</summary>
    public RecordReaderKey Key => new(Id, Hash, Name, Version, RevokedAt is not null);

    public RecordReaderView View => new()
    {
        Id = Id,
        Name = Name,
        Prefix = Prefix,
        CreatedAt = CreatedAt,
        RevokedAt = RevokedAt,
    };
}
