using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>The counters are equal to a recount of all timelines.</summary>
internal static class Counts
{
    public static IEnumerable<string> MatchTimelines(Observations t)
    {
        foreach (var inbox in t.Inboxes)
        {
            var notices = t.Notices.Values.Where(n => n.PlatformId == inbox.PlatformId).ToList();
            foreach (var fault in Differences(Recount(t, notices, [inbox]), inbox.Counts))
                yield return $"{inbox.Counts.Name}: {fault}";
        }
        foreach (var fault in Differences(Recount(t, [.. t.Notices.Values], t.Inboxes), t.Overview))
            yield return $"overview: {fault}";
        var open = t.Escalations.Count(e => e.Status is EscalationStatus.Open);
        if (t.Overview.OpenEscalations != open)
            yield return $"overview: {t.Overview.OpenEscalations} open escalations, listed {open}";
    }

    private static ComplianceCounts Recount(
        Observations t, IReadOnlyList<NoticeView> notices, IReadOnlyList<InboxRecord> inboxes)
    {
        var told = notices.SelectMany(n => t.Timelines[n.Id]).ToList();
        long Breached(string deadline) => told.Count(e => e.Type == "deadline-breached" && e.Deadline == deadline);
        // A corrected answer counts as what it was corrected to.
        long Answered(string type) => notices.Count(
            n => t.Timelines[n.Id].LastOrDefault(e => e.Type is "action-taken" or "rejected")?.Type == type);
        return new()
        {
            Received = notices.Count,
            // A push that is confirmed after the notice was made available is the same delivery.
            Delivered = notices.Count(n => t.Timelines[n.Id].Any(e => e.Type is "delivered" or "made-available")),
            Undeliverable = notices.Count(n => n.Delivery.Status == "offered"),
            Open = notices.Count(
                n => n.State is NoticeState.Delivered or NoticeState.Acknowledged or NoticeState.Escalated),
            OnTime = notices.Count(n => n.Sla.Status is SlaStatus.Met),
            Late = notices.Count(n => n.Sla.Status is SlaStatus.Late),
            // Answered after its due time and before the sweep: late, without a breach event.
            Breached = Breached("act") + notices.Count(n => n.Sla.Status is SlaStatus.Late
                && !t.Timelines[n.Id].Any(e => e is { Type: "deadline-breached", Deadline: "act" })),
            AcknowledgeBreached = Breached("acknowledge"),
            Removed = Answered("action-taken"),
            Rejected = Answered("rejected"),
            AccountActions = inboxes.Sum(i => i.AccountActions.Count),
            RepeatAccounts = Strikes(t, notices).Count(s => s.Value.Count > 1),
        };
    }

    /// <summary>A strike is a removal that was not withdrawn, counted once per batch and day.</summary>
    internal static Dictionary<(Guid Platform, string Account), HashSet<(Guid Batch, DateTime Day)>> Strikes(
        Observations t, IEnumerable<NoticeView> notices) =>
        notices.Where(n => n is { Account.Id: not null, State: NoticeState.Removed })
            .GroupBy(n => (n.PlatformId, n.Account!.Id!))
            .ToDictionary(g => g.Key, g => g.Select(n =>
                (n.BatchId, t.Timelines[n.Id].First(e => e.Type is "action-taken" or "rejected")
                    .At.UtcDateTime.Date)).ToHashSet());

    private static IEnumerable<string> Differences(ComplianceCounts counted, ComplianceCounts said)
    {
        foreach (var (what, of) in Columns)
        {
            if (of(counted) != of(said)) yield return $"{what} is {of(said)}, counted {of(counted)}";
        }
    }

    private static readonly (string What, Func<ComplianceCounts, long> Of)[] Columns =
    [
        ("received", c => c.Received), ("delivered", c => c.Delivered),
        ("undeliverable", c => c.Undeliverable), ("open", c => c.Open),
        ("on time", c => c.OnTime),
        ("late", c => c.Late), ("breached", c => c.Breached), ("acknowledge breached", c => c.AcknowledgeBreached),
        ("removed", c => c.Removed), ("rejected", c => c.Rejected), ("account actions", c => c.AccountActions),
        ("repeat accounts", c => c.RepeatAccounts),
    ];
}

/// <summary>The account measures against repeat infringers are requested step by step.</summary>
internal static class Ladders
{
    /// <summary>Each step reached by an account's strikes is requested once, and no other step.</summary>
    public static IEnumerable<string> AreRequestedOnce(Observations t)
    {
        var steps = t.Policies.First(p => p.Code == "DEFAULT").Strikes.Steps;
        var strikes = Counts.Strikes(t, t.Notices.Values);
        foreach (var inbox in t.Inboxes)
        {
            var asked = inbox.AccountActions.CountBy(a => (a.Account.Id!, a.Measure)).ToDictionary();
            foreach (var ((platform, account), days) in strikes.Where(s => s.Key.Platform == inbox.PlatformId))
            {
                foreach (var step in steps)
                {
                    var expected = days.Count >= step.Strikes ? 1 : 0;
                    var found = asked.GetValueOrDefault((account, step.Measure));
                    if (found != expected) yield return $"{account} at {platform} has {days.Count} strikes and "
                        + $"{step.Measure} was asked {found} times";
                }
            }
        }
    }
}
