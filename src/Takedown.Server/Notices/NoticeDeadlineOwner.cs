using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Handles the deadlines of notices that are rows of <c>deadlines</c>.</summary>
internal sealed class NoticeDeadlineOwner(
    NoticeCommands commands, NoticeStore notices, NoticeDeadlines table, Database database) : IDeadlineOwner
{
    public DeadlineOwner Owner => DeadlineOwner.Notice;

    public IReadOnlyList<DeadlineKind> Kinds { get; } =
        [.. table.Rules.Select(r => r.Kind).Where(kind => !HotDeadlines.Contains(kind))];

    public async Task<int> ExpireAsync(
        Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await notices.LockAsync(s, ids, locking);
        return await commands.SaveAsync(s, locked, at, set =>
        {
            var overdue = locked.Values.Where(n => n.OtherDeadlines.Any(d => d.IsOverdue(at.Now))).ToList();
            foreach (var notice in overdue) set.Tick(notice);
            return overdue.Count;
        });
    }

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await notices.LockAsync(s, ids, database.Dialect.ForUpdate);
        await commands.SaveAsync(s, locked, at, set =>
        {
            foreach (var notice in locked.Values) set.Renew(notice);
            return true;
        });
    }
}
