using Takedown.Contracts;
using Takedown.Faults.Journals;
using Takedown.Faults.Schedule;

namespace Takedown.Faults.Guarantees;

/// <summary>
/// Each accepted notice reaches its platform once, at one position, and no reader that follows a cursor misses it.
/// </summary>
internal static class Deliveries
{
    /// <summary>
    /// Each notice accepted by the answer to its batch and by its results is in exactly one inbox exactly once; no
    /// inbox contains anything else.
    /// </summary>
    public static IEnumerable<string> ExactlyOnce(Observations t)
    {
        var accepted = t.Batches.SelectMany(b => b.Results.Concat(b.Sent.Answer.Results ?? []))
            .Where(r => r.Status is ItemStatus.Accepted).Select(r => r.NoticeId!.Value).ToHashSet();
        var delivered = t.Inboxes.SelectMany(i => i.Fresh.Select(item => (i.PlatformId, item.NoticeId))).ToList();
        foreach (var twice in delivered.CountBy(d => d.NoticeId).Where(n => n.Value > 1))
            yield return $"{twice.Key} is in inboxes {twice.Value} times";
        var there = delivered.Select(d => d.NoticeId).ToHashSet();
        foreach (var lost in accepted.Where(id => !there.Contains(id)))
        {
            yield return $"{lost} was accepted and is in no inbox; it is "
                + $"{(t.Notices.TryGetValue(lost, out var n) ? $"{n.State}, delivery {n.Delivery}" : "gone")}";
        }
        foreach (var strange in there.Where(id => !accepted.Contains(id)))
            yield return $"{strange} was delivered and was not reported as accepted";
        foreach (var (platform, id) in delivered)
        {
            if (t.Notices.TryGetValue(id, out var notice) && notice.PlatformId != platform)
                yield return $"{id} is in another platform's inbox";
        }
    }

    /// <summary>The numbers leap once for each standby that was promoted, and for nothing else.</summary>
    public static IEnumerable<string> SeqsWithoutGap(Observations t)
    {
        const long leap = 1_000_000_000;
        var leaps = t.Steps.Count(s => s.Step.Fault is Fault.FailOver);
        foreach (var inbox in t.Inboxes)
        {
            for (var i = 0; i < inbox.Fresh.Count; i++)
            {
                var seq = inbox.Fresh[i].Seq;
                var before = i == 0 ? 0 : inbox.Fresh[i - 1].Seq;
                if (seq > before && seq % leap == i + 1 && seq / leap <= leaps) continue;
                yield return $"place {i + 1} in the inbox of {inbox.PlatformId} has seq {seq} after {before}";
                break;
            }
        }
    }

    /// <summary>
    /// A reader that followed through all faults saw the same items in the same order as a new reader.
    /// </summary>
    public static IEnumerable<string> FollowersSkippedNothing(Observations t) =>
        t.Inboxes.Where(i => i.IsPulled).SelectMany(i => Difference(
            $"inbox of {i.PlatformId}", i.Followed, i.Fresh, item => (item.Seq, item.NoticeId, item.DeliveredAt)));

    /// <summary>
    /// A repeated push has the same notice at the same position, and every delivered notice was pushed.
    /// </summary>
    public static IEnumerable<string> PushedAtOnePosition(Observations t)
    {
        foreach (var inbox in t.Inboxes.Where(i => !i.IsPulled))
        {
            var places = inbox.Pushed.Concat(inbox.Fresh).ToLookup(item => item.NoticeId, item => item.Seq);
            foreach (var moved in places.Where(p => p.Distinct().Count() > 1))
                yield return $"{moved.Key} came at places {string.Join(", ", moved.Distinct())}";
            var pushed = inbox.Pushed.Select(item => item.NoticeId).ToHashSet();
            foreach (var item in inbox.Fresh.Where(item => !pushed.Contains(item.NoticeId)
                && !(t.Notices.TryGetValue(item.NoticeId, out var n) && n.Delivery.Status == "offered")))
                yield return $"{item.NoticeId} counts as delivered and was never pushed";
        }
    }

    internal static IEnumerable<string> Difference<T, TKey>(
        string what, IReadOnlyList<T> followed, IReadOnlyList<T> fresh, Func<T, TKey> key)
    {
        for (var i = 0; i < Math.Max(followed.Count, fresh.Count); i++)
        {
            if (i < followed.Count && i < fresh.Count && Equals(key(followed[i]), key(fresh[i]))) continue;
            yield return $"{what}, place {i + 1}: followed {(i < followed.Count ? key(followed[i]) : "nothing")}, "
                + $"fresh {(i < fresh.Count ? key(fresh[i]) : "nothing")}";
            yield break;
        }
    }
}
