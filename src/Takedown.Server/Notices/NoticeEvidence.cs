using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>What a notice names as evidence, and whether its sender has stored it.</summary>
internal static class NoticeEvidence
{
    private const string Stored =
        """
        SELECT organisation_id, sha256, length, media_type FROM evidence WHERE sha256 IN 
        """;

    /// <summary>The evidence of a notice and of the answers to questions about it.</summary>
    public static async Task<IReadOnlyList<EvidenceView>?> OfAsync(Session s, NoticeRow notice, NoticeInput content) =>
        (await OfAsync(s, [(notice, content)]))[0];

    /// <summary>The same of several notices, by one query; null for a notice without evidence.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<EvidenceView>?>> OfAsync(
        Session s, IReadOnlyList<(NoticeRow Notice, NoticeInput Content)> notices)
    {
        HashSet<EvidenceHash> hashes = [.. notices.SelectMany(n => EvidenceLinks.HashesOf(n.Notice, n.Content))];
        var stored = await StoredAsync(s, hashes);
        return [.. notices.Select(n => Views(n.Notice, n.Content, stored))];
    }

    /// <summary>
    /// The files that notices name by hash, each once, and whether they are stored; null for a notice that names none.
    /// Senders that have never stored a file cost one look by their ids, and notices without a hash cost nothing.
    /// </summary>
    public static async Task<IReadOnlyList<IReadOnlyList<EvidenceView>?>> FilesAsync(
        Database database, IReadOnlyList<(NoticeRow Notice, NoticeInput Content)> notices)
    {
        List<(Guid Sender, List<EvidenceHash> Files)> named = [.. notices.Select(
            n => (n.Notice.ClaimantId, EvidenceLinks.HashesOf(n.Notice, n.Content).ToList()))];
        HashSet<Guid> senders = [.. named.Where(n => n.Files.Count > 0).Select(n => n.Sender)];
        var stored = senders.Count == 0 ? [] : await database.ReadAsync(async s =>
        {
            var holders = await s.QueryAsync<Guid>(EvidenceLinks.Holders + s.In("ids"), new { ids = s.Ids(senders) });
            return await StoredAsync(
                s, named.Where(n => holders.Contains(n.Sender)).SelectMany(n => n.Files).ToHashSet());
        });
        return [.. named.Select(n => n.Files.Count == 0 ? null : (IReadOnlyList<EvidenceView>)
            [.. n.Files.Select(file => View(new(), file, stored.GetValueOrDefault((n.Sender, file))))])];
    }

    private static async Task<Dictionary<(Guid, EvidenceHash), Row>> StoredAsync(
        Session s, HashSet<EvidenceHash> hashes) => hashes.Count == 0 ? [] : (await s.QueryAsync<Row>(
            Stored + s.InBytes("hashes"), new { hashes = s.Bytes(hashes.Select(h => h.Bytes)) }))
            .ToDictionary(r => (r.OrganisationId, EvidenceHash.Of(r.Sha256)));

    private static IReadOnlyList<EvidenceView>? Views(
        NoticeRow notice, NoticeInput content, Dictionary<(Guid, EvidenceHash), Row> stored)
    {
        IReadOnlyList<Contracts.Evidence> all =
            [.. content.Evidence ?? [], .. (notice.SupplementList ?? []).SelectMany(s => s.Evidence ?? [])];
        return all.Count == 0 ? null : [.. all.Select(e => View(e, notice.ClaimantId, stored))];
    }

    private static EvidenceView View(
        Contracts.Evidence sent, Guid sender, Dictionary<(Guid, EvidenceHash), Row> stored)
    {
        return EvidenceHash.TryParse(sent.Sha256, out var hash)
            ? View(sent, hash, stored.GetValueOrDefault((sender, hash))) : View(sent, null, null);
    }

    private static EvidenceView View(Contracts.Evidence sent, EvidenceHash? file, Row? row) => new()
    {
        Kind = sent.Kind,
        Sha256 = file?.Text,
        Url = sent.Url,
        CapturedAt = sent.CapturedAt,
        State = file is null ? null : row is null ? EvidenceState.Awaited : EvidenceState.Stored,
        Length = row?.Length,
        MediaType = row?.MediaType,
    };

    private sealed record Row
    {
        public Guid OrganisationId { get; init; }
        public byte[] Sha256 { get; init; } = [];
        public long Length { get; init; }
        public string MediaType { get; init; } = "";
    }
}
