using Takedown.Core.Evidence;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Which notices name a file by its hash. Kept for senders that have stored a file at all: the others pay nothing, and
/// their earlier notices are linked when they store their first one.
/// </summary>
internal static class EvidenceLinks
{
    /// <summary>
    /// Which of these organisations have stored a file; for <see cref="Session.QueryDeferredAsync"/>.
    /// </summary>
    public const string Holders = "SELECT organisation_id FROM evidence_holders WHERE organisation_id IN ";

    private static readonly Table<Link> Table = new("evidence_links",
    [
        new("sha256", ColumnType.Bytes, l => l.Hash.Bytes, Key: true),
        new("platform_id", ColumnType.Id, l => l.PlatformId, Key: true),
        new("notice_id", ColumnType.Id, l => l.NoticeId, Key: true),
    ]);

    /// <summary>Links a notice to what it names.</summary>
    public static IEnumerable<Link> Of(Guid noticeId, Guid platformId, IEnumerable<EvidenceHash> hashes) =>
        hashes.Distinct().Select(hash => new Link(hash, platformId, noticeId));

    /// <summary>The hashes of a list of evidence, each once.</summary>
    public static IEnumerable<EvidenceHash> HashesOf(IEnumerable<Contracts.Evidence?>? evidence)
    {
        foreach (var one in evidence ?? [])
        {
            if (EvidenceHash.TryParse(one?.Sha256, out var hash)) yield return hash;
        }
    }

    /// <summary>All that a notice names: as sent, and in answers to questions.</summary>
    public static IEnumerable<EvidenceHash> HashesOf(NoticeRow notice, Contracts.NoticeInput content) =>
        (notice.SupplementList is not { } supplements ? HashesOf(content.Evidence)
            : HashesOf([.. content.Evidence ?? [], .. supplements.SelectMany(s => s.Evidence ?? [])])).Distinct();

    private const string Linked =
        """
        SELECT COUNT(*) FROM evidence_links
        WHERE sha256 = @hash AND platform_id = @PlatformId AND notice_id = @Id
        """;

    /// <summary>Whether something that belongs to the notice names the file, such as its dispute.</summary>
    public static async Task<bool> IsLinkedAsync(Session s, NoticeRow notice, EvidenceHash hash) =>
        await s.FirstAsync<long>(Linked, new { hash = hash.Bytes, notice.PlatformId, notice.Id }) > 0;

    /// <summary>Stores links. One that is stored already stays.</summary>
    public static Task AddAsync(Session s, IReadOnlyList<Link> links) =>
        s.InsertAsync(Table, links, "DO NOTHING");

    /// <param name="Hash">The file.</param>
    /// <param name="PlatformId">The platform of the notice, which finds its links at once.</param>
    /// <param name="NoticeId">The notice.</param>
    public readonly record struct Link(EvidenceHash Hash, Guid PlatformId, Guid NoticeId);
}
