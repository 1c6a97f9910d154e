using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>A claimant's feed contains every event once, in the same order for all readers.</summary>
internal static class Feeds
{
    public static IEnumerable<string> FollowersSkippedNothing(Observations t) =>
        t.Feeds.SelectMany(f => Deliveries.Difference(
            $"feed of {f.ClaimantId}", f.Followed, f.Fresh, e => (e.Cursor, e.Type, e.NoticeId, e.At)));

    /// <summary>Each event was posted at least once, and for the first time after all those before it.</summary>
    public static IEnumerable<string> ArePostedInOrder(Observations t) =>
        t.Feeds.SelectMany(f => Deliveries.Difference(
            $"posts to {f.ClaimantId}", [.. f.Posted.DistinctBy(e => e.Cursor)], f.Fresh,
            e => (e.Cursor, e.Type, e.NoticeId, e.At)));

    /// <summary>Each timeline entry is one event of its claimant's feed, and vice versa.</summary>
    public static IEnumerable<string> MatchTimelines(Observations t)
    {
        foreach (var feed in t.Feeds)
        {
            var told = feed.Fresh.Select(e => (NoticeId: e.NoticeId!.Value, e.Type, e.At, e.State)).CountBy(e => e)
                .ToDictionary();
            var happened = t.Notices.Values.Where(n => n.ClaimantId == feed.ClaimantId)
                .SelectMany(n => t.Timelines[n.Id].Select(e => (NoticeId: n.Id, e.Type, e.At, e.State))).CountBy(e => e)
                .ToDictionary();
            foreach (var (e, count) in happened)
            {
                if (told.GetValueOrDefault(e) != count)
                    yield return $"{e} occurred {count} times and was reported {told.GetValueOrDefault(e)} times";
            }
            foreach (var e in told.Keys.Where(e => !happened.ContainsKey(e)))
                yield return $"{e} was reported and is in no timeline";
        }
    }

    /// <summary>Every notice reported as accepted is in its claimant's feed as accepted.</summary>
    public static IEnumerable<string> HaveEachAcceptance(Observations t)
    {
        var told = t.Feeds.SelectMany(
            f => f.Fresh.Where(e => e.Type == "accepted").Select(e => (f.ClaimantId, e.NoticeId!.Value))).ToHashSet();
        return from batch in t.Batches
               from result in batch.Results
               where result.Status is ItemStatus.Accepted && !told.Contains((batch.ClaimantId, result.NoticeId!.Value))
               select $"{result.NoticeId} was accepted and its claimant's feed does not say so";
    }
}
