using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Supervision;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>Supervisions as a reader sees them: a body below sees only the cases that it reads.</summary>
internal static class SupervisionViews
{
    public static async Task<IReadOnlyList<SupervisionView>> OfAsync(
        Session s, RegistrySnapshot registry, Guid reader, IReadOnlyList<SupervisionRow> rows, DateTimeOffset now)
    {
        if (rows.Count == 0) return [];
        var items = await SupervisionStore.ItemsAsync(s, rows.Select(r => r.Id));
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.Supervision, [.. items.Select(i => i.Id)]);
        var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId).Concat(items.Select(i => i.BodyId)));
        var views = items.ToLookup(i => i.SupervisionId, i => (Row: i, View: View(i, deadlines[i.Id], names, now)));
        return [.. rows.Select(row =>
        {
            var all = row.IsListedBy(reader) || registry.Reads(reader, row.BodyId, row.Region, row.Function);
            return View(row, names, [.. views[row.Id]
                .Where(i => all || registry.Reads(reader, i.Row.BodyId, i.Row.Region, i.Row.Function))
                .Select(i => i.View)]);
        })];
    }

    /// <summary>One supervision with its reports, meetings and history.</summary>
    public static async Task<SupervisionView> WholeAsync(
        Session s, RegistrySnapshot registry, Guid reader, SupervisionRow row, DateTimeOffset now)
    {
        var view = (await OfAsync(s, registry, reader, [row], now))[0];
        var reports = (await SupervisionStore.ReportsAsync(s, view.Cases.Select(c => c.Id)))
            .ToLookup(r => r.SupervisedId, r => r.View);
        var all = row.IsListedBy(reader) || registry.Reads(reader, row.BodyId, row.Region, row.Function);
        return view with
        {
            Cases = [.. view.Cases.Select(c => c with { Reports = [.. reports[c.Id]] })],
            Meetings = await MeetingStore.OfSupervisionAsync(s, row.Id),
            // The acts of the other bodies in the batch are theirs.
            History = all ? await ActJournal.OfAsync(s, ActSubject.Supervision, row.Id)
                : [.. (await ActJournal.OfAsync(s, ActSubject.Supervision, row.Id))
                    .Where(a => a.OrganisationId is null || a.OrganisationId == reader
                        || row.IsListedBy(a.OrganisationId.Value))],
        };
    }

    private static SupervisionView View(
        SupervisionRow row, IReadOnlyDictionary<Guid, string> names, IReadOnlyList<SupervisedCaseView> cases)
    {
        var input = row.Input;
        return new()
        {
            Id = row.Id,
            Title = input.Title!,
            No = input.No,
            Date = DateOnly.ParseExact(row.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            BodyId = row.BodyId,
            BodyName = names.GetValueOrDefault(row.BodyId),
            Level = row.Level.Word(),
            Bodies = input.Bodies ?? [],
            Criteria = input.Criteria!,
            Ground = input.Ground,
            ReportEvery = input.ReportEvery ?? ReportSchedule.Usual,
            Status = cases.Any(c => c.Status is SupervisionStatus.Overdue) ? SupervisionStatus.Overdue
                : cases.Any(c => c.Status is SupervisionStatus.Open) ? SupervisionStatus.Open
                : SupervisionStatus.Closed,
            Cases = cases,
        };
    }

    private static SupervisedCaseView View(
        SupervisedRow row, IEnumerable<Deadline> deadlines, IReadOnlyDictionary<Guid, string> names, DateTimeOffset now)
    {
        var due = deadlines.FirstOrDefault(d => d.Kind is DeadlineKind.Report);
        return new()
        {
            Id = row.Id,
            CaseId = row.CaseId,
            LeadId = row.LeadId,
            No = row.No,
            Title = row.Title,
            BodyId = row.BodyId,
            BodyName = names.GetValueOrDefault(row.BodyId),
            Region = row.Region,
            Status = row.ClosedAt is not null ? SupervisionStatus.Closed
                : due.Status is SlaStatus.Breached || due.IsOverdue(now) ? SupervisionStatus.Overdue
                : SupervisionStatus.Open,
            Due = row.ClosedAt is null ? due.Due : null,
            ClosedAt = row.ClosedAt,
        };
    }
}
