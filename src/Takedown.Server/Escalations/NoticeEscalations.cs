using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// Opens an escalation for a notice that becomes <c>escalated</c>, and resolves it when the notice leaves that state
/// because the platform answered late or the claimant withdrew.
/// </summary>
internal sealed class NoticeEscalations(Escalate escalate) : IConsequence
{
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        await EscalationStore.AddAsync(s, [.. changes.Where(c => !IsEscalated(c.Before) && IsEscalated(c.After))
            .Select(c => Of(c, at))]);
        await EscalationStore.ResolveAsync(
            s, [.. changes.Where(c => IsEscalated(c.Before) && !IsEscalated(c.After)).Select(c => c.After.Id)], at.Now);
    }

    private EscalationView Of(NoticeChange change, ActContext at)
    {
        // The deadline whose expiry escalated: the last of those that passed.
        var passed = change.Before.Status.Deadlines.Last(d => d.IsOverdue(at.Now));
        var function = at.Registry.Regimes[change.After.Regime].Function;
        return escalate.Of(change.After.PlatformId, function, passed.Kind, passed.Due, at) with
        {
            NoticeId = change.After.Id,
        };
    }

    private static bool IsEscalated(NoticeRow notice) => notice.State is NoticeState.Escalated;
}
