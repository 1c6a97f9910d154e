using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance;

/// <summary>
/// Compliance counts of platforms. A regulator reads the platforms of its region and the regions below, and with
/// <c>by</c> the notices whose claimant or accused is there; a platform reads its own, the operator all.
/// </summary>
internal static class ComplianceApi
{
    private static readonly Dictionary<string, Grouping> Buckets = new(StringComparer.Ordinal)
    {
        ["day"] = Grouping.ByDay,
        ["month"] = Grouping.ByMonth,
        ["year"] = Grouping.ByYear,
    };

    internal const string AsOfText =
        "With asOf the figures are given as they stood at the end of the hour of that instant: what later events "
            + "corrected is taken back. asOf must not be in the future.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/compliance").WithTags("Regulator").For(Regulator, Platform, Operator)
            .Scope(KeyScope.Read);

        group.MapGet("/overview", OverviewAsync)
            .Describe("complianceOverview", "Read the totals of the platforms in your region",
                "With by=claimant or by=accused: of the notices whose claimant or accused is in your region, on any "
                + "platform. Accounts are a platform's, so repeatAccounts and accountActions are 0 there. " + AsOfText)
            .Reads("from", "to", "tz", "figures", "by", "asOf")
            .Answers<ComplianceOverview>().Fails(400);

        group.MapGet("/platforms", ListAsync)
            .Describe("compliancePlatforms", "List the counts of each platform in your region", AsOfText)
            .Paged().Reads("from", "to", "tz", "figures", "by", "asOf")
            .Answers<Page<PlatformCompliance>>().Fails(400);

        group.MapGet("/platforms/{id:guid}", PlatformAsync)
            .Describe("compliancePlatform", "Read the counts of one platform", AsOfText)
            .Reads("from", "to", "tz", "figures", "by", "asOf")
            .Answers<PlatformCompliance>().Fails(400, 404);

        group.MapGet("/trend", TrendAsync)
            .Describe("complianceTrend", "Read the counts by day, month or year")
            .Reads("from", "to", "tz", "figures", "by", "bucket", "platform")
            .Answers<ComplianceTrend>().Fails(400, 404);
    }

    private static async Task<Results<Ok<ComplianceOverview>, ContentHttpResult, ProblemHttpResult>> OverviewAsync(
        HttpContext http, ComplianceStore store, Moments moments, Projector projector, RegistryCache registryCache,
        TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync();
        var (period, isCsv, scope, problem) = ReadPeriod(http, registry, time.GetUtcNow());
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        var counts = (await store.ReadAsync(Grouping.All.WithClasses, scope, period)) is [var all, ..]
            ? all.Counts : new();
        var (open, due) = await moments.ReadAsync(scope, period);
        var now = Moments.Total(open.Values);
        var overview = new ComplianceOverview(
            counts with { Open = now.Open, RepeatAccounts = now.RepeatAccounts })
        {
            From = period.From,
            To = period.To,
            Zone = period.Zone.Id,
            Platforms = scope is { Axis: RegionAxis.Platform, Platforms: { } known } ? known.Count : open.Count,
            OpenEscalations = now.OpenEscalations,
            OpenBreaches = due is null ? null : Moments.Total(due.Values).Ages,
            DueIn24Hours = due is null ? null : Moments.Total(due.Values).Due,
            AsOf = period.AsOf ?? await store.LagsAtAsync() ?? time.GetUtcNow(),
        };
        return isCsv ? ComplianceCsv.Of(http, overview) : TypedResults.Ok(overview);
    }

    private static async Task<Results<Ok<Page<PlatformCompliance>>, ContentHttpResult, ProblemHttpResult>> ListAsync(
        HttpContext http, ComplianceStore store, Moments moments, Projector projector, RegistryCache registryCache,
        TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync();
        var (period, isCsv, scope, problem) = ReadPeriod(http, registry, time.GetUtcNow());
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        // By another region than theirs, the platforms are those that have something there.
        var all = (scope.Axis is RegionAxis.Platform ? scope.Platforms! : [.. (await store.NowAsync(scope)).Keys])
            .Where(id => after is null || id.CompareTo(after.Value) > 0).Order();
        // A spreadsheet has no next page.
        List<Guid> ids = [.. isCsv ? all : all.Take(limit + 1)];
        var rows = await PlatformsAsync(
            store, moments, registry, scope with { Platforms = ids }, period, Grouping.ByPlatform);
        if (isCsv) return ComplianceCsv.Of(http, rows);
        return TypedResults.Ok(Pages.Of(rows, limit, p => p.PlatformId.ToString()));
    }

    private static async Task<Results<Ok<PlatformCompliance>, ContentHttpResult, ProblemHttpResult>> PlatformAsync(
        Guid id, HttpContext http, ComplianceStore store, Moments moments, Projector projector,
        RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (period, isCsv, scope, problem) = ReadPeriod(http, registry, time.GetUtcNow());
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        if (!await MayReadAsync(http, registry, store, scope, id)) return Problems.NotFound(http);
        var rows = await PlatformsAsync(
            store, moments, registry, scope.Only(id)!, period, Grouping.ByPlatform.WithClasses);
        return isCsv ? ComplianceCsv.Of(http, rows) : TypedResults.Ok(rows[0]);
    }

    /// <summary>
    /// A platform of another region is there for those whose claimants or accused it has notices of.
    /// </summary>
    private static async Task<bool> MayReadAsync(
        HttpContext http, RegistrySnapshot registry, ComplianceStore store, CountScope scope, Guid id) =>
        registry.HasJurisdiction(http.Caller().Id, id)
        || (scope.Axis is not RegionAxis.Platform && registry.Platforms.ContainsKey(id) && scope.Only(id) is { } one
            && (await store.NowAsync(one)).Count > 0);

    private static async Task<IReadOnlyList<PlatformCompliance>> PlatformsAsync(
        ComplianceStore store, Moments moments, RegistrySnapshot registry, CountScope scope, Period period,
        Grouping by)
    {
        var counts = (await store.ReadAsync(by, scope, period))
            .ToDictionary(g => g.PlatformId!.Value, g => g.Counts);
        var (now, due) = await moments.ReadAsync(scope, period);
        return [.. scope.Platforms!.Select(id => Row(
            registry.Platforms[id], counts.GetValueOrDefault(id) ?? new(), now.GetValueOrDefault(id) ?? new(),
            due is null ? null : due.GetValueOrDefault(id) ?? new()))];
    }

    private static PlatformCompliance Row(
        Organisation platform, ComplianceCounts counts, NowRow now, DueRow? due) =>
        new(counts with { Open = now.Open, RepeatAccounts = now.RepeatAccounts })
        {
            PlatformId = platform.Id,
            Name = platform.Name,
            Region = platform.Region,
            ServiceType = platform.ServiceType,
            OpenEscalations = now.OpenEscalations,
            OpenBreaches = due?.Ages,
            DueIn24Hours = due?.Due,
        };

    private static async Task<Results<Ok<ComplianceTrend>, ContentHttpResult, ProblemHttpResult>> TrendAsync(
        HttpContext http, ComplianceStore store, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (bucket, platform) = (query.OneOf("bucket", [.. Buckets.Keys]), query.Id("platform"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (period, isCsv, scope, problem) = ReadPeriod(http, registry, time.GetUtcNow());
        if (problem is not null) return problem;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        if (platform is { } one)
        {
            if (!await MayReadAsync(http, registry, store, scope, one)) return Problems.NotFound(http);
            scope = scope.Only(one)!;
        }
        var points = await store.ReadAsync(Buckets[bucket ?? "day"], scope, period);
        var trend = new ComplianceTrend
        {
            Bucket = bucket ?? "day",
            Zone = period.Zone.Id,
            Points = [.. points.Select(p => new TrendPoint(p.Counts) { Day = p.Day!.Value })],
        };
        return isCsv ? ComplianceCsv.Of(http, trend) : TypedResults.Ok(trend);
    }

    private static (Period Period, bool IsCsv, CountScope Scope, ProblemHttpResult? Problem) ReadPeriod(
        HttpContext http, RegistrySnapshot registry, DateTimeOffset now)
    {
        var query = new Query(http);
        var (period, faults) = PeriodQuery.Read(query, http, registry, now);
        var isCsv = ComplianceCsv.IsWanted(http, query);
        var scope = CountScope.Of(query.Word<RegionAxis>("by") ?? RegionAxis.Platform, http.Caller(), registry);
        faults = [.. query.Faults.Except(faults), .. faults];
        // What was open then is known by platform only.
        if (period.AsOf is not null && scope.Axis is not RegionAxis.Platform)
            faults.Add(new("?asOf", "as-of.by-platform"));
        return (period, isCsv, scope, faults.Count > 0 ? Problems.Invalid(http, faults) : null);
    }
}
