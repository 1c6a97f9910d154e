using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>Marks tasks and filings of campaigns that run over. What follows is for people to decide.</summary>
internal sealed class CampaignDeadlines(ActJournal journal) : IDeadlineOwner
{
    public DeadlineOwner Owner => DeadlineOwner.CampaignTask;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [DeadlineKind.Execute, DeadlineKind.Filing];

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var locked = await s.QueryAsync<TaskRow>(
            $"SELECT {TaskRow.Columns} FROM campaign_tasks WHERE id IN {s.In("ids")} AND sla = @running "
                + $"ORDER BY id {locking}",
            new { ids = s.Ids(ids), running = (int)SlaStatus.Running });
        List<TaskRow> overdue = [.. locked.Where(t => t.Due < at.Now).Select(t => t with { Sla = SlaStatus.Breached })];
        if (overdue.Count == 0) return 0;
        await s.UpdateAsync(TaskRow.Table, overdue);
        await DeadlineStore.SaveAsync(s, [.. overdue.Select(t => t.Deadline!)]);
        foreach (var kind in overdue.GroupBy(t => t.Sort))
        {
            await journal.AddAsync(s, ActSubject.Campaign, kind.Select(t => t.CampaignId).Distinct(),
                kind.Key is TaskSort.Task ? "task-overdue" : "filing-overdue", at.Now);
        }
        return overdue.Count;
    }

    /// <summary>Their days are days of the calendar, so none is provisional.</summary>
    public Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at) => Task.CompletedTask;
}
