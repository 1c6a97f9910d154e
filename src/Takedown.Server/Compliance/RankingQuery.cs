using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Compliance;

/// <summary>What a ranking is asked for.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Period">The period.</param>
/// <param name="Region">Only platforms of this region and below; null for all that the caller sees.</param>
/// <param name="ServiceType">Only platforms of this type.</param>
/// <param name="WorkType">Only notices about works of this type.</param>
/// <param name="Mode">Only notices about infringements of this kind.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record RankingQuery(
    string Metric, Period Period, string? Region, string? ServiceType, string? WorkType, string? Mode, int Limit)
{
    public static RankingQuery? Read(
        HttpContext http, RegistrySnapshot registry, DateTimeOffset now, out ProblemHttpResult? problem)
    {
        var query = new Query(http);
        var (workType, mode) = (Word(query, "workType"), Word(query, "mode"));
        var metric = query.OneOf("metric", workType is null && mode is null ? Metrics.Names : Metrics.NamesByTopic);
        var (region, serviceType, limit) = (RegionOf(query, out var fault), Word(query, "serviceType"), query.Limit);
        var (period, faults) = PeriodQuery.Read(query, http, registry, now);
        if (fault is { } bad) faults.Add(bad);
        problem = faults.Count > 0 ? Problems.Invalid(http, faults) : null;
        return problem is not null ? null
            : new(metric ?? Metrics.Default, period, region, serviceType, workType, mode, limit);
    }

    /// <summary>The platforms compared: those that the caller sees, or for a platform all of the region.</summary>
    public IReadOnlyList<Guid> Platforms(RegistrySnapshot registry, Guid caller)
    {
        var own = registry.Platforms.GetValueOrDefault(caller);
        // A platform is compared within its country unless it names a region.
        var within = Region ?? own?.Country;
        IEnumerable<Guid> all = own is null ? registry.PlatformsOf(caller) : registry.Platforms.Keys;
        return [.. all.Where(id => registry.Platforms[id] is var p
            && (ServiceType is null || p.ServiceType == ServiceType)
            && (within is null || Core.Routing.Region.IsWithin(p.Region, within)))];
    }

    public static string? RegionOf(Query query, out InputFault? fault)
    {
        var region = query.Text("region");
        fault = region is null || Core.Routing.Region.IsValid(region) ? null
            : new("?region", "value.unknown", JsonErrors.Shorten(region), "CN-530000");
        return region;
    }

    private static string? Word(Query query, string name) => query.Text(name) is { Length: > 0 } word ? word : null;
}
