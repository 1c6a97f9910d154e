using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Escalations;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// Marks account actions that are not answered in time as breached and escalates them to a regulator.
/// </summary>
internal sealed class AccountActionDeadlines(AccountActionStore store, Escalate escalate, Database database)
    : IDeadlineOwner
{
    public DeadlineOwner Owner => DeadlineOwner.AccountAction;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [DeadlineKind.AccountAction];

    public async Task<int> ExpireAsync(
        Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await store.RenewAsync(s, await AccountActionStore.LockRequestedAsync(s, ids, locking), at);
        List<AccountAction> breached = [.. locked.Values.Where(a => a.Deadline.IsOverdue(at.Now)).Select(a => a with
        {
            Status = AccountActionStatus.Escalated,
            Deadline = a.Deadline.Breach(),
        })];
        if (breached.Count == 0) return 0;
        await store.SaveAsync(s, EventKind.AccountActionBreached, breached, at.Now, by: null);
        await EscalationStore.AddAsync(s, [.. breached.Select(a =>
            escalate.Of(
                a.PlatformId, a.Function, DeadlineKind.AccountAction, a.Due, at) with { AccountActionId = a.Id })]);
        return breached.Count;
    }

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at) => await store.RenewAsync(
        s, await AccountActionStore.LockRequestedAsync(s, ids, database.Dialect.ForUpdate), at);
}
