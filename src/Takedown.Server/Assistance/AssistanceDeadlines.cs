using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>Marks requests that were not replied to in time, for both bodies to see.</summary>
internal sealed class AssistanceDeadlines(BodyDeadlines deadlines, Database database) : IDeadlineOwner
{
    public DeadlineOwner Owner => DeadlineOwner.Assistance;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [DeadlineKind.Reply];

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at) =>
        await deadlines.BreachAsync(
            s, Owner, ActSubject.Assistance, await AssistanceStore.LockAsync(s, ids, locking), "reply-overdue", at);

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at) =>
        await BodyDeadlines.RenewAsync(
            s, Owner, await AssistanceStore.LockAsync(s, ids, database.Dialect.ForUpdate), at);
}
