using Takedown.Contracts;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Guarantees;

/// <summary>Notices that replace others, are completed, or go to two platforms: none lost, none doubled.</summary>
internal static class SequelLineage
{
    /// <summary>The types of events that only an act of a side makes.</summary>
    public static readonly IReadOnlyList<string> Types =
        ["action-taken", "rejected", "completed", "information-supplied"];

    /// <summary>What was answered as stored is there, nothing else is, and it reached its platform once.</summary>
    public static IEnumerable<string> AreThereOnce(Observations t)
    {
        var q = t.Sequels!;
        foreach (var twice in q.Stored.CountBy(id => id).Where(n => n.Value > 1))
            yield return $"{twice.Key} was answered as new {twice.Value} times";
        foreach (var lost in q.Stored.Where(id => !q.Notices.ContainsKey(id))) yield return $"{lost} is gone";
        foreach (var strange in q.Notices.Keys.Except(q.Stored)) yield return $"{strange} was never accepted";
        foreach (var (_, id) in q.Duplicates.Where(d => !q.Notices.ContainsKey(d.Notice)))
            yield return $"{id} was answered as the notice of a duplicate and is none";
        var delivered = q.Delivered;
        foreach (var notice in q.Notices.Values)
        {
            var expected = notice.DeliveredAt is null ? 0 : 1;
            if (delivered.GetValueOrDefault(notice.Id) != expected) yield return
                $"{notice.Id} is {notice.State} and in the inbox {delivered.GetValueOrDefault(notice.Id)} times";
        }
        foreach (var strange in delivered.Keys.Where(id => !q.Notices.ContainsKey(id)))
            yield return $"{strange} was delivered and is no notice";
        foreach (var (followed, fresh) in q.Inboxes)
        {
            foreach (var fault in Deliveries.Difference(
                "inbox of the sequels", followed, fresh, item => (item.Seq, item.NoticeId))) yield return fault;
        }
    }

    public static IEnumerable<string> AreDoneOnce(Observations t)
    {
        var q = t.Sequels!;
        var acts = q.Acts.CountBy(a => a).ToDictionary();
        // What is replaced is withdrawn too, by no act of its own.
        var replaced = q.Replaced.Where(r => r.Accepted.Count > 0).Select(r => r.Former).ToHashSet();
        foreach (var (_, notice, line) in q.Each)
        {
            foreach (var type in Types.Append("withdrawn"))
            {
                var told = acts.GetValueOrDefault((notice.Id, type));
                if (type == "withdrawn" && replaced.Contains(notice.Id)) told++;
                var there = line.Count(e => e.Type == type);
                if (told != there) yield return $"{notice.Id}: {type} was acknowledged {told} times and is in its "
                    + $"timeline {there} times ({string.Join(" → ", line.Select(e => e.Type))})";
            }
        }
    }

    /// <summary>Of two that replace a notice at once one does, and each names the other, once.</summary>
    public static IEnumerable<string> AreReplacedOnce(Observations t)
    {
        var q = t.Sequels!;
        foreach (var (former, accepted) in q.Replaced)
        {
            if (accepted is not [var next])
            {
                yield return $"{former} was replaced by {accepted.Count} notices";
                continue;
            }
            if (!q.Notices.TryGetValue(former, out var before) || !q.Notices.TryGetValue(next, out var after)) continue;
            if ((before.SupersededBy, after.Supersedes) != (next, former))
                yield return $"{former} is replaced by {before.SupersededBy}, and {next} replaces {after.Supersedes}";
            var ended = q.Timelines[former].Where(e => e.Type == "withdrawn").ToList();
            if (ended is not [{ Reason.Code: "superseded" } one] || one.Other != next)
                yield return $"{former} was withdrawn {ended.Count} times, for {ended.FirstOrDefault()?.Other}";
            var begun = q.Timelines[next].Where(e => e.Type == "supersedes").ToList();
            if (begun.Count != 1 || begun[0].Other != former)
                yield return $"{next} says {begun.Count} times that it replaces {begun.FirstOrDefault()?.Other}";
        }
        var told = q.Replaced.SelectMany(r => r.Accepted).ToHashSet();
        foreach (var strange in q.Notices.Values.Where(n => n.Supersedes is not null && !told.Contains(n.Id)))
            yield return $"{strange.Id} replaces {strange.Supersedes} and was not to";
    }

    /// <summary>A deficient notice is completed in its time and then sent, lapses after it, or is given up.</summary>
    public static IEnumerable<string> AreCompletedOrLapse(Observations t)
    {
        var q = t.Sequels!;
        foreach (var id in q.Deficient)
        {
            if (!q.Notices.TryGetValue(id, out var notice)) continue;
            var line = q.Timelines[id];
            var words = string.Join(" → ", line.Select(e => e.Type));
            var due = line.FirstOrDefault(e => e.Type == "found-deficient")?.At + SequelSettlement.Cure;
            var ends = line.Where(e => e.Type is "completed" or "completion-lapsed" or "withdrawn").ToList();
            if (due is null || ends.Count > 1) yield return $"{id} ended {ends.Count} times ({words})";
            if (notice.State is NoticeState.Deficient && due < t.Now)
                yield return $"{id} is deficient at {t.Now:O} and was to be completed until {due:O}";
            if (ends.FirstOrDefault(e => e.Type == "completion-lapsed") is { } lapsed
                && (lapsed.At < due || notice is not { State: NoticeState.Closed, DeliveredAt: null }))
                yield return $"{id} lapsed at {lapsed.At:O}, is {notice.State} and was due {due:O} ({words})";
            var completed = ends.FirstOrDefault(e => e.Type == "completed");
            if (completed is not null && (completed.At > due || notice.DeliveredAt is null))
                yield return $"{id} was completed at {completed.At:O}, due {due:O}, and is {notice.State}";
            if (notice.DeliveredAt is { } sent && (completed is null || sent < completed.At))
                yield return $"{id} was sent at {sent:O} and completed at {completed?.At:O}";
            if (notice.Deficiency is null || (notice.Deficiency.CompletedAt is null) != (completed is null))
                yield return $"{id} says that it was completed at {notice.Deficiency?.CompletedAt:O} ({words})";
        }
    }

    /// <summary>An item for two platforms is one notice each, linked to each other, however often it is sent.</summary>
    public static IEnumerable<string> AreOneForEach(Observations t)
    {
        var q = t.Sequels!;
        foreach (var (ids, again, listed) in q.Pairs)
        {
            var word = string.Join(", ", ids);
            if (ids.Count != 2 || !ids.SequenceEqual(again) || !ids.SequenceEqual(listed))
                yield return $"{word}: again {string.Join(", ", again)}, listed {string.Join(", ", listed)}";
            if (!ids.All(q.Notices.ContainsKey)) continue;
            List<NoticeView> both = [.. ids.Select(id => q.Notices[id])];
            if (both.Select(n => n.PlatformId).Distinct().Count() != both.Count) yield return $"{word}: one platform";
            foreach (var notice in both)
            {
                var links = notice.Links?.Select(l => l.NoticeId).ToList() ?? [];
                if (links.Count != 1 || !ids.Contains(links[0]) || links[0] == notice.Id)
                    yield return $"{notice.Id} is linked with {string.Join(", ", links)}";
            }
            // Each runs by itself: only the host answered.
            if (q.Timelines[ids[1]].Any(e => e.Type is "action-taken" or "rejected"))
                yield return $"{ids[1]} was answered by the other platform";
        }
        foreach (var (recall, results) in q.Recalls)
        {
            if (recall.State is not RecallState.Done || results.Count != recall.Total
                || results.DistinctBy(r => r.NoticeId).Count() != recall.Total)
                yield return $"recall {recall.Id} of {recall.Total} is {recall.State} with {results.Count} results";
        }
    }
}
