using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Scores;

/// <summary>The scores of both sides, and the notices behind them.</summary>
internal static class ScoresApi
{
    private const string Rules =
        "The rates are of the compliance counters, without what upheld appeals took out (excluded). How many notices "
            + "there are is part of no rate.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/accountability").WithTags("Accountability").Scope(KeyScope.Read);
        var claimants = group.MapGroup("/claimants").For(Claimant, Regulator, Operator);
        var platforms = group.MapGroup("/platforms").For(Platform, Regulator, Operator);

        claimants.MapGet("", ClaimantsAsync)
            .Describe("listClaimantScores", "List how often claimants are right, those with the most notices first",
                "A claimant reads its own score; a regulator those over the platforms in its region. " + Rules)
            .Paged().Reads("from", "to", "tz").Answers<Page<ClaimantScore>>().Fails(400);

        claimants.MapGet("/{id:guid}", ClaimantAsync)
            .Describe("getClaimantScore", "Read how often a claimant is right, and how it stands",
                "With the tier in force and what was decided about it, each with its reason. " + Rules)
            .Reads("from", "to", "tz").Answers<ClaimantScore>().Fails(400, 404);

        claimants.MapGet("/{id:guid}/notices", ScoreNotices.ClaimantAsync)
            .Describe("listClaimantScoreNotices", "List the notices behind a part of a claimant's score, newest first",
                "A page examines up to 10,000 notices and may be short; it has at most 100. part is refused, reversed "
                + "or duplicate.")
            .Paged().Reads("claimantPart").Answers<Page<ScoreNotice>>().Fails(400, 404);

        platforms.MapGet("", PlatformsAsync)
            .Describe("listPlatformScores", "List how platforms act on notices",
                "A platform reads its own score; a regulator those of the platforms in its region. " + Rules)
            .Paged().Reads("from", "to", "tz").Answers<Page<PlatformScore>>().Fails(400);

        platforms.MapGet("/{id:guid}", PlatformAsync)
            .Describe("getPlatformScore", "Read how a platform acts on notices",
                "With the limits on bulk complaints that were observed. " + Rules)
            .Reads("from", "to", "tz").Answers<PlatformScore>().Fails(400, 404);

        platforms.MapGet("/{id:guid}/notices", ScoreNotices.PlatformAsync)
            .Describe("listPlatformScoreNotices", "List the notices behind a part of a platform's score, newest first",
                "A page examines up to 10,000 notices and may be short; it has at most 100. part is late, last-minute "
                + "or overturned.")
            .Paged().Reads("platformPart").Answers<Page<ScoreNotice>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<Page<ClaimantScore>>, ProblemHttpResult>> ClaimantsAsync(
        HttpContext http, ClaimantScores scores, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var (caller, query) = (http.Caller(), new Query(http));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (limit, skip) = (query.Limit, query.After);
        var (period, faults) = PeriodQuery.Read(query, http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        IReadOnlyList<Guid>? own = caller.Kind is Claimant ? [caller.Id] : null;
        var found = await scores.OfAsync(registry, registry.PlatformsFor(caller), own, period, limit + 1, skip);
        return TypedResults.Ok(new Page<ClaimantScore>([.. found.Take(limit)], found.Count <= limit ? null
            : (skip + limit).ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<ClaimantScore>, ProblemHttpResult>> ClaimantAsync(
        Guid id, HttpContext http, ClaimantScores scores, OrganisationStore organisations, Database database,
        Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var caller = http.Caller();
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (period, faults) = PeriodQuery.Read(new(http), http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return await database.ReadAsync(
                s => ScoreAccess.ClaimantAsync(s, organisations, registry, caller, id)) is { } claimant
            && await scores.FindAsync(registry, registry.PlatformsFor(caller), claimant, period) is { } score
                ? TypedResults.Ok(score) : Problems.NotFound(http);
    }

    private static async Task<Results<Ok<Page<PlatformScore>>, ProblemHttpResult>> PlatformsAsync(
        HttpContext http, PlatformScores scores, Projector projector, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (limit, after) = (query.Limit, query.AfterId);
        var (period, faults) = PeriodQuery.Read(query, http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        List<Guid> ids = [.. registry.PlatformsOf(http.Caller().Id)
            .Where(id => after is null || id.CompareTo(after.Value) > 0).Order().Take(limit + 1)];
        return TypedResults.Ok(Pages.Of(
            await scores.OfAsync(registry, ids, period), limit, p => p.PlatformId.ToString()));
    }

    private static async Task<Results<Ok<PlatformScore>, ProblemHttpResult>> PlatformAsync(
        Guid id, HttpContext http, PlatformScores scores, Projector projector, RegistryCache registryCache,
        TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (period, faults) = PeriodQuery.Read(new(http), http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (!registry.HasJurisdiction(http.Caller().Id, id)) return Problems.NotFound(http);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(await scores.OfAsync(registry, id, period));
    }
}
