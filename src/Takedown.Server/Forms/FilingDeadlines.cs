using Takedown.Core.Deadlines;
using Takedown.Core.Filings;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>Marks filings that were not submitted in time. Nothing else follows by itself.</summary>
internal sealed class FilingDeadlines(ActJournal journal) : IDeadlineOwner
{
    public DeadlineOwner Owner => DeadlineOwner.Filing;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [DeadlineKind.Filing];

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var rows = (await FilingStore.LockAsync(s, ids, locking)).ToDictionary(f => f.Id);
        if (rows.Count == 0) return 0;
        var changed = new List<StoredDeadline>();
        var late = new List<Guid>();
        foreach (var of in await DeadlineStore.OfAsync(s, Owner, [.. rows.Keys]))
        {
            foreach (var deadline in of.Where(d => d.IsOverdue(at.Now)))
            {
                var isFiled = FilingRules.IsFiled(rows[of.Key].Status);
                if (!isFiled) late.Add(of.Key);
                changed.Add(StoredDeadline.Of(
                    Owner, of.Key, isFiled ? deadline.Stop(rows[of.Key].SubmittedAt ?? at.Now) : deadline.Breach()));
            }
        }
        if (changed.Count == 0) return 0;
        await DeadlineStore.SaveAsync(s, changed);
        await journal.AddAsync(s, ActSubject.Filing, late, "overdue", at.Now);
        return changed.Count;
    }

    // The due times are dates of an obligation and of no calendar.
    public Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at) => Task.CompletedTask;
}
