using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

/// <summary>A notice's history, told from the events on its trail.</summary>
internal static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(NoticeRow notice, IReadOnlyList<EventRow> trail) =>
    [
        new()
        {
            Type = EventKind.Accepted.Word(),
            At = notice.AcceptedAt,
            By = OrganisationKind.Claimant.Word(),
            State = NoticeState.Accepted,
        },
        .. trail.SelectMany(e => e.Entries.Where(f => f.Id == notice.Id).Select(f => new TimelineEntry
        {
            Type = e.Kind.Word(),
            At = e.At,
            By = e.ByKind?.Word() ?? "system",
            State = f.State,
            Deadline = f.Deadline?.Word(),
            Due = f.Due,
            Measure = f.Measure,
            Reason = f.Reason,
            EscalatedTo = f.EscalatedTo,
        })),
    ];
}
