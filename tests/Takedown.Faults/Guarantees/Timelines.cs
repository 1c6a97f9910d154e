using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>Every timeline is a path through the transition table that ends in the state of the notice.</summary>
internal static class Timelines
{
    public static IEnumerable<string> AreLegal(Observations t) =>
        from notice in t.Notices.Values
        let fault = FaultOf(notice, t.Timelines[notice.Id])
        where fault is not null
        select $"{notice.Id}: {fault} ({string.Join(" → ", t.Timelines[notice.Id].Select(e => e.Type))})";

    private static string? FaultOf(NoticeView notice, IReadOnlyList<TimelineEntry> timeline)
    {
        if (timeline is not [{ Type: "accepted" }, ..]) return "it does not begin with accepted";
        if (timeline.Count(e => e.Type == "delivered") > 1) return "it was delivered twice";
        if (timeline.Count(e => e.Type == "made-available") > 1) return "it was made available twice";
        var state = NoticeState.Accepted;
        foreach (var entry in timeline.Skip(1))
        {
            if (entry.State is not { } to) return $"{entry.Type} leads nowhere";
            if (to != state
                && !Enum.GetValues<NoticeCommand>().Any(act => Lifecycle.Next(state, act) == (Outcome.Applied, to)))
            {
                return $"{entry.Type} led from {state} to {to}";
            }
            state = to;
        }
        return state == notice.State ? null : $"its state is {notice.State} and its timeline ends at {state}";
    }
}
