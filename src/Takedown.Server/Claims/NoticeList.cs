using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary>The filter of a list of notices; null means all. A claimant lists only its own notices.</summary>
internal sealed record NoticeFilter(Guid? Claimant, Guid? Batch, Guid? Platform, NoticeState? State, string? Delivery);

/// <summary>
/// Pages of notices. A page scans a limited number of notices in the order of the list, so that its cost does not
/// depend on the size of the table. If few of them match the filter, the page is short, and its cursor continues after
/// the last notice scanned.
/// </summary>
internal sealed class NoticeList(Database database)
{
    private const int MaxScanned = 10_000;

    public Task<Page<NoticeView>> PageAsync(NoticeFilter f, Guid? after, int limit) => database.ReadAsync(async s =>
    {
        // Only the requested conditions, so that the database can choose the matching index.
        List<string> scope =
            [.. new[] { f.Claimant is null ? "" : "n.claimant_id = @Claimant", After(f) }.Where(c => c.Length > 0)];
        var filters = Filters(f).ToList();
        var order = f.Batch is null ? "ORDER BY n.id" : "ORDER BY n.item_index";
        var scanned = $"FROM notices n WHERE {string.Join(" AND ", scope)} {order} LIMIT @scan";
        var sql = $"SELECT {NoticeStore.Columns} "
            + $"FROM (SELECT * {scanned}) n{(filters.Count == 0 ? "" : " WHERE ")}{string.Join(" AND ", filters)} "
            + $"{order} LIMIT @take";
        var args = new
        {
            after = after ?? Guid.Empty,
            f.Claimant,
            f.Batch,
            f.Platform,
            state = (int?)f.State,
            scan = filters.Count == 0 ? limit + 1 : MaxScanned,
            last = MaxScanned - 1,
            take = limit + 1,
        };
        var key = f.Batch is null ? "id" : "item_index";
        var rows = await NoticeStore.WithAllDeadlinesAsync(
            s, await s.QueryAsync<NoticeRow>(PageBytes.Bounded(sql, key, "supplements", "reason"), args));
        var found = Pages.Of(
            rows, limit, n => n.Id.ToString(),
            n => PageBytes.Around + PageBytes.Length(n.Supplements) + PageBytes.Length(n.Reason));
        var page = new Page<NoticeView>([.. found.Items.Select(r => r.View())], found.Next);
        if (filters.Count == 0 || page.Next is not null) return page;
        return page with { Next = (await s.FirstAsync<Guid?>($"SELECT n.id {scanned} OFFSET "
            + "@last", args with { scan = 1 }))?.ToString() };
    });

    /// <summary>A batch is listed in the order of its items.</summary>
    private static string After(NoticeFilter f) => f.Batch is null
        ? "n.id > @after"
        : "n.batch_id = @Batch AND n.item_index > COALESCE((SELECT item_index FROM notices "
            + "WHERE id = @after AND batch_id = @Batch), -1)";

    private static IEnumerable<string> Filters(NoticeFilter f)
    {
        if (f.State is not null) yield return "n.state = @state";
        if (f.Platform is not null) yield return "n.platform_id = @Platform";
        if (f.Delivery is not null) yield return f.Delivery switch
        {
            "delivered" => "n.delivered_at IS NOT NULL AND n.offered = 0",
            "offered" => "n.offered = 1",
            "failed" => $"n.state = {NoticeState.Accepted:D} AND n.delivery_code IS NOT NULL",
            _ => $"n.state = {NoticeState.Accepted:D} AND n.delivery_code IS NULL",
        };
    }
}
