using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Routing;
using Takedown.Server.Registry;

namespace Takedown.Server.Compliance;

/// <summary>Compares platforms and regions by their counters.</summary>
internal sealed class Rankings(ComplianceStore store, TopicStore topics, Moments moments)
{
    /// <summary>The counts of each platform; platforms without any are missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, ComplianceCounts>> CountsAsync(
        IReadOnlyList<Guid> platforms, Period period, string? workType, string? mode) =>
        workType is not null || mode is not null
            ? await topics.ByPlatformAsync(platforms, period, workType, mode)
            : (await store.ReadAsync(Grouping.ByPlatform, CountScope.OfPlatforms(platforms), period))
                .ToDictionary(g => g.PlatformId!.Value, g => g.Counts);

    public async Task<RankingView> PlatformsAsync(RegistrySnapshot registry, Guid caller, RankingQuery query)
    {
        var platforms = query.Platforms(registry, caller);
        var counts = await CountsAsync(platforms, query.Period, query.WorkType, query.Mode);
        var metric = Metrics.All[query.Metric];
        var values = platforms.Select(id => counts.TryGetValue(id, out var c) ? metric.Value(c) : null).ToList();
        var ranks = Ranks.Of(values, metric.HighIsGood);
        // Others' figures are no platform's business; its own rank among them is.
        List<int> shown = [.. Enumerable.Range(0, platforms.Count)
            .Where(i => registry.HasJurisdiction(caller, platforms[i]))
            .OrderBy(i => ranks[i] ?? int.MaxValue).ThenBy(i => platforms[i]).Take(query.Limit)];
        var (now, due) = await moments.ReadAsync(
            CountScope.OfPlatforms([.. shown.Select(i => platforms[i])]), query.Period);
        return new()
        {
            Metric = query.Metric,
            From = query.Period.From,
            To = query.Period.To,
            Zone = query.Period.Zone.Id,
            Region = query.Region,
            ServiceType = query.ServiceType,
            WorkType = query.WorkType,
            Mode = query.Mode,
            AsOf = query.Period.AsOf,
            Ranked = ranks.Count(r => r is not null),
            Items = [.. shown.Select(i => Row(registry.Platforms[platforms[i]], i))],
        };

        RankingRow Row(Organisation platform, int i)
        {
            var own = counts.GetValueOrDefault(platform.Id) ?? new();
            var (open, soon) = (now.GetValueOrDefault(platform.Id), due?.GetValueOrDefault(platform.Id));
            return new()
            {
                Rank = ranks[i],
                Value = values[i],
                N = metric.N(own),
                SmallN = metric.N(own) < Ranks.SmallN,
                PlatformId = platform.Id,
                Name = platform.Name,
                Region = platform.Region,
                ServiceType = platform.ServiceType,
                OpenEscalations = open?.OpenEscalations ?? 0,
                OpenBreaches = due is null ? null : soon?.Ages ?? new(),
                DueIn24Hours = due is null ? null : soon?.Due ?? 0,
                Counts = own with { Open = open?.Open ?? 0, RepeatAccounts = open?.RepeatAccounts ?? 0 },
            };
        }
    }

    /// <summary>The regions directly below the caller's, or below the one named.</summary>
    public async Task<RegionRanking> RegionsAsync(RegistrySnapshot registry, Guid caller, RankingQuery query)
    {
        var top = query.Region ?? registry.RegionOf(caller);
        var groups = query.Platforms(registry, caller)
            .GroupBy(id => Below(registry.Platforms[id].Region, top), StringComparer.Ordinal).ToList();
        var metric = Metrics.All[query.Metric];
        var counts = new List<ComplianceCounts>();
        foreach (var group in groups)
        {
            var scope = CountScope.OfPlatforms([.. group]);
            counts.Add(await store.ReadAsync(Grouping.All, scope, query.Period) is [var all, ..] ? all.Counts : new());
        }
        var values = counts.Select(metric.Value).ToList();
        var ranks = Ranks.Of(values, metric.HighIsGood);
        return new()
        {
            Metric = query.Metric,
            Items = [.. groups.Select((group, i) => new RegionRow
            {
                Rank = ranks[i],
                Value = values[i],
                N = metric.N(counts[i]),
                SmallN = metric.N(counts[i]) < Ranks.SmallN,
                Region = group.Key,
                Platforms = group.Count(),
                Counts = counts[i],
            }).OrderBy(r => r.Rank ?? int.MaxValue).ThenBy(r => r.Region, StringComparer.Ordinal).Take(query.Limit)],
        };
    }

    /// <summary>
    /// The region directly below another that contains a place; the other itself for what lies in it.
    /// </summary>
    private static string Below(string region, string? top)
    {
        var chain = Region.Chain(region).ToList();
        var at = top is null ? chain.Count : chain.IndexOf(top);
        return at <= 0 ? region : chain[at - 1];
    }
}
