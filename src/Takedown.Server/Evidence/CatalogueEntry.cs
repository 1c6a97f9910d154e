using Takedown.Core.Evidence;

namespace Takedown.Server.Evidence;

/// <summary>Which attempt in GridFS has the file of a hash.</summary>
internal sealed record CatalogueEntry
{
    /// <summary>The 32 bytes of the SHA-256.</summary>
    public byte[] Id { get; init; } = [];
    public Guid File { get; init; }
    public long Length { get; init; }
    public string MediaType { get; init; } = "";
    public DateTimeOffset StoredAt { get; init; }

    public StoredEvidence Stored => new(EvidenceHash.Of(Id), Length, StoredAt);

    public static CatalogueEntry Of(
        EvidenceHash hash, Guid file, long length, string mediaType, DateTimeOffset now) => new()
        {
            Id = hash.Bytes, File = file, Length = length, MediaType = mediaType, StoredAt = now,
        };
}
