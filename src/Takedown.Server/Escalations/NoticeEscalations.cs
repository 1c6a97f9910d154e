using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// Opens an escalation for a notice that becomes <c>escalated</c> or whose measure is not ended in time, and resolves
/// it when the platform has answered or restored late or the claimant withdrew.
/// </summary>
internal sealed class NoticeEscalations(Escalate escalate) : IConsequence
{
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        bool IsEscalated(NoticeRow notice) => NoticeEvents.IsEscalated(notice, at);

        await EscalationStore.AddAsync(s, [.. changes.Where(c => !IsEscalated(c.Before) && IsEscalated(c.After))
            .Select(c => Of(c, at))]);
        await EscalationStore.ResolveAsync(
            s, [.. changes.Where(c => IsEscalated(c.Before) && !IsEscalated(c.After)).Select(c => c.After.Id)], at.Now);
    }

    private EscalationView Of(NoticeChange change, ActContext at)
    {
        var (deadline, due) = DeadlineOf(change, at.Now);
        var function = at.Registry.Regimes[change.After.Regime].Function;
        return escalate.Of(change.After.PlatformId, function, deadline, due, at) with
        {
            NoticeId = change.After.Id,
        };
    }

    /// <summary>
    /// The deadline whose expiry escalated: the last that was breached, or that passed without a breach.
    /// </summary>
    private static (DeadlineKind, DateTimeOffset) DeadlineOf(NoticeChange change, DateTimeOffset now)
    {
        for (var i = change.Events.Count - 1; i >= 0; i--)
        {
            if (change.Events[i] is (EventKind.DeadlineBreached, { Deadline: { } kind, Due: { } due }))
                return (kind, due);
        }
        var passed = change.Before.Status.Deadlines.Last(d => d.IsOverdue(now));
        return (passed.Kind, passed.Due);
    }
}
