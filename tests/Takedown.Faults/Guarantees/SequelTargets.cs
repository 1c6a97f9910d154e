using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>Re-uploads, and one answer for several claimants: each counts once.</summary>
internal static class SequelTargets
{
    /// <summary>What an account has again is linked to its removal and raised, and nothing else is.</summary>
    public static IEnumerable<string> AreLinkedAndRaised(Observations t)
    {
        var q = t.Sequels!;
        var told = q.Reuploads.ToDictionary(r => r.Notice, r => r.Of);
        foreach (var notice in q.Notices.Values)
        {
            Guid? of = told.TryGetValue(notice.Id, out var former) ? former : null;
            var tier = of is null ? Tier.Ordinary : Tier.Green;
            if ((notice.ReuploadOf, notice.Tier) != (of, tier)) yield return
                $"{notice.Id} has the tier {notice.Tier} and is a re-upload of {notice.ReuploadOf}, not of {of}";
        }
    }

    /// <summary>Each removed re-upload is in the figures of both sides once.</summary>
    public static IEnumerable<string> AreCountedOnce(Observations t)
    {
        var q = t.Sequels!;
        var removed = q.Reuploads.Count(
            r => q.Timelines.TryGetValue(r.Notice, out var line) && line.Any(e => e.Type == "action-taken"));
        if (q.Again != (removed, removed)) yield return
            $"{removed} re-uploads were removed; the platform's figure is {q.Again.OfPlatform}, the claimant's "
                + $"{q.Again.OfClaimant}";
    }

    /// <summary>One answer settles the notices that waited, once each, and none that came later.</summary>
    public static IEnumerable<string> AreSettledOnce(Observations t)
    {
        var q = t.Sequels!;
        foreach (var (answered, others, later, result) in q.Settled)
        {
            // A repetition after a lost answer settles nothing more.
            if (result.Status is ResponseStatus.Applied && result.Settled != others.Count) yield return
                $"{answered}: {result.Settled} of {others.Count} others were settled, as it was told";
            foreach (var id in others.Append(answered))
            {
                if (!q.Timelines.TryGetValue(id, out var line)) continue;
                var times = line.Count(e => e.Type == "action-taken");
                if (times != 1 || q.Notices[id].State is not NoticeState.Removed)
                    yield return $"{id} was settled {times} times and is {q.Notices[id].State}";
            }
            if (q.Timelines.TryGetValue(later, out var after) && after.Any(e => e.Type == "action-taken"))
                yield return $"{later} came later and was settled";
        }
    }
}
