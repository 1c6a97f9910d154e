using Takedown.Contracts;

namespace Takedown.Faults.Journals;

/// <summary>Returns the observations with one change.</summary>
internal static class Tampering
{
    /// <summary>Changes the first pulled inbox.</summary>
    public static Observations WithInbox(this Observations t, Func<InboxRecord, InboxRecord> change) =>
        t with { Inboxes = First(t.Inboxes, i => i.IsPulled, change) };

    /// <summary>Changes the first pushed inbox.</summary>
    public static Observations WithPushedInbox(this Observations t, Func<InboxRecord, InboxRecord> change) =>
        t with { Inboxes = First(t.Inboxes, i => !i.IsPulled, change) };

    public static Observations WithFeed(this Observations t, Func<FeedRecord, FeedRecord> change) =>
        t with { Feeds = First(t.Feeds, _ => true, change) };

    /// <summary>Changes the first batch whose first item was accepted.</summary>
    public static Observations WithBatch(this Observations t, Func<BatchRecord, BatchRecord> change) =>
        t with { Batches = First(t.Batches, b => b.Results is [{ Status: ItemStatus.Accepted }, ..], change) };

    /// <summary>Changes the first timeline with a matching entry that a platform gave by itself, not held.</summary>
    public static Observations WithTimeline(
        this Observations t, string type, Func<IReadOnlyList<TimelineEntry>, IReadOnlyList<TimelineEntry>> change)
    {
        var held = t.Held.Select(h => h.NoticeId).ToHashSet();
        var (id, line) = t.Timelines.First(l => !held.Contains(l.Key) && l.Value.Any(e => e.Type == type));
        return t with
        {
            Timelines = new Dictionary<Guid, IReadOnlyList<TimelineEntry>>(t.Timelines) { [id] = change(line) },
        };
    }

    public static Observations WithTimelines(
        this Observations t, Func<IReadOnlyList<TimelineEntry>, IReadOnlyList<TimelineEntry>> change) =>
        t with { Timelines = t.Timelines.ToDictionary(l => l.Key, l => change(l.Value)) };

    /// <summary>Changes the first notice in the given state.</summary>
    public static Observations WithNotice(
        this Observations t, NoticeState state, Func<NoticeView, NoticeView> change) =>
        t.WithNotice(state, _ => true, change);

    /// <summary>Changes the first notice in the given state of which something else holds too.</summary>
    public static Observations WithNotice(
        this Observations t, NoticeState state, Func<NoticeView, bool> which, Func<NoticeView, NoticeView> change)
    {
        var notice = t.Notices.Values.First(n => n.State == state && which(n));
        return t with { Notices = new Dictionary<Guid, NoticeView>(t.Notices) { [notice.Id] = change(notice) } };
    }

    /// <summary>Changes the first published notice in the given state, but for quarrels and sequels.</summary>
    public static Observations WithPublic(
        this Observations t, NoticeState state, Func<TransparencyNotice, TransparencyNotice> change) =>
        t with { Record = First(t.Record, n => n.State == state && t.Notices.ContainsKey(n.Id), change) };

    public static Observations WithBureau(this Observations t, Func<BureauRecord, BureauRecord> change) =>
        t with { Bureau = change(t.Bureau) };

    /// <summary>Changes the first case with an act in its history.</summary>
    public static Observations WithCase(this Observations t, string act, Func<CaseView, CaseView> change) =>
        t.WithBureau(b => b with
        {
            Cases = First(b.Cases, c => c.History!.Any(a => a.Act == act), change),
        });

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> all, Func<T, bool> which, Func<T, T> change)
    {
        var at = all.Index().First(x => which(x.Item)).Index;
        return [.. all.Take(at), change(all[at]), .. all.Skip(at + 1)];
    }
}
