using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Journals;
using Case = System.Collections.Generic.KeyValuePair<
    string,
    (string Guarantee,
        System.Func<Takedown.Faults.Journals.QuarrelRecord, Takedown.Faults.Journals.QuarrelRecord> Tamper)>;

namespace Takedown.Faults;

/// <summary>Realistic errors in what came after the answers, each of which a guarantee must see.</summary>
internal static class QuarrelTampering
{
    /// <summary>Each kind of act, lost and done twice.</summary>
    public static IEnumerable<Case> OfActs() => QuarrelActs.Types.SelectMany(type => new[]
    {
        Wrong($"{type} is lost", "each act that was acknowledged is done once",
            q => Line(q, type, line => [.. line.Where(e => e.Type != type)])),
        Wrong($"{type} is done twice", "each act that was acknowledged is done once",
            q => Line(q, type, line => [.. line, line.First(e => e.Type == type)])),
    });

    public static IEnumerable<Case> Others =>
    [
        Wrong("a notice is gone", "each act that was acknowledged is done once", q => q with
        {
            Notices = q.Notices.Skip(1).ToDictionary(),
        }),
        Wrong("a counter-notice is filed twice", "each counter-notice is filed once and reaches the claimant",
            q => q with { CounterNotices = [.. q.CounterNotices, q.CounterNotices[0]] }),
        Wrong("a counter-notice does not arrive", "each counter-notice is filed once and reaches the claimant",
            q => Line(q, "counter-notice-forwarded",
                line => [.. line.Where(e => e.Type != "counter-notice-forwarded")])),
        Wrong("a recall loses a result", "a recall has one result for each notice", q => q with
        {
            Recalls = [(q.Recalls[0].Recall, [.. q.Recalls[0].Results.Skip(1)]), .. q.Recalls.Skip(1)],
        }),
        Wrong("a recall stays undone", "a recall has one result for each notice", q => q with
        {
            Recalls = [(q.Recalls[0].Recall with { State = RecallState.Running }, q.Recalls[0].Results),
                .. q.Recalls.Skip(1)],
        }),
        Wrong("what nobody confirmed is sent", "a shared target reaches the platform when it is confirmed", q => q with
        {
            Fresh = [.. q.Fresh, q.Fresh[0] with { NoticeId = q.Roads.First(r => r.Value is Road.Unconfirmed).Key }],
        }),
        Wrong("it is sent before it is confirmed", "a shared target reaches the platform when it is confirmed",
            q => Notice(q, n => q.Roads[n.Id] is Road.Confirmed,
                n => n with { DeliveredAt = n.AcceptedAt.AddDays(-1) })),
        Wrong("an own removal is lost", "own removals are recorded once",
            q => q with { ListedRemovals = [.. q.ListedRemovals.Skip(1)] }),
        Wrong("an own removal is there twice", "own removals are recorded once",
            q => q with { ListedRemovals = [.. q.ListedRemovals, q.ListedRemovals[0]] }),
        Wrong("a state does not follow", "no timeline has an illegal transition",
            q => Notice(q, n => n.State is NoticeState.Reinstated, n => n with { State = NoticeState.Rejected })),
        Wrong("a window is forgotten", "windows end in their time", q => Notice(
            q, n => q.Timelines[n.Id].Any(e => e.Type == "restore-due"),
            n => n with { State = NoticeState.AwaitingClaimant })),
        Wrong("a window ends too early", "windows end in their time", q => Line(q, "restore-due",
            line => [.. line.Select(e => e.Type == "restore-due" ? e with { At = e.At.AddDays(-2) } : e)])),
        Wrong("the time to restore begins late", "windows end in their time", q => Notice(
            q, n => q.Timelines[n.Id].Any(e => e.Type == "restore-due"),
            n => n with { Deadlines = n.Deadlines! with { Restore = n.Deadlines.Restore?.AddHours(1) } })),
        Wrong("a clock runs on for ever", "nothing is overdue without a breach", q => Notice(
            q, n => n.Sla.Restore is SlaStatus.Breached,
            n => n with { Sla = n.Sla with { Restore = SlaStatus.Running } })),
        Wrong("a breach is not on the timeline", "nothing is overdue without a breach",
            q => Line(q, "deadline-breached", line => [.. line.Where(e => e.Type != "deadline-breached")],
                n => n.Sla.Restore is SlaStatus.Breached)),
        Wrong("a breach is not escalated", "each breach and each final refusal is escalated once", q => q with
        {
            Escalations = [.. q.Escalations.Where(e => e.Deadline != "restore")],
        }),
        Wrong("a final refusal is not escalated", "each breach and each final refusal is escalated once", q => q with
        {
            Escalations = [.. q.Escalations.Where(e => e.Deadline != "review")],
        }),
        Wrong("a breach is escalated twice", "each breach and each final refusal is escalated once", q => q with
        {
            Escalations = [.. q.Escalations, q.Escalations.First(e => e.NoticeId is not null)],
        }),
        Wrong("an extension does not move the time", "limits are those of the agreement and of the extension",
            q => Notice(q, n => q.Timelines[n.Id].Any(e => e.Type == "deadline-extended"),
                n => n with { Deadlines = n.Deadlines! with { Act = n.Deadlines.Act?.AddHours(-24) } })),
        Wrong("the agreement is forgotten", "limits are those of the agreement and of the extension",
            q => Notice(q, n => n.DeliveredAt is not null, n => n with { Sla = n.Sla with { Policy = "DEFAULT" } })),
        Wrong("a strike stays", "strikes end with their measure", q => q with
        {
            AccountActions = [.. q.AccountActions.Select(a => a with { Status = AccountActionStatus.Done })],
        }),
    ];

    private static Case Wrong(string wrong, string guarantee, Func<QuarrelRecord, QuarrelRecord> tamper) =>
        new(wrong, (guarantee, tamper));

    /// <summary>Changes the first timeline with such an event.</summary>
    private static QuarrelRecord Line(
        QuarrelRecord q, string type, Func<IReadOnlyList<TimelineEntry>, IReadOnlyList<TimelineEntry>> change,
        Func<NoticeView, bool>? which = null)
    {
        var id = q.Each.First(e => e.Line.Any(x => x.Type == type) && which?.Invoke(e.Notice) is not false).Notice.Id;
        return q with
        {
            Timelines = new Dictionary<Guid, IReadOnlyList<TimelineEntry>>(q.Timelines)
            {
                [id] = change(q.Timelines[id]),
            },
        };
    }

    /// <summary>Changes the first such notice.</summary>
    private static QuarrelRecord Notice(
        QuarrelRecord q, Func<NoticeView, bool> which, Func<NoticeView, NoticeView> change)
    {
        var notice = q.Notices.Values.First(which);
        return q with { Notices = new Dictionary<Guid, NoticeView>(q.Notices) { [notice.Id] = change(notice) } };
    }
}
