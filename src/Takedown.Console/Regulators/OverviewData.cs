using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Charts;

namespace Takedown.Screens.Regulators;

/// <summary>What the overview shows, read together.</summary>
internal sealed record OverviewData(
    ComplianceOverview Now, ComplianceOverview Earlier, ComplianceTrend Trend, IReadOnlyList<Dot> Dots,
    IReadOnlyList<RegionRow> Regions, DueView Due, TimeSpan? Limit)
{
    private const int MostDots = 200;

    public static async Task<OverviewData> LoadAsync(Screen screen, ViewPeriod period)
    {
        var by = screen.Query("by");
        (string, string?)[] asked = [.. period.Query, ("by", by)];
        (string, string?)[] among = [("serviceType", screen.Query("serviceType")), ("limit", $"{MostDots}")];
        var api = screen.Api;
        var now = api.GetAsync<ComplianceOverview>(Paths.With("/v1/compliance/overview", asked));
        var earlier = api.GetAsync<ComplianceOverview>(
            Paths.With("/v1/compliance/overview", [.. period.Before.Query, ("by", by)]));
        var trend = api.GetAsync<ComplianceTrend>(
            Paths.With("/v1/compliance/trend", [.. asked, ("bucket", period.Bucket)]));
        var ranking = api.GetAsync<RankingView>(
            Paths.With("/v1/compliance/ranking", [.. period.Query, .. among]));
        var regions = api.GetAsync<RegionRanking>(
            Paths.With("/v1/compliance/regions", [.. period.Query, .. among]));
        var due = api.GetAsync<DueView>(Paths.With("/v1/compliance/due", [("within", "PT24H"), among[0]]));
        await Task.WhenAll(now, earlier, trend, ranking, regions, due);
        var ranked = await ranking;
        var limit = await ActLimits.OfAsync(screen, [.. ranked.Items.Select(r => r.PlatformId)]);
        var dots = by is null or "platform"
            ? [.. ranked.Items.Select(r => DotOf(period, r.PlatformId, r.Name, r.Value, r.N))]
            : await PlacesAsync(screen, period, asked);
        return new(await now, await earlier, await trend, dots, (await regions).Items, await due, limit);
    }

    /// <summary>The platforms, where the region of the claimant or of the accused counts.</summary>
    private static async Task<IReadOnlyList<Dot>> PlacesAsync(
        Screen screen, ViewPeriod period, IEnumerable<(string, string?)> asked)
    {
        var all = await screen.Api.AllAsync<PlatformCompliance>(
            Paths.With("/v1/compliance/platforms", [.. asked, ("limit", $"{MostDots}")]), MostDots);
        return
        [
            .. all.OrderByDescending(p => p.OnTimeRate ?? -1)
                .Select(p => DotOf(period, p.PlatformId, p.Name, p.OnTimeRate, p.OnTime + p.Breached)),
        ];
    }

    private static Dot DotOf(ViewPeriod period, Guid id, string name, double? rate, long n) =>
        new(name, Paths.With($"/console/platforms/{id}", period.Query), rate, n);
}
