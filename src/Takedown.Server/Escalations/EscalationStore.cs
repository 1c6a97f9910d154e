using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// Escalated breaches. Each notice and each account action is escalated at most once, enforced by unique keys.
/// </summary>
internal sealed class EscalationStore(Database database)
{
    private static readonly Table<EscalationView> Table = new("escalations",
    [
        new("id", ColumnType.Id, e => e.Id),
        new("notice_id", ColumnType.Id, e => e.NoticeId),
        new("account_action_id", ColumnType.Id, e => e.AccountActionId),
        new("platform_id", ColumnType.Id, e => e.PlatformId),
        new("region", ColumnType.Text, e => e.Region),
        new("function", ColumnType.Text, e => e.Function),
        new("regulator_id", ColumnType.Id, e => e.RegulatorId),
        new("deadline", ColumnType.Text, e => e.Deadline),
        new("due", ColumnType.Instant, e => e.Due),
        new("at", ColumnType.Instant, e => e.At),
        new("status", ColumnType.Number, e => e.Status),
    ]);

    public static Task AddAsync(Session s, IReadOnlyList<EscalationView> escalations) =>
        s.InsertAsync(Table, escalations, "DO NOTHING");

    private static readonly string Resolve =
        $"UPDATE escalations SET status = {EscalationStatus.Resolved:D}, resolved_at = @now "
            + $"WHERE status = {EscalationStatus.Open:D} AND ";

    /// <summary>Resolves the escalations of notices that the platform answered late or the claimant withdrew.</summary>
    public static async Task ResolveAsync(Session s, IReadOnlyList<Guid> noticeIds, DateTimeOffset now)
    {
        if (noticeIds.Count > 0)
            await s.ExecuteAsync($"{Resolve} notice_id IN {s.In("ids")}", new { now, ids = s.Ids(noticeIds) });
    }

    public static Task ResolveActionAsync(Session s, Guid id, DateTimeOffset now) =>
        s.ExecuteAsync($"{Resolve} account_action_id = @id", new { id, now });

    private const string Columns =
        "id, notice_id, account_action_id, platform_id, region, function, regulator_id, deadline, due, at, "
            + "status, resolved_at";

    /// <summary>Escalations of these platforms whose function the reader has; newest last.</summary>
    public Task<IReadOnlyList<EscalationView>> ListAsync(EscalationFilter f, Guid after, int take) =>
        database.ReportAsync(s =>
            s.QueryAsync<EscalationView>(
                $"SELECT {Columns} FROM escalations WHERE id > @after AND {Where(s)} ORDER BY id LIMIT @take",
                Args(s, f, after, take)));

    /// <summary>The number of escalations by platform.</summary>
    public Task<IReadOnlyList<EscalationCount>> CountAsync(EscalationFilter f) => database.ReportAsync(s =>
        s.QueryAsync<EscalationCount>(
            $"SELECT platform_id, COUNT(*) AS count FROM escalations WHERE {Where(s)} GROUP BY platform_id "
                + "ORDER BY count DESC, platform_id",
            Args(s, f, Guid.Empty, 0)));

    private const string One = $"SELECT {Columns} FROM escalations WHERE id = @id";

    public Task<EscalationView?> FindAsync(Guid id) =>
        database.ReadAsync(s => s.FirstAsync<EscalationView>(One, new { id }));

    private static string Where(Session s) =>
        $"platform_id IN {s.In("platforms")} AND (@status IS NULL OR status = @status) AND (@functions IS NULL "
            + "OR @functions LIKE '% ' || function || ' %')";

    private static object Args(Session s, EscalationFilter f, Guid after, int take) => new
    {
        after,
        take,
        platforms = s.Ids(f.Platforms),
        status = (int?)f.Status,
        functions = f.Functions is null ? null : $" {string.Join(' ', f.Functions)} ",
    };
}
