using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Watches;

/// <summary>Saved queries with thresholds. Each body has its own; nobody reads another's.</summary>
internal static class WatchesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/watches").WithTags("Regulator").For(Regulator, Operator);

        group.MapPost("", AddAsync).Scope(KeyScope.Decide)
            .Describe("addWatch", "Save a query with a threshold; it runs continuously",
                "Each platform of the scope is looked at by itself. A crossing is told once, as an alert of the watch "
                + "and as watch-crossed in the feed of the platform, and again only after the figure was normal. A "
                + "missing figure is neither. Saving decides nothing about a case, so a key of the organisation may. "
                + "At most 100 of an organisation.")
            .Accepts<WatchInput>("application/json").Answers<WatchView>(201).Fails(400, 404, 409);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listWatches", "List your watches and the platforms that are beyond their thresholds",
                "Nobody reads the watches of another body.")
            .Paged().Answers<Page<WatchView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getWatch", "Read a watch", "Nobody reads the watches of another body.")
           .Answers<WatchView>().Fails(404);

        group.MapGet("/{id:guid}/alerts", AlertsAsync).Scope(KeyScope.Read)
            .Describe("listWatchAlerts", "List the crossings of a watch, oldest first",
                "The platform reads the same as watch-crossed in its feed.")
            .Paged().Answers<Page<WatchAlert>>().Fails(400, 404);

        group.MapDelete("/{id:guid}", DeleteAsync).Scope(KeyScope.Decide)
            .Describe("deleteWatch", "Delete a watch with its alerts",
                "The events in the feeds of platforms stay.").Answers(204).Fails(404);
    }

    private static async Task<Results<Created<WatchView>, ProblemHttpResult>> AddAsync(
        HttpContext http, WatchValidator validator, WatchStore store, RegistryCache registryCache)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.WatchInput, validator);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (input!.Query!.Platform is { } platform && !registry.HasJurisdiction(http.Caller().Id, platform))
            return Problems.NotFound(http);
        return await store.AddAsync(http, input) is { } view
            ? TypedResults.Created($"/v1/watches/{view.Id}", view)
            : Problems.Conflict(http, "watch.too-many");
    }

    private static async Task<Results<Ok<Page<WatchView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, WatchStore store)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.ListAsync(http.Caller().Id, after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(rows, limit, w => w.Id.ToString()));
    }

    private static async Task<Results<Ok<WatchView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, WatchStore store)
    {
        if (await store.FindAsync(http.Caller().Id, id) is null) return Problems.NotFound(http);
        var found = (await store.ListAsync(http.Caller().Id, Guid.Empty, WatchStore.Most))
            .FirstOrDefault(w => w.Id == id);
        return found is null ? Problems.NotFound(http) : TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<Page<WatchAlert>>, ProblemHttpResult>> AlertsAsync(
        Guid id, HttpContext http, WatchStore store)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await store.FindAsync(http.Caller().Id, id) is null) return Problems.NotFound(http);
        var rows = await store.AlertsAsync(id, after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(rows, limit, a => a.Id.ToString()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext http, WatchStore store) =>
        await store.DeleteAsync(http, id) ? TypedResults.NoContent() : Problems.NotFound(http);
}
