using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>What a platform was told about its answers is so, and stays so.</summary>
internal static class Responses
{
    /// <summary>
    /// A response answered <c>applied</c> is in the timeline. One answered <c>unchanged</c> says what was so already:
    /// that is there too, or a later step is.
    /// </summary>
    public static IEnumerable<string> AppliedStay(Testimony t)
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

    /// <summary>Who asks until it is answered is answered, also where the question goes by a queue.</summary>
    public static IEnumerable<string> AreAnswered(Testimony t) =>
        t.Said.Where(s => s.Result is null)
            .Select(s => $"{s.PlatformId} never heard what became of {s.Response.Word()} of {s.NoticeId}");

    /// <summary>
    /// Applied is applied once, and nothing stands in a timeline that its platform never said. A pushed platform that
    /// answers before its 2xx is heard proves the delivery: that line is by the platform too.
    /// </summary>
    public static IEnumerable<string> AppliedOnce(Testimony t)
    {
        var said = t.Said.Select(s => (s.NoticeId, Word: s.Response.Word())).ToHashSet();
        var applied = t.Said.Where(s => s.Result?.Status is ResponseStatus.Applied)
            .CountBy(s => (s.NoticeId, Word: s.Response.Word())).ToDictionary();
        foreach (var (id, timeline) in t.Timelines)
        {
            foreach (var (type, count) in timeline.Where(e => e.By == "platform" && e.Type != "delivered")
                .CountBy(e => e.Type))
            {
                if (count > 1) yield return $"{type} stands {count} times in the timeline of {id}";
                if (!said.Contains((id, type)))
                    yield return $"{type} stands in the timeline of {id} and its platform never said it";
            }
        }
        foreach (var (what, count) in applied.Where(a => a.Value > 1))
            yield return $"{what} was answered applied {count} times";
    }
}
