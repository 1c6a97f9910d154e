using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Escalations;

internal static class EscalationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/escalations").WithTags("Regulator").For(Regulator, Operator)
            .Scope(KeyScope.Read);

        group.MapGet("", ListAsync)
            .Describe("listEscalations", "List the escalations of your region and functions, oldest first",
                "Besides those of platforms in your region you see those whose claimant or accused is there: seenAs "
                + "says which. regulatorId has the escalation, and routing says why. The operator sees all escalations "
                + "and is responsible for those without a registered regulator.")
            .Paged().Reads("escalationStatus", "platform").Answers<Page<EscalationView>>().Fails(400, 404);

        group.MapGet("/by-platform", CountAsync)
            .Describe("countEscalations", "Count the escalations by platform, highest count first",
                "Of the 5,000 that came first, if there are more.")
            .Reads("escalationStatus").Answers<Page<EscalationCount>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync)
            .Describe("getEscalation", "Read an escalation").Answers<EscalationView>().Fails(404);
    }

    private static async Task<Results<Ok<Page<EscalationView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, EscalationStore store, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, status, platform) =
            (query.Limit, query.AfterId, query.Word<EscalationStatus>("status"), query.Id("platform"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (platform is { } one && !registry.HasJurisdiction(http.Caller().Id, one)) return Problems.NotFound(http);
        var rows = await store.ListAsync(
            EscalationFilter.Of(registry, http.Caller().Id, platform, status), after ?? Guid.Empty, limit + 1);
        var seen = rows.Select(e => Seen(e, http, registry)).ToList();
        return TypedResults.Ok(Pages.Of(seen, limit, e => e.Id.ToString()));
    }

    private static async Task<Results<Ok<Page<EscalationCount>>, ProblemHttpResult>> CountAsync(
        HttpContext http, EscalationStore store, RegistryCache registryCache)
    {
        var query = new Query(http);
        var status = query.Word<EscalationStatus>("status");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var filter = EscalationFilter.Of(registry, http.Caller().Id, null, status);
        return TypedResults.Ok(new Page<EscalationCount>(await store.CountAsync(filter), null));
    }

    private static async Task<Results<Ok<EscalationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, EscalationStore store, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (await store.FindAsync(id) is not { } found) return Problems.NotFound(http);
        var seen = Seen(found, http, registry);
        return seen.SeenAs is null && http.Caller().Kind is not Operator ? Problems.NotFound(http)
            : TypedResults.Ok(seen);
    }

    /// <summary>The escalation as the caller sees it; a regulator that does not see it gets no <c>seenAs</c>.</summary>
    private static EscalationView Seen(EscalationView e, HttpContext http, RegistrySnapshot registry)
    {
        var caller = http.Caller().Id;
        var seenAs = registry.SeesAs(caller, e.PlatformId, e.Function, e.ClaimantRegion, e.AccusedRegion);
        // Whoever stands above the body that has it reads it as that body does.
        if (registry.Regulators.TryGetValue(caller, out var body) && body.FunctionList.Contains(e.Function)
            && registry.ExplicitlyBelow(caller).Contains(e.RegulatorId)) seenAs = SeenAs.Platform;
        return e.Worded(registry, Language.Of(http)) with { SeenAs = seenAs };
    }
}
