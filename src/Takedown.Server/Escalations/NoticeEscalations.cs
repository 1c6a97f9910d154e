using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// Opens an escalation for a notice that becomes <c>escalated</c>, whose measure is not ended in time, or that is
/// refused again after a dispute; and resolves it when the platform has answered or restored late or the claimant
/// withdrew.
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

    private EscalationRow Of(NoticeChange change, ActContext at)
    {
        var escalated = change.Events.Last(e => e.Kind is EventKind.Escalated).Entry;
        var function = at.Registry.FunctionOf(change.After.Regime, change.After.Function);
        return escalate.Of(
            change.After.PlatformId, function, escalated.Deadline!.Value, escalated.Due!.Value, at,
            change.After.Regime) with
        {
            NoticeId = change.After.Id,
            ClaimantRegion = change.After.ClaimantRegion,
            AccusedRegion = change.After.AccusedRegion,
        };
    }
}
