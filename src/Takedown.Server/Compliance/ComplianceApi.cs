using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance;

/// <summary>
/// Compliance counts of platforms. A regulator reads the platforms of its region and the regions below, the operator
/// reads all.
/// </summary>
internal static class ComplianceApi
{
    /// <summary>How long a read waits for the counters to include events committed just before it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/compliance").WithTags("Regulator").For(Regulator, Operator)
            .Scope(KeyScope.Read);

        group.MapGet("/overview", OverviewAsync)
            .Describe("complianceOverview", "Read the totals of the platforms in your region").Reads("from", "to")
            .Answers<ComplianceOverview>().Fails(400);

        group.MapGet("/platforms", ListAsync)
            .Describe("compliancePlatforms", "List the counts of each platform in your region")
            .Paged().Reads("from", "to")
            .Answers<Page<PlatformCompliance>>().Fails(400);

        group.MapGet("/platforms/{id:guid}", PlatformAsync)
            .Describe("compliancePlatform", "Read the counts of one platform").Reads("from", "to")
            .Answers<PlatformCompliance>().Fails(400, 404);

        group.MapGet("/trend", TrendAsync)
            .Describe("complianceTrend", "Read the counts by day").Reads("from", "to", "bucket", "platform")
            .Answers<ComplianceTrend>().Fails(400, 404);
    }

    private static async Task<Results<Ok<ComplianceOverview>, ProblemHttpResult>> OverviewAsync(
        HttpContext http, ComplianceStore store, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var (period, problem) = ReadPeriod(http);
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        var platforms = (await registryCache.CurrentAsync()).PlatformsOf(http.Caller().Id);
        var counts = (await store.ReadAsync(Grouping.All, platforms, period)) is [var all, ..] ? all.Counts : new();
        var now = (await store.NowAsync(platforms)).Values;
        return TypedResults.Ok(new ComplianceOverview(
            counts with { Open = now.Sum(n => n.Open), RepeatAccounts = now.Sum(n => n.RepeatAccounts) })
        {
            From = period.From,
            To = period.To,
            Platforms = platforms.Count,
            OpenEscalations = now.Sum(n => n.OpenEscalations),
            AsOf = await store.LagsAtAsync() ?? time.GetUtcNow(),
        });
    }

    private static async Task<Results<Ok<Page<PlatformCompliance>>, ProblemHttpResult>> ListAsync(
        HttpContext http, ComplianceStore store, Projector projector, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (period, problem) = ReadPeriod(http);
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        var registry = await registryCache.CurrentAsync();
        List<Guid> page = [.. registry.PlatformsOf(http.Caller().Id)
            .Where(id => after is null || id.CompareTo(after.Value) > 0).Order().Take(limit + 1)];
        var rows = await PlatformsAsync(store, registry, page, period);
        return TypedResults.Ok(Pages.Of(rows, limit, p => p.PlatformId.ToString()));
    }

    private static async Task<Results<Ok<PlatformCompliance>, ProblemHttpResult>> PlatformAsync(
        Guid id, HttpContext http, ComplianceStore store, Projector projector, RegistryCache registryCache)
    {
        var (period, problem) = ReadPeriod(http);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (!registry.HasJurisdiction(http.Caller().Id, id)) return Problems.NotFound(http);
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        return TypedResults.Ok((await PlatformsAsync(store, registry, [id], period))[0]);
    }

    private static async Task<IReadOnlyList<PlatformCompliance>> PlatformsAsync(
        ComplianceStore store, RegistrySnapshot registry, IReadOnlyList<Guid> ids, Period period)
    {
        var counts = (await store.ReadAsync(Grouping.ByPlatform, ids, period))
            .ToDictionary(g => g.PlatformId!.Value, g => g.Counts);
        var now = await store.NowAsync(ids);
        return [.. ids.Select(id =>
            Row(registry.Platforms[id], counts.GetValueOrDefault(id) ?? new(), now.GetValueOrDefault(id) ?? new()))];
    }

    private static PlatformCompliance Row(Organisation platform, ComplianceCounts counts, NowRow now) =>
        new(counts with { Open = now.Open, RepeatAccounts = now.RepeatAccounts })
        {
            PlatformId = platform.Id,
            Name = platform.Name,
            Region = platform.Region,
            ServiceType = platform.ServiceType,
            OpenEscalations = now.OpenEscalations,
        };

    private static async Task<Results<Ok<ComplianceTrend>, ProblemHttpResult>> TrendAsync(
        HttpContext http, ComplianceStore store, Projector projector, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (bucket, platform) = (query.OneOf("bucket", "day"), query.Id("platform"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (period, problem) = ReadPeriod(http);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (platform is { } one && !registry.HasJurisdiction(http.Caller().Id, one)) return Problems.NotFound(http);
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        var platforms = platform is { } id ? [id] : registry.PlatformsOf(http.Caller().Id);
        var points = await store.ReadAsync(Grouping.ByDay, platforms, period);
        return TypedResults.Ok(new ComplianceTrend
        {
            Bucket = bucket ?? "day",
            Points = [.. points.Select(p => new TrendPoint(p.Counts) { Day = DateOnly.FromDayNumber(p.Day!.Value) })],
        });
    }

    private static (Period Period, ProblemHttpResult? Problem) ReadPeriod(HttpContext http)
    {
        var query = new Query(http);
        var (from, to) = (query.Day("from"), query.Day("to"));
        List<InputFault> faults = [.. query.Faults];
        if (from > to) faults.Add(new("?to", "value.out-of-range", $">= {from:yyyy-MM-dd}"));
        return (new(from, to), faults.Count > 0 ? Problems.Invalid(http, faults) : null);
    }
}
