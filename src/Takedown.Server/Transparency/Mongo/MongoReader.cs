namespace Takedown.Server.Transparency.Mongo;

/// <summary>A document of <c>readers</c>: a researcher's key, by its hash.</summary>
internal sealed record MongoReader
{
    public byte[] Id { get; init; } = [];
    public Guid Reader { get; init; }
    public string Name { get; init; } = "";
    public long Version { get; init; }
    public bool Revoked { get; init; }

    public static MongoReader Of(RecordReaderKey key) => new()
    {
        Id = key.Hash, Reader = key.Id, Name = key.Name, Version = key.Version, Revoked = key.IsRevoked,
    };
}
