using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance;

/// <summary>
/// Rankings, hot spots, notifiers and what is due. A platform reads its own exactly as the regulator.
/// </summary>
internal static class RankingApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/compliance").WithTags("Regulator").Scope(KeyScope.Read);

        group.MapGet("/ranking", RankingAsync).For(Regulator, Platform, Operator)
            .Describe("complianceRanking", "Compare the platforms of a region and a service type by one figure",
                "The best is first. n is the number of notices behind the value; below 30 it is marked as small. By "
                + "work type or mode the counts begin with the delivery, words outside the vocabularies are not told "
                + "apart, and there are no handling times. A campaign is its dates and its scope. A platform reads "
                + "its own row and its rank, within its country unless it names a region. "
                + "reuploadRate: removals of a work that the same account had been made to remove before, among the "
                + "removals whose answer names the account. " + ComplianceApi.AsOfText)
            .Reads("metric", "serviceType", "region", "workType", "mode", "from", "to", "tz", "asOf", "limit")
            .Answers<RankingView>().Fails(400);

        group.MapGet("/regions", RegionsAsync).For(Regulator, Operator)
            .Describe("complianceRegions", "Compare the regions directly below yours by one figure",
                ComplianceApi.AsOfText)
            .Reads("metric", "serviceType", "region", "from", "to", "tz", "asOf", "limit")
            .Answers<RegionRanking>().Fails(400);

        group.MapGet("/hot-spots", HotSpotsAsync).For(Regulator, Operator)
            .Describe("complianceHotSpots", "List where infringement is frequent, by service type and work type",
                "Most notices first. A notice counts from its delivery, under its work type if that is in the "
                + "vocabulary.")
            .Reads("serviceType", "region", "workType", "from", "to", "tz", "limit")
            .Answers<Page<HotSpot>>().Fails(400);

        group.MapGet("/notifiers", NotifiersAsync).For(Regulator, Operator, Claimant)
            .Describe("complianceNotifiers", "Read how often the notices of each notifier are right",
                "A regulator reads notices to the platforms of its region, a claimant its own accuracy.")
            .Reads("from", "to", "tz", "limit").Answers<Page<NotifierAccuracy>>().Fails(400);

        group.MapGet("/due", DueAsync).For(Regulator, Platform, Operator)
            .Describe("complianceDue", "Read how many notices are due soon, and open breaches by age",
                "In whole hours: the hour now and the hour of the end are included.")
            .Reads("within", "serviceType", "region").Answers<DueView>().Fails(400);

        group.MapGet("/platforms/{id:guid}/duties", DutiesAsync).For(Regulator, Platform, Operator)
            .Describe("platformDuties", "Read how a platform fulfils its duties to remove, to cooperate and to review",
                ComplianceApi.AsOfText + " Requests for information are those asked in the period, as they stand now; "
                    + "own removals are those made in it, as recorded now.")
            .Reads("from", "to", "tz", "asOf").Answers<PlatformDuties>().Fails(400, 404);
    }

    private static async Task<Results<Ok<RankingView>, ProblemHttpResult>> RankingAsync(
        HttpContext http, Rankings rankings, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (RankingQuery.Read(http, registry, time.GetUtcNow(), out var problem) is not { } query) return problem!;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(await rankings.PlatformsAsync(registry, http.Caller().Id, query));
    }

    private static async Task<Results<Ok<RegionRanking>, ProblemHttpResult>> RegionsAsync(
        HttpContext http, Rankings rankings, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (RankingQuery.Read(http, registry, time.GetUtcNow(), out var problem) is not { } query) return problem!;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(await rankings.RegionsAsync(registry, http.Caller().Id, query));
    }

    private static async Task<Results<Ok<Page<HotSpot>>, ProblemHttpResult>> HotSpotsAsync(
        HttpContext http, HotSpots spots, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (RankingQuery.Read(http, registry, time.GetUtcNow(), out var problem) is not { } query) return problem!;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(new Page<HotSpot>(await spots.OfAsync(registry, http.Caller().Id, query), null));
    }

    private static async Task<Results<Ok<Page<NotifierAccuracy>>, ProblemHttpResult>> NotifiersAsync(
        HttpContext http, NotifierStore store, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (RankingQuery.Read(http, registry, time.GetUtcNow(), out var problem) is not { } query) return problem!;
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        var caller = http.Caller();
        IReadOnlyList<Guid>? own = caller.Kind is Claimant ? [caller.Id] : null;
        IReadOnlyList<Guid> platforms =
            own is null ? registry.PlatformsOf(caller.Id) : [.. registry.Platforms.Keys];
        return TypedResults.Ok(new Page<NotifierAccuracy>(
            await store.OfAsync(platforms, own, query.Period, query.Limit), null));
    }

    private static async Task<Results<Ok<DueView>, ProblemHttpResult>> DueAsync(
        HttpContext http, DueStore store, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (query, now) = (new Query(http), time.GetUtcNow());
        var within = Spans.Read(query.Text("within") ?? "PT24H", TimeSpan.FromDays(90));
        if (RankingQuery.Read(http, registry, now, out var problem) is not { } asked) return problem!;
        if (within is not { } span)
            return Problems.Invalid(http, new InputFault("?within", "value.out-of-range", "PT1H – P90D"));
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        List<Guid> platforms = [.. asked.Platforms(registry, http.Caller().Id)
            .Where(id => registry.HasJurisdiction(http.Caller().Id, id))];
        var due = await store.NowAsync(platforms, now, span);
        var total = due.Values.Aggregate(new DueRow(), (a, b) => a + b);
        return TypedResults.Ok(new DueView
        {
            Until = now + span,
            Due = total.Due,
            OpenBreaches = total.Ages,
            Items = [.. due.Values.Where(d => d.Due > 0 || d.Ages != new BreachAges())
                .OrderByDescending(d => d.Due).ThenBy(d => d.PlatformId).Select(d => new PlatformDue
                {
                    PlatformId = d.PlatformId,
                    Name = registry.Platforms[d.PlatformId].Name,
                    Due = d.Due,
                    OpenBreaches = d.Ages,
                })],
        });
    }

    private static async Task<Results<Ok<PlatformDuties>, ProblemHttpResult>> DutiesAsync(
        Guid id, HttpContext http, Duties duties, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (RankingQuery.Read(http, registry, time.GetUtcNow(), out var problem) is not { } query) return problem!;
        if (!registry.HasJurisdiction(http.Caller().Id, id)) return Problems.NotFound(http);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(await duties.OfAsync(registry.Platforms[id], query.Period));
    }
}
