using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

/// <summary>Self-inspections as a reader sees them: a platform sees only itself.</summary>
internal static class SelfInspectionViews
{
    public static async Task<IReadOnlyList<SelfInspectionView>> OfAsync(
        Session s, Caller reader, IReadOnlyList<SelfInspection> rows, bool whole, DateTimeOffset now)
    {
        if (rows.Count == 0) return [];
        var isPlatform = reader.Kind is OrganisationKind.Platform;
        var platforms = await SelfInspectionStore.PlatformsAsync(
            s, rows.Select(r => r.Id), isPlatform ? reader.Id : null, whole || isPlatform);
        var deadlines = await DeadlineStore.OfAsync(
            s, DeadlineOwner.SelfInspection, [.. platforms.Select(p => p.Id)]);
        var names = await OrganisationNames.OfAsync(
            s, rows.Select(r => r.BodyId).Concat(platforms.Select(p => p.PlatformId)));
        var views = platforms.ToLookup(
            p => p.InspectionId, p => View(p, deadlines[p.Id].Single(), names, now));
        return [.. rows.Select(r => new SelfInspectionView
        {
            Id = r.Id,
            BodyId = r.BodyId,
            BodyName = names.GetValueOrDefault(r.BodyId),
            Text = r.Text,
            At = r.At,
            Due = r.Due,
            Asked = isPlatform ? null : views[r.Id].Count(),
            Reported = isPlatform ? null : views[r.Id].Count(p => p.Status is SelfInspectionStatus.Reported),
            Overdue = isPlatform ? null : views[r.Id].Count(p => p.Status is SelfInspectionStatus.Overdue),
            Platforms = [.. views[r.Id]],
        })];
    }

    public static async Task<SelfInspectionView> WholeAsync(
        Session s, Caller reader, SelfInspection row, DateTimeOffset now)
    {
        var view = (await OfAsync(s, reader, [row], whole: true, now))[0];
        // The journal names the other platforms.
        return reader.Kind is OrganisationKind.Platform ? view
            : view with { History = await ActJournal.OfAsync(s, ActSubject.SelfInspection, row.Id) };
    }

    private static SelfInspectedPlatform View(
        SelfInspected row, Deadline due, IReadOnlyDictionary<Guid, string> names, DateTimeOffset now) => new()
    {
        PlatformId = row.PlatformId,
        PlatformName = names.GetValueOrDefault(row.PlatformId),
        Status = row.ReportedAt is not null ? SelfInspectionStatus.Reported
            : due.Status is SlaStatus.Breached || due.IsOverdue(now) ? SelfInspectionStatus.Overdue
            : SelfInspectionStatus.Open,
        Sla = due.Status,
        ReportedAt = row.ReportedAt,
        Problems = row.Problems,
        Text = row.Text,
        Findings = row.FindingList,
    };
}
