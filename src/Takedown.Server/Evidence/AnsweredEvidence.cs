using Takedown.Core.Evidence;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Files of platforms that counter-notices name: opened by the claimant where they were released to it, and by the
/// bodies that read the notice.
/// </summary>
internal static class AnsweredEvidence
{
    private const int Step = 500;

    private const string Named =
        """
        counter_notice_evidence l JOIN notices n ON n.id = l.notice_id
        JOIN evidence e ON e.sha256 = l.sha256 AND e.organisation_id = l.owner_id
        WHERE l.sha256 = @hash
        """;

    private const string Released =
        $"""
        SELECT {EvidenceRow.Columns}, l.notice_id FROM {Named} AND n.claimant_id = @claimant AND l.released = 1
        ORDER BY l.notice_id LIMIT 1
        """;

    public static Task<EvidenceRow?> ReleasedAsync(Session s, EvidenceHash hash, Guid claimant) =>
        s.FirstAsync<EvidenceRow>(Released, new { hash = hash.Bytes, claimant });

    private const string OfNotice =
        $"""
        SELECT {EvidenceRow.Columns}, l.notice_id FROM {Named} AND l.notice_id = @notice
            AND (l.released = 1 OR n.claimant_id <> @reader)
        """;

    /// <param name="s">The session.</param>
    /// <param name="caller">Who reads the notice.</param>
    /// <param name="hash">The file.</param>
    /// <param name="notice">The notice.</param>
    public static Task<EvidenceRow?> ByNoticeAsync(Session s, Caller caller, EvidenceHash hash, NoticeRow notice) =>
        s.FirstAsync<EvidenceRow>(OfNotice, new { hash = hash.Bytes, notice = notice.Id, reader = caller.Id });

    private const string Next =
        $"""
        SELECT n.id, n.claimant_id, n.platform_id, n.regime, n.function, n.claimant_region, n.accused_region
        FROM {Named} AND l.notice_id > @after AND (l.released = 1 OR n.claimant_id <> @reader)
        ORDER BY l.notice_id LIMIT @take
        """;

    /// <summary>Looks through all notices whose counter-notice names it, until one is the caller's to read.</summary>
    public static async Task<EvidenceRow?> ByAnyAsync(
        Session s, Caller caller, RegistrySnapshot registry, EvidenceHash hash)
    {
        var after = Guid.Empty;
        while (true)
        {
            var page = await s.QueryAsync<NoticeRow>(
                Next, new { hash = hash.Bytes, after, reader = caller.Id, take = Step });
            if (page.FirstOrDefault(n => NoticeReader.MayRead(caller, n, registry)) is { } readable)
                return await ByNoticeAsync(s, caller, hash, readable);
            if (page.Count < Step) return null;
            after = page[^1].Id;
        }
    }
}
