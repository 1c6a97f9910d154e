using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>Every batch is complete, and each of its items has the expected result.</summary>
internal static class Batches
{
    public static IEnumerable<string> AreComplete(Observations t)
    {
        foreach (var (_, sent, now, results) in t.Batches)
        {
            var counts = (Received: (long)results.Count, Of(results, ItemStatus.Accepted),
                Of(results, ItemStatus.Duplicate), Of(results, ItemStatus.Rejected));
            if (now.Status != "complete") yield return $"{sent.Key} is {now.Status}";
            if (results.Count != sent.Items.Count)
                yield return $"{sent.Key} had {sent.Items.Count} items and has {results.Count} results";
            if (counts != Of(now)) yield return $"{sent.Key} says {Of(now)} and its results {counts}";
            if (Of(sent.Answer) != Of(now))
                yield return $"{sent.Key} was answered {Of(sent.Answer)} and says {Of(now)} now";
        }
    }

    /// <summary>Results are in the order sent, as expected for each item, and equal to the first answer.</summary>
    public static IEnumerable<string> HaveTheirResults(Observations t)
    {
        var urls = t.Batches.SelectMany(
            b => b.Sent.Items.Zip(b.Results).Where(p => p.Second.Status is ItemStatus.Accepted))
            .ToLookup(p => p.First.Url, p => p.Second.NoticeId);
        foreach (var (_, sent, _, results) in t.Batches)
        {
            foreach (var (item, result) in sent.Items.Zip(results))
            {
                if (item.ClientRef != result.ClientRef)
                    yield return $"{item.ClientRef} has the result of {result.ClientRef}";
                if (!Fits(item.Kind, result.Status))
                    yield return $"{item.ClientRef} is {item.Kind} and was {result.Status}";
                if (result.Status is ItemStatus.Duplicate && !urls[item.Url].Contains(result.NoticeId))
                    yield return $"{item.ClientRef} is a duplicate of {result.NoticeId}, which is no notice "
                        + "of its target";
            }
            foreach (var (said, result) in (sent.Answer.Results ?? []).Zip(results))
            {
                if ((said.Status, said.NoticeId) != (result.Status, result.NoticeId)) yield return $"{said.ClientRef} "
                    + $"was answered {said.Status} {said.NoticeId} and is {result.Status} {result.NoticeId} now";
            }
        }
        foreach (var twice in t.Batches.SelectMany(b => b.Results).Where(r => r.Status is ItemStatus.Accepted)
            .CountBy(r => r.NoticeId!.Value).Where(n => n.Value > 1))
        {
            yield return $"{twice.Key} is the notice of {twice.Value} items";
        }
    }

    private static bool Fits(ItemKind kind, ItemStatus status) => kind switch
    {
        ItemKind.Fresh => status is ItemStatus.Accepted,
        ItemKind.Twin => status is ItemStatus.Duplicate,
        ItemKind.Again => status is ItemStatus.Accepted or ItemStatus.Duplicate,
        ItemKind.Invalid or ItemKind.Nowhere => status is ItemStatus.Rejected,
    };

    private static long Of(IReadOnlyList<ItemResult> results, ItemStatus status) =>
        results.Count(r => r.Status == status);

    private static (long, long, long, long) Of(BatchView batch) =>
        (batch.Received, batch.Accepted, batch.Duplicate, batch.Rejected);
}
