using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;

namespace Takedown.Server.Forms;

/// <summary>Which entry of an event counts for which figure.</summary>
internal static class FigureEvents
{
    /// <summary>The kinds of events that the figures are counted from.</summary>
    public static readonly IReadOnlyList<EventKind> Kinds =
    [
        EventKind.Delivered, EventKind.MadeAvailable, EventKind.ActionTaken, EventKind.Rejected, EventKind.Withdrawn,
        EventKind.Restored, EventKind.Escalated, EventKind.InformationExpired, EventKind.AccountActionRequested,
        EventKind.AccountActionAnswered,
    ];

    /// <summary>The figure of an entry; an answer has a second one, <see cref="Disposed"/>.</summary>
    public static int? CodeOf(EventKind kind, EventEntry entry, FormLookups lookups) => kind switch
    {
        // It was counted when it was made available.
        EventKind.Delivered when entry.OfferedAt is null => FigureCode.Sent,
        EventKind.MadeAvailable => FigureCode.Sent,
        EventKind.ActionTaken when entry.Measure is { } measure => FigureCode.Measured(measure),
        EventKind.Restored => FigureCode.Restored,
        EventKind.Escalated when entry.Deadline is DeadlineKind.Act => FigureCode.Unhandled,
        EventKind.AccountActionAnswered when lookups.Actions.GetValueOrDefault(entry.Id) is
            { Status: AccountActionStatus.Done } done => FigureCode.Account(done.Measure),
        _ => null,
    };

    /// <summary>
    /// Whether a measure was in time; null for a correction of a refusal, which was counted as neither.
    /// </summary>
    public static int? Disposed(EventEntry entry) => entry.Sla switch
    {
        null => null,
        SlaStatus.Late => FigureCode.Late,
        _ => FigureCode.OnTime,
    };

    /// <summary>The function of what an entry is about.</summary>
    public static string LineOf(EventKind kind, EventEntry entry, FormLookups lookups) =>
        kind is EventKind.AccountActionAnswered or EventKind.AccountActionRequested
            ? lookups.Actions.GetValueOrDefault(entry.Id)?.Function ?? EventEntry.UsualLine
            : entry.Line ?? EventEntry.UsualLine;

    /// <summary>Whether an entry is one of those that a figure counts.</summary>
    public static bool Counts(EventRow e, EventEntry entry, int[] codes, string function, FormLookups lookups)
    {
        if (LineOf(e.Kind, entry, lookups) != function) return false;
        if (CodeOf(e.Kind, entry, lookups) is { } code && codes.Contains(code)) return true;
        if (e.Kind is EventKind.ActionTaken && Disposed(entry) is { } disposed) return codes.Contains(disposed);
        return e.Kind is EventKind.AccountActionRequested && codes.Contains(FigureCode.Repeat)
            && lookups.Actions.GetValueOrDefault(entry.Id)?.IsFirst is true;
    }
}
