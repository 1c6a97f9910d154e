using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>What a platform hands in to be held goes out once, and what it takes back never.</summary>
internal static class HeldAnswers
{
    public static IEnumerable<string> GoOutOnceUnlessTakenBack(Observations t)
    {
        var word = ResponseKind.ActionTaken.Word();
        foreach (var held in t.Held)
        {
            var count = t.Timelines[held.NoticeId].Count(e => e.Type == word);
            if (held.Undone is true && count > 0)
                yield return $"the answer to {held.NoticeId} was taken back and went out";
            if (held.Undone is false && count != 1)
                yield return $"the answer to {held.NoticeId} was held and went out {count} times";
        }
    }
}
