using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Server.Setup;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Regulators;

internal static class EscalationsApi
{
    public static void MapEscalations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/escalations").WithTags("Regulator").For(Regulator, Operator);

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
        HttpContext http, EscalationStore store, Rosters rosters)
    {
        var query = new Query(http);
        var (limit, after, status, platform) =
            (query.Limit, query.AfterId, query.Word<EscalationStatus>("status"), query.Id("platform"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var roster = await rosters.CurrentAsync(http.RequestAborted);
        if (platform is { } one && !roster.Answers(http.Caller().Id, one)) return Problems.NotFound(http);
        var rows = await store.ListAsync(FilterOf(http, roster, platform, status), after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(rows, limit, e => e.Id.ToString()));
    }

    private static async Task<Results<Ok<Page<EscalationCount>>, ProblemHttpResult>> CountAsync(
        HttpContext http, EscalationStore store, Rosters rosters)
    {
        var query = new Query(http);
        var status = query.Word<EscalationStatus>("status");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var roster = await rosters.CurrentAsync(http.RequestAborted);
        return TypedResults.Ok(new Page<EscalationCount>(await store.CountAsync(FilterOf(http, roster, null, status)), null));
    }

    private static async Task<Results<Ok<EscalationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, EscalationStore store, Rosters rosters)
    {
        var filter = FilterOf(http, await rosters.CurrentAsync(http.RequestAborted), null, null);
        return await store.FindAsync(id) is { } found
            && filter.Platforms.Contains(found.PlatformId)
            && filter.Functions?.Contains(found.Function) is null or true
                ? TypedResults.Ok(found)
                : Problems.NotFound(http);
    }

    private static EscalationFilter FilterOf(HttpContext http, Roster roster, Guid? platform, EscalationStatus? status)
    {
        var callerId = http.Caller().Id;
        return new(
            platform is { } one ? [one] : roster.PlatformsOf(callerId),
            roster.Regulators.TryGetValue(callerId, out var regulator) ? regulator.FunctionList : null,
            status);
    }
}
