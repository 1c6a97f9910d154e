using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>
/// Campaigns and who reads them: the body that holds one, the bodies above it in its function, and those of its
/// regions.
/// </summary>
internal sealed class CampaignStore(Database database)
{
    private const string Columns =
        "id, code, title, body_id, region, function, parent_id, first_day, last_day, content, version, created_at";

    private const string ByCode = $"SELECT {Columns} FROM campaigns WHERE code = @code";
    private const string Page = $"SELECT {Columns} FROM campaigns WHERE id > @after ORDER BY id LIMIT @take";

    public static Task<CampaignRow?> FindAsync(Session s, string code) =>
        s.FirstAsync<CampaignRow>(ByCode, new { code });

    /// <summary>The campaign, if the caller reads it.</summary>
    public async Task<CampaignRow?> FindAsync(string code, RegistrySnapshot registry, Caller caller) =>
        await database.ReadAsync(s => FindAsync(s, code)) is { } row && Reads(row, registry, caller) ? row : null;

    /// <summary>The campaign under its lock, which every change of it and its tasks takes first.</summary>
    public Task<CampaignRow?> LockAsync(Session s, Guid id) => s.FirstAsync<CampaignRow>(
        $"SELECT {Columns} FROM campaigns WHERE id = @id {database.Dialect.ForUpdate}", new { id });

    public static bool Reads(CampaignRow row, RegistrySnapshot registry, Caller caller) =>
        Bodies.Jurisdiction.Reads(registry, caller.Id, row.BodyId, row.Region, row.Function)
        || (registry.Regulators.TryGetValue(caller.Id, out var body)
            && row.Read.Scope.Regions!.Any(region => Region.IsWithin(body.Region, region)));

    /// <summary>Campaigns that the caller reads, by their ids after one of them.</summary>
    public async Task<List<CampaignRow>> ListAsync(RegistrySnapshot registry, Caller caller, Guid after, int take)
    {
        List<CampaignRow> found = [];
        while (found.Count < take)
        {
            var page = await database.ReportAsync(s => s.QueryAsync<CampaignRow>(Page, new { after, take = 1000 }));
            found.AddRange(page.Where(row => Reads(row, registry, caller)));
            if (page.Count < 1000) break;
            after = page[^1].Id;
        }
        return [.. found.Take(take)];
    }

    public static Task<CampaignRow?> FindAsync(Session s, Guid id) =>
        s.FirstAsync<CampaignRow>($"SELECT {Columns} FROM campaigns WHERE id = @id", new { id });

    private const string Change =
        "UPDATE campaigns SET title = @Title, first_day = @FirstDay, last_day = @LastDay, content = @Content, "
            + "version = @Version WHERE id = @Id";

    /// <summary>Stores the next version of a campaign, which the transaction has locked.</summary>
    public static Task SaveAsync(Session s, CampaignRow row) => s.ExecuteAsync(Change, row);

    /// <summary>The local campaigns that are parts of one.</summary>
    public static Task<IReadOnlyList<CampaignRow>> PartsAsync(Session s, Guid id) =>
        s.QueryAsync<CampaignRow>($"SELECT {Columns} FROM campaigns WHERE parent_id = @id ORDER BY id", new { id });

    /// <summary>The index of the last phase that has tasks; -1 if none has.</summary>
    public static Task<long> LastPhaseAsync(Session s, Guid id) => s.FirstAsync<long>(
        "SELECT COALESCE(MAX(phase), -1) FROM campaign_tasks WHERE campaign_id = @id", new { id });

    public static Task<IReadOnlyList<string>> ChildrenAsync(Session s, Guid id) =>
        s.QueryAsync<string>("SELECT code FROM campaigns WHERE parent_id = @id ORDER BY id", new { id });

    /// <summary>The codes of campaigns by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> CodesAsync(Session s, IEnumerable<Guid> ids) =>
        (await s.QueryAsync<CampaignRow>(
            $"SELECT {Columns} FROM campaigns WHERE id IN {s.In("ids")}", new { ids = s.Ids(ids) }))
            .ToDictionary(c => c.Id, c => c.Code);

    /// <summary>Adds tasks and filings with their deadlines.</summary>
    public static async Task AddAsync(Session s, IReadOnlyList<TaskRow> tasks)
    {
        await s.InsertAsync(TaskRow.Table, tasks);
        await DeadlineStore.SaveAsync(s, [.. tasks.Select(t => t.Deadline).OfType<StoredDeadline>()]);
    }

    /// <summary>Stores a changed task, whose campaign the transaction has locked.</summary>
    public static async Task SaveAsync(Session s, TaskRow task)
    {
        await s.UpdateAsync(TaskRow.Table, [task]);
        if (task.Deadline is { } deadline) await DeadlineStore.SaveAsync(s, [deadline]);
    }

    /// <summary>Tasks or filings of a campaign, oldest first.</summary>
    public static Task<IReadOnlyList<TaskRow>> TasksAsync(
        Session s, Guid campaign, TaskSort sort, Guid after, int take) =>
        s.QueryAsync<TaskRow>(
            $"SELECT {TaskRow.Columns} FROM campaign_tasks WHERE campaign_id = @campaign AND sort = @sort "
                + "AND id > @after ORDER BY id LIMIT @take",
            new { campaign, sort = (int)sort, after, take });

    public static Task<TaskRow?> TaskAsync(Session s, Guid campaign, Guid id) => s.FirstAsync<TaskRow>(
        $"SELECT {TaskRow.Columns} FROM campaign_tasks WHERE campaign_id = @campaign AND id = @id",
        new { campaign, id });

    /// <summary>What a body files of one kind; null if nothing is asked for or filed.</summary>
    public static Task<TaskRow?> FilingAsync(Session s, Guid campaign, string kind, Guid body) =>
        s.FirstAsync<TaskRow>(
            $"SELECT {TaskRow.Columns} FROM campaign_tasks WHERE campaign_id = @campaign AND sort = 1 "
                + "AND kind = @kind AND body_id = @body",
            new { campaign, kind, body });

    private const string Overdue =
        """
        SELECT body_id AS body, owner_name AS owner, department, COUNT(*) AS count FROM campaign_tasks
        WHERE campaign_id = @campaign AND done_at IS NULL AND due < @now
        GROUP BY body_id, owner_name, department ORDER BY COUNT(*) DESC, body_id LIMIT 1000
        """;

    /// <summary>Overdue tasks and filings by their owners.</summary>
    public static async Task<IReadOnlyList<OverdueOwner>> OverdueAsync(Session s, Guid campaign, DateTimeOffset now) =>
        [.. (await s.QueryAsync<OverdueRow>(Overdue, new { campaign, now })).Select(r => new OverdueOwner
        {
            Body = r.Body,
            Owner = r.Owner,
            Department = r.Department,
            Count = r.Count,
        })];

    private sealed record OverdueRow
    {
        public Guid Body { get; init; }
        public string? Owner { get; init; }
        public string? Department { get; init; }
        public long Count { get; init; }
    }
}
