using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>What comes after an answer is done as often as it was acknowledged, and nothing else is.</summary>
internal static class QuarrelActs
{
    /// <summary>The types of events that only an act of a side makes.</summary>
    public static readonly IReadOnlyList<string> Types =
    [
        "action-taken", "rejected", "restored", "assessed", "counter-noticed", "proceeding-filed", "proceeding-ended",
        "disputed", "mediation-filed", "mediation-ended", "deadline-extended", "withdrawn", "confirmed",
    ];

    public static IEnumerable<string> AreDoneOnce(Observations t)
    {
        var q = t.Quarrels!;
        var acts = q.Acts.CountBy(a => a).ToDictionary();
        foreach (var (notice, road, line) in q.Each)
        {
            foreach (var type in Types)
            {
                var (told, there) = (acts.GetValueOrDefault((notice.Id, type)), line.Count(e => e.Type == type));
                if (told != there) yield return $"{road} {notice.Id}: {type} was acknowledged {told} times and is in "
                    + $"its timeline {there} times ({string.Join(" → ", line.Select(e => e.Type))})";
            }
        }
        foreach (var lost in q.Roads.Keys.Where(id => !q.Notices.ContainsKey(id)))
            yield return $"{lost} was accepted and is gone";
    }

    /// <summary>Each counter-notice is filed once about its notice, and reached the claimant.</summary>
    public static IEnumerable<string> CounterNoticesAreFiledOnce(Observations t)
    {
        var q = t.Quarrels!;
        var filed = q.CounterNotices.SelectMany(c => c.Notices).CountBy(n => n.NoticeId).ToDictionary();
        foreach (var (notice, road, line) in q.Each)
        {
            var there = line.Count(e => e.Type == "counter-noticed");
            var forwarded = line.Count(e => e.Type == "counter-notice-forwarded");
            if (filed.GetValueOrDefault(notice.Id) != there || forwarded != there)
                yield return $"{road} {notice.Id}: {there} counter-notices, {forwarded} forwarded, "
                    + $"{filed.GetValueOrDefault(notice.Id)} listed";
        }
    }

    /// <summary>A recall has a result for each notice, once, and took back what it says.</summary>
    public static IEnumerable<string> RecallsAreWhole(Observations t)
    {
        var q = t.Quarrels!;
        foreach (var (recall, results) in q.Recalls)
        {
            if (recall.State is not RecallState.Done) yield return $"recall {recall.Id} is {recall.State}";
            if (results.Count != recall.Total || results.DistinctBy(r => r.NoticeId).Count() != recall.Total)
                yield return $"recall {recall.Id} is about {recall.Total} and has {results.Count} results";
            foreach (var result in results)
            {
                // A refused claim can be given up too.
                if (result.Status is ResponseStatus.Refused)
                    yield return $"{result.NoticeId} was recalled and {result.Status} {result.Code}";
            }
        }
        var recalled = q.Recalls.SelectMany(r => r.Results).CountBy(r => r.NoticeId).ToDictionary();
        foreach (var (notice, road, _) in q.Each.Where(
            e => e.Road is Road.RecalledOpen or Road.RecalledRefused or Road.RecalledRemoved))
        {
            if (recalled.GetValueOrDefault(notice.Id) != 1)
                yield return $"{road} {notice.Id} was recalled {recalled.GetValueOrDefault(notice.Id)} times";
        }
    }

    /// <summary>What waits for a second person reaches the platform once it is confirmed, and else never.</summary>
    public static IEnumerable<string> ReachThePlatformOnceConfirmed(Observations t)
    {
        var q = t.Quarrels!;
        var inbox = q.Fresh.CountBy(i => i.NoticeId).ToDictionary();
        foreach (var (notice, road, line) in q.Each)
        {
            var expected = road is Road.Unconfirmed ? 0 : 1;
            if (inbox.GetValueOrDefault(notice.Id) != expected)
                yield return $"{road} {notice.Id} is in the inbox {inbox.GetValueOrDefault(notice.Id)} times";
            if (road is Road.Confirmed && line.FirstOrDefault(e => e.Type == "confirmed")?.At is { } confirmed
                && notice.DeliveredAt < confirmed)
                yield return $"{notice.Id} was delivered at {notice.DeliveredAt:O} and confirmed at {confirmed:O}";
        }
        foreach (var strange in inbox.Keys.Where(id => !q.Notices.ContainsKey(id)))
            yield return $"{strange} was delivered and is no notice";
        foreach (var fault in Deliveries.Difference(
            "inbox of the quarrels", q.Followed, q.Fresh, item => (item.Seq, item.NoticeId))) yield return fault;
    }

    public static IEnumerable<string> OwnRemovalsAreListedOnce(Observations t)
    {
        var listed = t.Quarrels!.ListedRemovals.CountBy(id => id).ToDictionary();
        foreach (var id in t.Quarrels.Recorded.Where(id => listed.GetValueOrDefault(id) != 1))
            yield return $"own removal {id} is listed {listed.GetValueOrDefault(id)} times";
        foreach (var id in listed.Keys.Except(t.Quarrels.Recorded)) yield return $"own removal {id} was never recorded";
    }
}
