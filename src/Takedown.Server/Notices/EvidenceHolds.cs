using Takedown.Core.Evidence;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Notices that wait for files before they are sent, because their policy says so: a row for each file that is awaited.
/// </summary>
internal static class EvidenceHolds
{
    private static readonly Table<Hold> Table = new("evidence_holds",
    [
        new("claimant_id", ColumnType.Id, h => h.ClaimantId, Key: true),
        new("sha256", ColumnType.Bytes, h => h.Sha256, Key: true),
        new("notice_id", ColumnType.Id, h => h.NoticeId, Key: true),
        new("platform_id", ColumnType.Id, h => h.PlatformId),
    ]);

    private const string Stored = "SELECT sha256 FROM evidence WHERE organisation_id = @claimant AND sha256 IN ";

    /// <summary>Holds those notices of a sender whose files are not all stored.</summary>
    /// <returns>The notices that wait.</returns>
    public static async Task<IReadOnlySet<Guid>> AddAsync(
        Session s, Guid claimant, IReadOnlyList<(Guid Notice, Guid Platform, IReadOnlyList<EvidenceHash> Files)> all)
    {
        if (!all.Any(n => n.Files.Count > 0)) return new HashSet<Guid>();
        await s.LockAsync(LockOf(claimant));
        var hashes = all.SelectMany(n => n.Files).Distinct().Select(h => h.Bytes);
        var stored = (await s.QueryAsync<byte[]>(
            Stored + s.InBytes("hashes"), new { claimant, hashes = s.Bytes(hashes) }))
            .Select(h => EvidenceHash.Of(h)).ToHashSet();
        List<Hold> holds = [.. all.SelectMany(
            n => n.Files.Distinct().Where(h => !stored.Contains(h)),
            (n, h) => new Hold
            {
                ClaimantId = claimant, Sha256 = h.Bytes, NoticeId = n.Notice, PlatformId = n.Platform,
            })];
        await s.InsertAsync(Table, holds);
        return holds.Select(h => h.NoticeId).ToHashSet();
    }

    private const string Waiting =
        """
        SELECT claimant_id, sha256, notice_id, platform_id FROM evidence_holds h
        WHERE claimant_id = @claimant AND sha256 = @hash
        """;

    private const string Others =
        """
        SELECT DISTINCT notice_id FROM evidence_holds
        WHERE (claimant_id = @claimant) IS TRUE AND sha256 <> @hash AND notice_id IN 
        """;

    /// <summary>Ends the holds on a file in the transaction that stores it.</summary>
    /// <returns>The notices that wait for nothing any more, not for a person either, with their platforms.</returns>
    public static async Task<IReadOnlyList<(Guid Notice, Guid Platform)>> EndAsync(
        Session s, Guid claimant, EvidenceHash hash)
    {
        await s.LockAsync(LockOf(claimant));
        var key = new { claimant, hash = hash.Bytes };
        var ended = await s.QueryAsync<Hold>(Waiting, key);
        if (ended.Count == 0) return [];
        var waiting = (await s.QueryAsync<Guid>(
            Others + s.In("ids"), new { key.claimant, key.hash, ids = s.Ids(ended.Select(h => h.NoticeId)) }))
            .ToHashSet();
        await s.DeleteAsync(Table, ended);
        waiting.UnionWith(await ConfirmationHolds.WaitingAsync(s, ended.Select(h => h.NoticeId)));
        return [.. ended.Where(h => !waiting.Contains(h.NoticeId)).Select(h => (h.NoticeId, h.PlatformId))];
    }

    private const string Awaiting =
        "SELECT DISTINCT notice_id FROM evidence_holds "
            + "WHERE (claimant_id = @claimant) IS TRUE AND notice_id IN ";

    /// <summary>Those of a sender's notices that still wait for files.</summary>
    public static async Task<HashSet<Guid>> AwaitingAsync(Session s, Guid claimant, IEnumerable<Guid> notices)
    {
        await s.LockAsync(LockOf(claimant));
        return [.. await s.QueryAsync<Guid>(Awaiting + s.In("ids"), new { claimant, ids = s.Ids(notices) })];
    }

    /// <summary>A notice and the file that it waits for would otherwise miss each other.</summary>
    private static string LockOf(Guid claimant) => $"evidence holds {claimant}";

    private sealed record Hold
    {
        public Guid ClaimantId { get; init; }
        public byte[] Sha256 { get; init; } = [];
        public Guid NoticeId { get; init; }
        public Guid PlatformId { get; init; }
    }
}
