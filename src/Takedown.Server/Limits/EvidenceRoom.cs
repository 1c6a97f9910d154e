using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>Bytes of evidence by organisation, counted by all processes together.</summary>
internal sealed class EvidenceRoom(LimitsCache limits, TimeProvider time)
{
    private const string Stored = "SELECT bytes FROM evidence_holders WHERE organisation_id = @organisation";

    private const string Take =
        """
        INSERT INTO evidence_holders (organisation_id, since, files, bytes, linked_to)
        VALUES (@organisation, @now, 1, @bytes, @first)
        ON CONFLICT (organisation_id) DO UPDATE SET
            files = evidence_holders.files + 1, bytes = evidence_holders.bytes + excluded.bytes
        WHERE evidence_holders.bytes + excluded.bytes <= @limit
        """;

    /// <summary>Whether an organisation may store so much more.</summary>
    public async Task<bool> HasRoomAsync(Session s, Guid organisation, long bytes) =>
        await StoredAsync(s, organisation) + bytes <= LimitOf(organisation);

    /// <summary>Counts a file in the transaction that stores its row.</summary>
    /// <returns>Whether there was room for it.</returns>
    public async Task<bool> TakeAsync(Session s, Guid organisation, long bytes)
    {
        var limit = LimitOf(organisation);
        return bytes <= limit && await s.ExecuteAsync(
            Take, new { organisation, bytes, limit, now = time.GetUtcNow(), first = Guid.Empty }) > 0;
    }

    public static async Task<long> StoredAsync(Session s, Guid organisation) =>
        await s.FirstAsync<long?>(Stored, new { organisation }) ?? 0;

    private long LimitOf(Guid organisation) => limits.Latest.For(organisation).EvidenceBytes;
}
