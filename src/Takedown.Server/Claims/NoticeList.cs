using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary>The filter of a list of notices; null means all. A claimant lists only its own notices.</summary>
internal sealed record NoticeFilter(Guid? Claimant, Guid? Batch, Guid? Platform, NoticeState? State, string? Delivery)
{
    public string? ClientRef { get; init; }
    public string? Target { get; init; }
    public string? Account { get; init; }

    /// <summary>The platforms of a regulator's region; null for other readers.</summary>
    public IReadOnlyList<Guid>? Region { get; init; }

    /// <summary>
    /// The column with the region that counts, where it is the claimant's or the accused's and not the platform's.
    /// </summary>
    public string? RegionColumn { get; init; }

    /// <summary>The regions of the regulator.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The regulator's functions.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>The regimes whose function is one of them, unless a notice has another.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [];

    /// <summary>The regulator itself, which reads what it has sent.</summary>
    public Guid Reader { get; init; }
}

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
        var filters = Filters(s, f).ToList();
        var order = f.Batch is null ? "ORDER BY n.id" : "ORDER BY n.item_index";
        var merged = f.RegionColumn is { } column && f.Batch is null
            ? await NoticeRegions.InUseAsync(s, column, f.Places) : null;
        if (merged is { Count: 0 }) return new([], null);
        var scanned = merged is null ? $"FROM notices n WHERE {string.Join(" AND ", scope)} {order} LIMIT @scan"
            : $"FROM notices n JOIN ({NoticeRegions.Merged(f.RegionColumn!, merged)}) k ON k.id = n.id {order} "
                + "LIMIT @scan";
        var most = merged is null ? MaxScanned : Math.Max(limit + 1, MaxScanned / merged.Count);
        var sql = $"SELECT {NoticeStore.Columns} "
            + $"FROM (SELECT n.* {scanned}) n{(filters.Count == 0 ? "" : " WHERE ")}{string.Join(" AND ", filters)} "
            + $"{order} LIMIT @take";
        var args = new
        {
            after = after ?? Guid.Empty,
            f.Claimant,
            f.Batch,
            f.Platform,
            f.ClientRef,
            f.Target,
            // A locator stands on a line of its own behind the URL.
            more = f.Target + "\n",
            f.Account,
            f.Reader,
            region = f.Region is null ? null : s.Ids(f.Region),
            state = (int?)f.State,
            scan = filters.Count == 0 ? limit + 1 : most,
            last = most - 1,
            take = limit + 1,
        };
        var key = f.Batch is null ? "id" : "item_index";
        var rows = await NoticeStore.WithAllDeadlinesAsync(
            s, await s.QueryAsync<NoticeRow>(f.Claimant is null
                ? PageBytes.Bounded(sql, key, "supplements", "reason")
                : PageBytes.Bounded(WithOwnData(sql), key, "supplements", "reason", "metadata"), args));
        var found = Pages.Of(
            rows, limit, n => n.Id.ToString(),
            n => PageBytes.Around + PageBytes.Length(n.Supplements) + PageBytes.Length(n.Reason)
                + PageBytes.Length(n.Metadata));
        var names = await OrganisationNames.OfAsync(
            s, found.Items.SelectMany(n => new[] { n.ClaimantId, n.PlatformId }));
        var page = new Page<NoticeView>([.. found.Items.Select(r => Shown(f, r) with
        {
            ClaimantName = names.GetValueOrDefault(r.ClaimantId),
            PlatformName = names.GetValueOrDefault(r.PlatformId),
        })], found.Next);
        if (filters.Count == 0 || page.Next is not null) return page;
        return page with { Next = (await s.FirstAsync<Guid?>($"SELECT n.id {scanned} OFFSET "
            + "@last", args with { scan = 1 }))?.ToString() };
    });

    /// <summary>The body of the accused reads no contact of a claimant of another region.</summary>
    private static NoticeView Shown(NoticeFilter f, NoticeRow row)
    {
        if (f.Claimant is not null) return row.View();
        var view = row.View() with { ReuploadOf = row.ReuploadOf };
        return f.RegionColumn == NoticeRegions.Accused ? view.WithoutContacts() : view;
    }

    /// <summary>Only the claimant reads its own data.</summary>
    private static string WithOwnData(string rows) =>
        $"SELECT listed.*, m.metadata FROM ({rows}) AS listed LEFT JOIN notice_metadata m ON m.notice_id = listed.id";

    /// <summary>A batch is listed in the order of its items.</summary>
    private static string After(NoticeFilter f) => f.Batch is null
        ? "n.id > @after"
        : "n.batch_id = @Batch AND n.item_index > COALESCE((SELECT item_index FROM notices "
            + "WHERE id = @after AND batch_id = @Batch), -1)";

    private static IEnumerable<string> Filters(Session s, NoticeFilter f)
    {
        if (f.ClientRef is not null) yield return "n.client_ref = @ClientRef";
        if (f.Target is not null) yield return "(n.target = @Target OR SUBSTR(n.target, 1, LENGTH(@more)) = @more)";
        if (f.Account is not null) yield return "n.account_id = @Account";
        var own = $"(n.function IN ({Words(f.Functions)}) "
            + $"OR (n.function IS NULL AND n.regime IN ({Words(f.Regimes)})))";
        if (f.RegionColumn is not null) yield return $"({RegionSql.Within($"n.{f.RegionColumn}", f.Places)}) AND {own}";
        if (f.Region is not null)
            yield return $"(n.claimant_id = @Reader OR (n.platform_id IN {s.In("region")} AND {own}))";
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

    /// <summary>Codes of the registry as literals of SQL.</summary>
    private static string Words(IReadOnlyList<string> codes) =>
        string.Join(", ", codes.Where(c => c.All(IsCode)).Select(c => $"'{c}'")
            .DefaultIfEmpty("''"));

    private static bool IsCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
