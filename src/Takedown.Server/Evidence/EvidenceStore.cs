using Takedown.Core.Evidence;
using Takedown.Server.Http;
using Takedown.Server.Limits;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>What became of a file whose bytes are stored.</summary>
internal enum StoredAs
{
    /// <summary>It is new to the organisation.</summary>
    First,
    /// <summary>The organisation has stored it before.</summary>
    Unchanged,
    /// <summary>The organisation has no room for it.</summary>
    NoRoom,
    /// <summary>The key was revoked while the file came.</summary>
    KeyRevoked,
    /// <summary>Bytes under the same hash are being removed just now.</summary>
    BeingRemoved,
}

/// <summary>The rows of evidence. A row is written after its bytes, and never without them.</summary>
internal sealed class EvidenceStore(
    Database database, EvidenceRoom room, HeldSends held, Ids ids, TimeProvider time)
{
    private const string Before =
        """
        SELECT (SELECT COUNT(*) FROM evidence_removals WHERE sha256 = @hash) AS removals,
            (SELECT COUNT(*) FROM keys WHERE id = @keyId AND revoked_at IS NULL) AS keys,
            (SELECT COUNT(*) FROM evidence WHERE sha256 = @hash AND organisation_id = @organisation) AS files
        """;

    private const string Insert =
        """
        INSERT INTO evidence (sha256, organisation_id, length, media_type, stored_at)
        VALUES (@hash, @organisation, @length, @mediaType, @now)
        """;

    /// <summary>Writes the row of a file whose bytes are durable, with its entry in the custody log.</summary>
    public Task<StoredAs> AddAsync(Caller caller, EvidenceHash hash, long length, string mediaType) =>
        database.WriteAsync(async s =>
        {
            // The sweep holds the same lock while it decides that nobody names the bytes.
            await s.LockAsync(LockOf(hash));
            var key = new { hash = hash.Bytes, organisation = caller.Id, keyId = caller.KeyId };
            var known = (await s.FirstAsync<Known>(Before, key))!;
            if (known.Removals > 0) return StoredAs.BeingRemoved;
            if (known.Keys == 0) return StoredAs.KeyRevoked;
            if (known.Files > 0) return StoredAs.Unchanged;
            if (!await room.TakeAsync(s, caller.Id, length)) return StoredAs.NoRoom;
            var now = time.GetUtcNow();
            await s.ExecuteAsync(Insert, new { key.hash, key.organisation, length, mediaType, now });
            await Custody.AddAsync(s, CustodyRow.Of(caller, ids.Next(), hash, caller.Id, "stored", now));
            await held.SendAsync(s, await EvidenceHolds.EndAsync(s, caller.Id, hash));
            return StoredAs.First;
        });

    private const string One =
        $"SELECT {EvidenceRow.Columns} FROM evidence e WHERE e.sha256 = @hash AND e.organisation_id = @organisation";

    /// <summary>The file of an organisation.</summary>
    public static Task<EvidenceRow?> FindAsync(Session s, EvidenceHash hash, Guid organisation) =>
        s.FirstAsync<EvidenceRow>(One, new { hash = hash.Bytes, organisation });

    /// <summary>The lock of a hash, for who adds its row and who removes its bytes.</summary>
    public static string LockOf(EvidenceHash hash) => $"evidence {hash}";

    private sealed record Known
    {
        public long Removals { get; init; }
        public long Keys { get; init; }
        public long Files { get; init; }
    }
}
