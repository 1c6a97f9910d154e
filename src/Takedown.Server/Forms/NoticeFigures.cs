using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Figures;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// The figures of notices, removals and accounts, of the platforms whose nearest body it is. They come
/// from counters by the hour; the ids behind them from the events that were counted.
/// </summary>
internal sealed class NoticeFigures(RegistryCache registryCache) : IFigureSource
{
    public const string Average = "handling-average", Median = "handling-median", Batches = "batches-sent";

    private static readonly (FigureDefinition Figure, int[] Codes)[] All =
    [
        (new("notices-sent", "notices", "发出通知 (条)", "Notices sent", "notice"), [FigureCode.Sent]),
        (new("batches-sent", "notices", "批量通知 (批)", "Batches sent", "batch"), []),
        (new("notices-on-time", "notices", "按期处置 (条)", "Handled on time", "notice"), [FigureCode.OnTime]),
        (new("notices-late", "notices", "逾期处置 (条)", "Handled late", "notice"), [FigureCode.Late]),
        (new("notices-unhandled", "notices", "未处置 (条)", "Overdue and not handled by the end of the period",
            "notice"), [FigureCode.Unhandled]),
        (new(Average, "notices", "平均处置时长 (小时)", "Average handling time (hours)", "notice"),
            [FigureCode.OnTime, FigureCode.Late]),
        (new(Median, "notices", "中位处置时长 (小时)", "Median handling time (hours)", "notice"),
            [FigureCode.OnTime, FigureCode.Late]),
        (new("restorations", "notices", "恢复 (件)", "Restorations", "notice"), [FigureCode.Restored]),
        Measured("links-removed", "删除侵权盗版链接 (条)", "Infringing links removed", Measure.Removed),
        Measured("links-blocked", "屏蔽 (条)", "Blocked", Measure.Blocked),
        Measured("links-disconnected", "断开链接 (条)", "Links disconnected", Measure.LinkDisconnected),
        Measured("goods-delisted", "下架商品 (件)", "Goods, apps and tokens delisted", Measure.Delisted),
        Account("accounts-warned", "警示", "Accounts warned", Measure.AccountWarned),
        Account("accounts-limited", "限制功能", "Accounts limited", Measure.AccountLimited),
        Account("accounts-suspended", "暂停更新", "Accounts suspended", Measure.AccountSuspended),
        Account("accounts-closed", "关闭", "Accounts closed", Measure.AccountClosed),
        (new("repeat-accounts", "accounts", "反复侵权账号 (个)", "Accounts that became repeat infringers",
            "account-action"), [FigureCode.Repeat]),
    ];

    private static readonly Dictionary<string, int[]> CodesOf = All.ToDictionary(a => a.Figure.Name, a => a.Codes);

    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. All.Select(a => a.Figure)];

    private const string Sums =
        """
        SELECT figure, CAST(SUM(count) AS BIGINT) AS count FROM form_counts
        WHERE function = @function AND hour >= @from AND hour < @before AND closed_hour >= @before AND platform_id IN
        """;

    private const string BatchCount =
        """
        SELECT COUNT(DISTINCT batch_id) FROM form_batches
        WHERE function = @function AND at >= @from AND at < @before AND platform_id IN
        """;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        scope = await NarrowAsync(scope);
        if (scope.WorkTypes is not null) return await RecountAsync(s, scope);
        var args = new
        {
            function = scope.Function, from = ReportZone.HourOf(scope.From), before = ReportZone.HourOf(scope.Before),
            platforms = s.Ids(scope.Platforms),
        };
        var rows = await s.QueryAsync<Row>($"{Sums} {s.In("platforms")} GROUP BY figure", args);
        var counts = rows.ToDictionary(r => r.Figure, r => r.Count);
        var values = All.ToDictionary(
            a => a.Figure.Name, a => a.Codes.Sum(c => counts.GetValueOrDefault(c)), StringComparer.Ordinal);
        values[Batches] = await s.FirstAsync<long>($"{BatchCount} {s.In("platforms")}", new
        {
            function = scope.Function, from = scope.From, before = scope.Before, platforms = s.Ids(scope.Platforms),
        });
        var handled = values[Average];
        values[Average] = handled == 0 ? 0 : Tenths(counts.GetValueOrDefault(FigureCode.HandledMs) / handled);
        List<(int, long)> buckets = [.. rows.Where(r => FigureCode.BucketOf(r.Figure) is not null)
            .Select(r => (FigureCode.BucketOf(r.Figure)!.Value, r.Count)).OrderBy(b => b.Item1)];
        values[Median] = HandlingBucket.Quantile(buckets, 0.5) is { } bucket
            ? Tenths((long)HandlingBucket.Upper(bucket).TotalMilliseconds) : 0;
        return values;
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(
        Session s, string figure, FigureScope scope, Guid after, int take)
    {
        scope = await NarrowAsync(scope);
        return figure == Batches
            ? await FigureIds.BatchesAsync(s, scope, after, take)
            : await FigureIds.OfAsync(s, CodesOf[figure], scope, after, take);
    }

    /// <summary>Of works of some types: the rows themselves are counted, because no counter knows the types.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> RecountAsync(Session s, FigureScope scope)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (figure, codes) in All.Where(a => a.Codes.Length == 1 && a.Figure.Of == "notice"))
        {
            var after = Guid.Empty;
            while (await FigureIds.OfAsync(s, codes, scope, after, 1000) is { Count: > 0 } page)
            {
                values[figure.Name] = values.GetValueOrDefault(figure.Name) + page.Count;
                after = page[^1];
            }
        }
        return values;
    }

    private async Task<FigureScope> NarrowAsync(FigureScope scope)
    {
        if (scope.ServiceTypes is null) return scope;
        var registry = await registryCache.CurrentAsync();
        return scope with
        {
            Platforms = [.. scope.Platforms.Where(p =>
                scope.ServiceTypes.Contains(registry.Platforms.GetValueOrDefault(p)?.ServiceType))],
        };
    }

    private static long Tenths(long milliseconds) => (long)Math.Round(milliseconds / 360_000d);

    private static (FigureDefinition, int[]) Measured(string name, string zh, string en, Measure measure) =>
        (new(name, "removal", zh, en, "notice"), [FigureCode.Measured(measure)]);

    private static (FigureDefinition, int[]) Account(string name, string zh, string en, Measure measure) =>
        (new(name, "accounts", $"处置账号: {zh} (个)", en, "account-action"), [FigureCode.Account(measure)]);

    private sealed record Row
    {
        public int Figure { get; init; }
        public long Count { get; init; }
    }
}
