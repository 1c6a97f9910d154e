using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Guarantees;

/// <summary>No clock that runs after an answer is lost, and each breach is before the regulator once.</summary>
internal static class QuarrelClocks
{
    private static readonly string[] Escalated = ["act", "review", "restore"];

    public static IEnumerable<string> AreLegal(Observations t) =>
        Timelines.AreLegal(t with { Notices = t.Quarrels!.Notices, Timelines = t.Quarrels.Timelines });

    /// <summary>A window ends when it is over and not before, and the time to restore begins there.</summary>
    public static IEnumerable<string> WindowsEnd(Observations t)
    {
        var q = t.Quarrels!;
        foreach (var (notice, road, line) in q.Each)
        {
            if (line.FirstOrDefault(e => e.Type == "counter-notice-forwarded") is not { } begun) continue;
            var due = begun.At + QuarrelSettlement.Window;
            var ended = line.Where(e => e.Type == "restore-due").ToList();
            if (notice.State is NoticeState.AwaitingClaimant && due < t.Now)
                yield return $"{road} {notice.Id} awaits its claimant since {begun.At:O}, and it is {t.Now:O}";
            if (ended.Count > 1 || ended.Any(e => e.At < due))
                yield return $"{road} {notice.Id}: its window ended {ended.Count} times, at "
                    + $"{ended.FirstOrDefault()?.At:O} and not after {due:O}";
            if (ended.Count == 1 && notice.Deadlines?.Restore != ended[0].At + QuarrelSettlement.Restore)
                yield return $"{road} {notice.Id} is to be restored until {notice.Deadlines?.Restore:O}, and its "
                    + $"window ended at {ended[0].At:O}";
        }
    }

    /// <summary>At the end nothing is overdue without a breach, and no notice waits for an answer.</summary>
    public static IEnumerable<string> NoneIsOverdue(Observations t) =>
        Overdue(t.Quarrels!.Each.Select(e => ($"{e.Road}", e.Notice, e.Line)), t.Now);

    /// <summary>The clocks of notices that are lost.</summary>
    public static IEnumerable<string> Overdue(
        IEnumerable<(string Road, NoticeView Notice, IReadOnlyList<TimelineEntry> Line)> all, DateTimeOffset now)
    {
        foreach (var (road, notice, line) in all)
        {
            (string Deadline, DateTimeOffset? Due, SlaStatus? Status)[] clocks =
            [
                ("act", notice.Deadlines?.Act, notice.Sla.Status),
                ("assess", notice.Deadlines?.Assess, notice.Sla.Assess),
                ("review", notice.Deadlines?.Review, notice.Sla.Review),
                ("restore", notice.Deadlines?.Restore, notice.Sla.Restore),
            ];
            foreach (var (deadline, due, status) in clocks)
            {
                if (status is SlaStatus.Running && due < now)
                    yield return $"{road} {notice.Id}: {deadline} was due {due:O} and runs at {now:O}";
                var breached = line.Count(e => e.Type == "deadline-breached" && e.Deadline == deadline);
                if (breached > 1) yield return $"{road} {notice.Id}: {deadline} was breached {breached} times";
                if (status is SlaStatus.Breached && breached != 1)
                    yield return $"{road} {notice.Id}: {deadline} is breached, and its timeline does not say so";
            }
            if (notice.State is NoticeState.Delivered or NoticeState.Acknowledged or NoticeState.Disputed
                or NoticeState.CounterNoticed)
                yield return $"{road} {notice.Id} is still {notice.State}";
        }
    }

    /// <summary>
    /// Each breach, and each second refusal that no breach preceded, is one escalation, of that deadline.
    /// </summary>
    public static IEnumerable<string> AreEscalatedOnce(Observations t) => NotEscalatedOnce(
        t.Quarrels!.Each.Select(e => ($"{e.Road}", e.Notice, e.Line)), t.Quarrels.Escalations);

    /// <summary>The breaches that are not before the regulator once.</summary>
    public static IEnumerable<string> NotEscalatedOnce(
        IEnumerable<(string Road, NoticeView Notice, IReadOnlyList<TimelineEntry> Line)> all,
        IEnumerable<EscalationView> escalations)
    {
        var listed = escalations.Where(e => e.NoticeId is not null)
            .CountBy(e => (e.NoticeId!.Value, e.Deadline)).ToDictionary();
        foreach (var (road, notice, line) in all)
        {
            var expected = 0;
            foreach (var deadline in Escalated)
            {
                var breached = line.Any(e => e.Type == "deadline-breached" && e.Deadline == deadline);
                var one = breached || (deadline == "review" && IsFinal(line)) ? 1 : 0;
                expected += one;
                if (listed.GetValueOrDefault((notice.Id, deadline)) is var found && found != one)
                    yield return $"{road} {notice.Id}: {found} escalations of {deadline}, not {one} "
                        + $"({string.Join(" → ", line.Select(e => e.Type))})";
            }
            if (line.Count(e => e.Type == "escalated") is var told && told != expected)
                yield return $"{road} {notice.Id}: escalated {told} times by its timeline, not {expected}";
        }
    }

    private static bool IsFinal(IReadOnlyList<TimelineEntry> line) =>
        line.SkipWhile(e => e.Type != "disputed").Any(e => e.Type == "rejected");

    /// <summary>More time moves the due time once, and the agreement's limit is that of every notice.</summary>
    public static IEnumerable<string> LastAsAgreed(Observations t)
    {
        foreach (var (notice, road, line) in t.Quarrels!.Each.Where(e => e.Notice.DeliveredAt is not null))
        {
            var extended = line.FirstOrDefault(e => e.Type == "deadline-extended");
            var due = extended?.After ?? notice.DeliveredAt + QuarrelSettlement.Act;
            if (notice.Deadlines?.Act != due)
                yield return $"{road} {notice.Id} is due {notice.Deadlines?.Act:O}, not {due:O}";
            if (!notice.Sla.Policy.EndsWith($"@{QuarrelSettlement.Agreement}.1", StringComparison.Ordinal))
                yield return $"{road} {notice.Id} has the policy {notice.Sla.Policy}";
            if (line.FirstOrDefault(e => e is { Type: "deadline-breached", Deadline: "act" })?.At is { } at && at < due)
                yield return $"{road} {notice.Id} was breached at {at:O}, before {due:O}";
        }
    }

    /// <summary>A strike counts while its measure stands: what was asked of the account is cancelled then.</summary>
    public static IEnumerable<string> StrikesFollowTheMeasure(Observations t)
    {
        var actions = t.Quarrels!.AccountActions.ToLookup(a => a.Account.Id);
        foreach (var (notice, road, line) in t.Quarrels.Each.Where(
            e => e.Road is Road.Restored or Road.Kept or Road.TakenBack && e.Line.Any(x => x.Type == "action-taken")))
        {
            var found = actions[QuarrelMoves.AccountOf(notice.Id)].ToList();
            if (found.Count != 1)
            {
                yield return $"{road} {notice.Id}: its account was asked for {found.Count} measures";
                continue;
            }
            var ended = line.FirstOrDefault(e => e.Type == "restore-due" || e.Corrects is not null);
            var isCancelled = found[0].Status is AccountActionStatus.Cancelled;
            // A request that is overdue before the measure ends is escalated and stays.
            if (isCancelled != (ended is not null && ended.At <= found[0].Due))
                yield return $"{road} {notice.Id} ended at {ended?.At:O}, and the measure of its account, due "
                    + $"{found[0].Due:O}, is {found[0].Status}";
        }
    }
}
