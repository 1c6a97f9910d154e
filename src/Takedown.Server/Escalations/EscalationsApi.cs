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
                "The operator sees all escalations and is responsible for those without a registered regulator.")
            .Paged().Reads("escalationStatus", "platform").Answers<Page<EscalationView>>().Fails(400, 404);

        group.MapGet("/by-platform", CountAsync)
            .Describe("countEscalations", "Count the escalations by platform, highest count first")
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
        var rows = await store.ListAsync(FilterOf(http, registry, platform, status), after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(rows, limit, e => e.Id.ToString()));
    }

    private static async Task<Results<Ok<Page<EscalationCount>>, ProblemHttpResult>> CountAsync(
        HttpContext http, EscalationStore store, RegistryCache registryCache)
    {
        var query = new Query(http);
        var status = query.Word<EscalationStatus>("status");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return TypedResults.Ok(
            new Page<EscalationCount>(await store.CountAsync(FilterOf(http, registry, null, status)), null));
    }

    private static async Task<Results<Ok<EscalationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, EscalationStore store, RegistryCache registryCache)
    {
        var filter = FilterOf(http, await registryCache.CurrentAsync(http.RequestAborted), null, null);
        return await store.FindAsync(id) is { } found
            && filter.Platforms.Contains(found.PlatformId)
            && filter.Functions?.Contains(found.Function) is null or true
                ? TypedResults.Ok(found)
                : Problems.NotFound(http);
    }

    private static EscalationFilter FilterOf(
        HttpContext http, RegistrySnapshot registry, Guid? platform, EscalationStatus? status)
    {
        var callerId = http.Caller().Id;
        return new(
            platform is { } one ? [one] : registry.PlatformsOf(callerId),
            registry.Regulators.TryGetValue(callerId, out var regulator) ? regulator.FunctionList : null,
            status);
    }
}
