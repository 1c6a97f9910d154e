using Takedown.Core.Evidence;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Files that counter-notices name. They are those of the platform, which stores them for its user; who reads the
/// notice opens them, and its claimant only what was released to it.
/// </summary>
internal static class CounterEvidence
{
    private static readonly Table<Link> Table = new("counter_notice_evidence",
    [
        new("sha256", ColumnType.Bytes, l => l.Hash.Bytes, Key: true),
        new("notice_id", ColumnType.Id, l => l.NoticeId, Key: true),
        new("owner_id", ColumnType.Id, l => l.OwnerId),
        new("released", ColumnType.Number, l => l.Released),
    ]);

    /// <summary>Stores what a counter-notice names; a notice has one counter-notice.</summary>
    public static Task AddAsync(Session s, IReadOnlyList<Link> links) =>
        s.InsertAsync(Table, links, "DO NOTHING");

    private const string Others =
        """
        SELECT COUNT(*) FROM (SELECT 1 FROM counter_notice_evidence l
            JOIN notices o ON o.id = l.notice_id JOIN notices n ON n.id = @NoticeId
            WHERE l.sha256 = @hash AND l.owner_id = @OwnerId
                AND (o.account_id IS NULL OR n.account_id IS NULL OR o.account_id <> n.account_id) LIMIT 1) AS found
        """;

    /// <summary>
    /// The same links of somebody who has shown no file, but named hashes: what the counter-notice of another account
    /// names as well is not released by it.
    /// </summary>
    public static async Task<IReadOnlyList<Link>> OwnAsync(Session s, IEnumerable<Link> links)
    {
        List<Link> own = [];
        foreach (var link in links)
        {
            var isOfOthers = link.Released && await s.FirstAsync<long>(
                Others, new { link.NoticeId, hash = link.Hash.Bytes, link.OwnerId }) > 0;
            own.Add(link with { Released = link.Released && !isOfOthers });
        }
        return own;
    }

    private const string Stored =
        """
        SELECT l.notice_id, l.sha256 FROM counter_notice_evidence l
        JOIN notices n ON n.id = l.notice_id
        JOIN evidence e ON e.sha256 = l.sha256 AND e.organisation_id = l.owner_id
        WHERE (n.claimant_id <> @reader OR l.released = 1) AND l.notice_id IN 
        """;

    /// <summary>The stored files of these notices that a reader of them opens, as hexadecimal digits.</summary>
    public static async Task<ILookup<Guid, string>> StoredAsync(
        Session s, Caller reader, IReadOnlyCollection<Guid> notices) =>
        (notices.Count == 0 ? [] : await s.QueryAsync<Row>(
            Stored + s.In("ids"), new { reader = reader.Id, ids = s.Ids(notices) }))
        .ToLookup(r => r.NoticeId, r => EvidenceHash.Of(r.Sha256).Text);

    /// <param name="Hash">The file.</param>
    /// <param name="NoticeId">The notice that is answered.</param>
    /// <param name="OwnerId">The platform.</param>
    /// <param name="Released">Whether the claimant opens it.</param>
    public readonly record struct Link(EvidenceHash Hash, Guid NoticeId, Guid OwnerId, bool Released);

    private sealed record Row
    {
        public Guid NoticeId { get; init; }
        public byte[] Sha256 { get; init; } = [];
    }
}
