using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance.Scores;

/// <summary>
/// Whether a notice is behind a part of a score, by its events and as the counters count them. The SQL finds those that
/// may be.
/// </summary>
internal static class ScoreParts
{
    public static IReadOnlyList<ScorePart> Of(OrganisationKind kind) => kind is OrganisationKind.Platform
        ? [ScorePart.Late, ScorePart.LastMinute, ScorePart.Overturned] : [ScorePart.Refused, ScorePart.Reversed];

    /// <summary>A condition on a notice <c>n</c> that all behind a part fulfil.</summary>
    public static string Candidates(ScorePart part) => part switch
    {
        ScorePart.Refused => "n.answered_at IS NOT NULL AND n.measure IS NULL",
        ScorePart.Reversed => $"n.state IN ({NoticeState.RestoreDue:D}, {NoticeState.Reinstated:D})",
        ScorePart.Late => $"n.act_sla IN ({SlaStatus.Breached:D}, {SlaStatus.Late:D})",
        ScorePart.LastMinute => $"n.act_sla = {SlaStatus.Met:D} AND n.answered_at IS NOT NULL "
            + "AND (n.act_due - n.answered_at) * 10 <= n.act_due - n.delivered_at",
        // Nothing of the notice says that its refusal became a measure. The counters keep the hours of such refusals.
        ScorePart.Overturned => "(n.measure IS NOT NULL OR n.corrections IS NOT NULL) AND n.answered_at / 3600000 IN "
            + "(SELECT counted_hour FROM compliance_revisions WHERE platform_id = @owner AND overturned > 0)",
        _ => "1 = 0",
    };

    /// <summary>When a notice counted for a part; null if it does not count.</summary>
    /// <param name="part">The part.</param>
    /// <param name="events">The events of the notice, oldest first.</param>
    public static DateTimeOffset? CountedAt(ScorePart part, IReadOnlyList<(EventRow Row, EventEntry Entry)> events) =>
        part switch
        {
            ScorePart.Refused => events.LastOrDefault(e => IsAnswer(e.Row.Kind)) is { Row: { } row } last
                && row.Kind is EventKind.Rejected ? last.Entry.CorrectsAt ?? row.At : null,
            ScorePart.Reversed => First(events, e => Reverses(e.Row.Kind, e.Entry))?.Row.At,
            ScorePart.Late => First(events, e => IsLate(e.Row.Kind, e.Entry))?.Row.At,
            ScorePart.LastMinute => First(events, e => IsLastMinute(e.Row, e.Entry))?.Row.At,
            ScorePart.Overturned => First(events, e => e.Row.Kind is EventKind.ActionTaken
                && e.Entry.Corrects is NoticeState.Rejected)?.Entry.CorrectsAt,
            _ => null,
        };

    /// <summary>Whether an event says that a measure has to end again.</summary>
    public static bool Reverses(EventKind kind, EventEntry entry) =>
        kind is EventKind.RestoreDue or EventKind.ProceedingEnded or EventKind.Withdrawn
        && entry.State is NoticeState.RestoreDue;

    private static bool IsLate(EventKind kind, EventEntry entry) =>
        kind is EventKind.DeadlineBreached ? entry.Deadline is DeadlineKind.Act
        : IsAnswer(kind) && entry is { Sla: SlaStatus.Late, BreachReported: false };

    private static bool IsLastMinute(EventRow row, EventEntry entry) =>
        IsAnswer(row.Kind) && entry is { Corrects: null, Sla: not SlaStatus.Late, ActEnds: { } due }
        && LastMinute.Is(
            TimeSpan.FromMilliseconds(entry.Handling ?? 0), DateTimeOffset.FromUnixTimeMilliseconds(due) - row.At);

    private static bool IsAnswer(EventKind kind) => kind is EventKind.ActionTaken or EventKind.Rejected;

    private static (EventRow Row, EventEntry Entry)? First(
        IReadOnlyList<(EventRow Row, EventEntry Entry)> events, Func<(EventRow Row, EventEntry Entry), bool> fits)
    {
        foreach (var e in events)
        {
            if (fits(e)) return e;
        }
        return null;
    }
}
