using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

/// <summary>The history of a notice, derived from its events.</summary>
internal static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(NoticeRow notice, IReadOnlyList<EventRow> events) =>
    [
        new()
        {
            Type = EventKind.Accepted.Word(),
            At = notice.AcceptedAt,
            By = OrganisationKind.Claimant.Word(),
            State = NoticeState.Accepted,
        },
        .. events.SelectMany(e => e.Entries.Where(f => f.Id == notice.Id).Select(f => new TimelineEntry
        {
            Type = e.Kind.Word(),
            At = e.At,
            By = e.ByKind?.Word() ?? "system",
            State = f.State,
            Deadline = f.Deadline?.Word(),
            Due = f.Due,
            Provisional = ProvisionalView.OrAbsent(f.Provisional),
            Before = f.DueBefore,
            After = f.DueBefore is null ? null : f.Due,
            CalendarVersion = f.CalendarVersion,
            Finding = f.Finding,
            Measure = f.Measure,
            Reason = f.Reason,
            Corrects = f.Corrects,
            Other = f.Other,
            EscalatedTo = f.EscalatedTo,
        })),
    ];
}
