using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>Marks leads that were not decided in time; nobody decides them but a person.</summary>
internal sealed class LeadDeadlines(BodyDeadlines deadlines, Database database) : IDeadlineOwner
{
    /// <summary>Of leads <c>l</c>: the triage is overdue.</summary>
    public static readonly string Overdue =
        $"""
         AND EXISTS (SELECT 1 FROM deadlines d WHERE d.owner = {DeadlineOwner.Lead:D} AND d.owner_id = l.id
            AND d.kind = {DeadlineKind.Triage:D} AND (d.status = {SlaStatus.Breached:D}
                OR (d.status = {SlaStatus.Running:D} AND d.due < @now)))
        """;

    public DeadlineOwner Owner => DeadlineOwner.Lead;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [DeadlineKind.Triage];

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await LeadStore.LockAsync(s, ids, locking);
        return await deadlines.BreachAsync(
            s, Owner, ActSubject.Lead, [.. locked.Select(l => l.Id)], "triage-overdue", at);
    }

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await LeadStore.LockAsync(s, ids, database.Dialect.ForUpdate);
        await BodyDeadlines.RenewAsync(s, Owner, [.. locked.Select(l => l.Id)], at);
    }
}
