using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Who may read a file: who has shown it, and who may see a notice of theirs that names it, itself or in its dispute,
/// or a counter-notice that does. To know a hash, or to name it in a notice of one's own, opens nothing.
/// </summary>
internal static class EvidenceAccess
{
    private const int Step = 500;

    /// <summary>The file for a caller; null where there is none for it.</summary>
    /// <param name="s">The session.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="hash">The file.</param>
    /// <param name="by">The notice that names it, where the caller says so; otherwise any is looked for.</param>
    public static async Task<EvidenceRow?> FindAsync(
        Session s, Caller caller, RegistrySnapshot registry, EvidenceHash hash, Guid? by)
    {
        if (by is { } notice) return await ByNoticeAsync(s, caller, registry, hash, notice);
        if (await EvidenceStore.FindAsync(s, hash, caller.Id) is { } own) return own;
        return caller.Kind switch
        {
            OrganisationKind.Claimant => await AnsweredEvidence.ReleasedAsync(s, hash, caller.Id),
            OrganisationKind.Platform =>
                await s.FirstAsync<EvidenceRow>(OfPlatform, new { hash = hash.Bytes, platform = caller.Id }),
            _ => await ByAnyAsync(s, caller, registry, hash)
                ?? await AnsweredEvidence.ByAnyAsync(s, caller, registry, hash),
        };
    }

    private static async Task<EvidenceRow?> ByNoticeAsync(
        Session s, Caller caller, RegistrySnapshot registry, EvidenceHash hash, Guid id)
    {
        if (await NoticeStore.FindAsync(s, id) is not { } notice || !NoticeReader.MayRead(caller, notice, registry))
            return null;
        if (EvidenceLinks.HashesOf(notice, await NoticeStore.ContentAsync(s, id)).Contains(hash)
            || await EvidenceLinks.IsLinkedAsync(s, notice, hash))
        {
            if (await EvidenceStore.FindAsync(s, hash, notice.ClaimantId) is { } row) return row with { NoticeId = id };
        }
        return await AnsweredEvidence.ByNoticeAsync(s, caller, hash, notice);
    }

    private const string Linked =
        """
        evidence_links l JOIN notices n ON n.id = l.notice_id
        JOIN evidence e ON e.sha256 = l.sha256 AND e.organisation_id = n.claimant_id
        WHERE l.sha256 = @hash
        """;

    private const string OfPlatform =
        $"""
        SELECT {EvidenceRow.Columns}, l.notice_id FROM {Linked}
            AND l.platform_id = @platform AND n.delivered_at IS NOT NULL LIMIT 1
        """;

    private const string Next =
        $"""
        SELECT n.id, n.claimant_id, n.platform_id, n.regime, n.function, n.claimant_region, n.accused_region
        FROM {Linked} AND (l.platform_id, l.notice_id) > (@platform, @after)
        ORDER BY l.platform_id, l.notice_id LIMIT @take
        """;

    /// <summary>Looks through all notices that name the file, until one of them is the caller's to read.</summary>
    private static async Task<EvidenceRow?> ByAnyAsync(
        Session s, Caller caller, RegistrySnapshot registry, EvidenceHash hash)
    {
        var (platform, after) = (Guid.Empty, Guid.Empty);
        while (true)
        {
            var page = await s.QueryAsync<NoticeRow>(Next, new { hash = hash.Bytes, platform, after, take = Step });
            if (page.FirstOrDefault(n => NoticeReader.MayRead(caller, n, registry)) is { } readable)
            {
                var row = await EvidenceStore.FindAsync(s, hash, readable.ClaimantId);
                return row is null ? null : row with { NoticeId = readable.Id };
            }
            if (page.Count < Step) return null;
            (platform, after) = (page[^1].PlatformId, page[^1].Id);
        }
    }
}
