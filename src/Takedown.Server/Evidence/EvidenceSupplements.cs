using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Links what an answer to a question names, or what completes a notice. Of senders without a file, nothing is linked
/// yet.
/// </summary>
internal sealed class EvidenceSupplements : IConsequence
{
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        List<NoticeRow> supplied = [.. changes
            .Where(c => c.Events.Any(e => e.Kind is EventKind.InformationSupplied or EventKind.Completed))
            .Select(c => c.After)];
        if (supplied.Count == 0) return;
        var holders = await s.QueryAsync<Guid>(
            EvidenceLinks.Holders + s.In("ids"), new { ids = s.Ids(supplied.Select(n => n.ClaimantId).Distinct()) });
        await EvidenceLinks.AddAsync(s, [.. supplied.Where(n => holders.Contains(n.ClaimantId))
            .SelectMany(n => EvidenceLinks.Of(n.Id, n.PlatformId, EvidenceLinks.HashesOf(
                n.SupplementList?.SelectMany(given => given.Evidence ?? []))))]);
    }
}
