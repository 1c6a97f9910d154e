using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>The results reported to a platform for its responses are correct and permanent.</summary>
internal static class Responses
{
    /// <summary>
    /// A response answered <c>applied</c> is in the timeline. For one answered <c>unchanged</c>, the timeline contains
    /// the same step or a later one.
    /// </summary>
    public static IEnumerable<string> AppliedStay(Observations t)
    {
        foreach (var said in t.Said.Where(
            s => s.Result is { Status: ResponseStatus.Applied or ResponseStatus.Unchanged }))
        {
            var word = said.Response.Word();
            var types = t.Timelines.TryGetValue(said.NoticeId, out var timeline)
                ? timeline.Where(e => e.By == "platform").Select(e => e.Type).ToHashSet()
                : [];
            var stands = types.Contains(word) || (said.Response is ResponseKind.Acknowledged
                && said.Result!.Status is ResponseStatus.Unchanged
                && types.Count > 0);
            if (!stands)
                yield return $"{word} of {said.NoticeId} was answered {said.Result!.Status} and is not in its timeline";
        }
    }

    /// <summary>A platform that repeats a response until it is answered gets an answer, also over a queue.</summary>
    public static IEnumerable<string> AreAnswered(Observations t) =>
        t.Said.Where(s => s.Result is null)
            .Select(s => $"{s.PlatformId} never lastMessageAt what became of {s.Response.Word()} of {s.NoticeId}");

    /// <summary>
    /// Each applied response is applied once, and no timeline contains a response that its platform never sent. A
    /// pushed platform that responds before its 2xx is received proves the delivery: that entry is by the platform too.
    /// </summary>
    public static IEnumerable<string> AppliedOnce(Observations t)
    {
        var said = t.Said.Select(s => (s.NoticeId, Word: s.Response.Word()))
            .Concat(t.Held.Select(h => (h.NoticeId, ResponseKind.ActionTaken.Word()))).ToHashSet();
        var applied = t.Said.Where(s => s.Result?.Status is ResponseStatus.Applied)
            .CountBy(s => (s.NoticeId, Word: s.Response.Word())).ToDictionary();
        foreach (var (id, timeline) in t.Timelines)
        {
            foreach (var (type, count) in timeline.Where(e => e.By == "platform" && e.Type != "delivered")
                .CountBy(e => e.Type))
            {
                if (count > 1) yield return $"{type} occurs {count} times in the timeline of {id}";
                if (!said.Contains((id, type)))
                    yield return $"{type} is in the timeline of {id} and its platform never sent it";
            }
        }
        foreach (var (what, count) in applied.Where(a => a.Value > 1))
            yield return $"{what} was answered applied {count} times";
    }
}
