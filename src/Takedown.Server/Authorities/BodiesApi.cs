using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Authorities;

/// <summary>
/// Bodies with their public complaint contacts, for everybody; their units and their history for those who lead them.
/// </summary>
internal static class BodiesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/bodies").WithTags("Regulator");

        group.MapGet("", ListAsync).ForEverybody().Scope(KeyScope.Read)
            .Describe("listBodies", "List the bodies with their functions and their public complaint contacts",
                "With region: the bodies that are responsible there, the nearest first, then those of the regions "
                + "above. With function: those that have it. Needs no key: without one, an address may read "
                + "120 times a minute.")
            .Paged().Reads("bodyRegion", "function").Answers<Page<BodyView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).ForEverybody().Scope(KeyScope.Read)
            .Describe("getBody", "Read a body",
                "Its units and its history are shown to itself, to the bodies above it and to the operator. Needs no "
                + "key: without one, an address may read 120 times a minute.")
            .Answers<BodyView>().Fails(404);

        group.MapPut("/{id:guid}/contacts", PutBody.ContactsAsync).For(Regulator, Operator).Scope(KeyScope.Register)
            .Describe("putBodyContacts", "Publish the complaint contacts of a body",
                "The head of the body or the operator. The list is replaced as a whole.")
            .Accepts<BodyContactsInput>("application/json").Answers<BodyView>().Fails(400, 403, 404);

        group.MapPut("/{id:guid}/units", PutBody.UnitsAsync).For(Regulator, Operator).Scope(KeyScope.Register)
            .Describe("putBodyUnits", "Divide a body into units",
                "The head of the body or the operator. What is routed to the body goes to the first unit that takes "
                + "the function and the service type of the platform; escalations that exist keep theirs.")
            .Accepts<BodyUnitsInput>("application/json").Answers<BodyView>().Fails(400, 403, 404);
    }

    private static async Task<Results<Ok<Page<BodyView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, region, function) =
            (query.Limit, query.AfterId, query.Text("region"), query.Text("function"));
        List<InputFault> faults = [.. query.Faults];
        if (region is not null && !Region.IsValid(region)) faults.Add(new("?region", "region.unknown"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var bodies = registry.Regulators.Values
            .Where(b => function is null || b.FunctionList.Contains(function))
            .Where(b => region is null || b.Holds(region));
        // The order of a region is that of its chain, whose length bounds the list, so it has one page.
        List<Organisation> page = region is null
            ? [.. bodies.Where(b => after is null || b.Id.CompareTo(after.Value) > 0).OrderBy(b => b.Id)
                .Take(limit + 1)]
            : [.. bodies.OrderByDescending(b => RegionLevels.LevelOf(b.Region)).ThenBy(b => b.Id)
                .SkipWhile(b => after is not null && b.Id != after).Skip(after is null ? 0 : 1).Take(limit + 1)];
        var stored = await database.ReadAsync(BodyStore.AllAsync);
        return TypedResults.Ok(Pages.Of(
            [.. page.Select(b => View(b, stored.GetValueOrDefault(b.Id) ?? new()))], limit, b => b.Id.ToString()));
    }

    private static async Task<Results<Ok<BodyView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await ViewAsync(http.CallerIfAny(), database, registry, id) is { } found
            ? TypedResults.Ok(found) : Problems.NotFound(http);
    }

    /// <summary>A body as a caller, or somebody without a key, sees it; null for an id of nobody.</summary>
    public static async Task<BodyView?> ViewAsync(
        Caller? caller, Database database, RegistrySnapshot registry, Guid id)
    {
        if (!registry.Regulators.TryGetValue(id, out var body)) return null;
        return await database.ReadAsync(async s =>
        {
            var row = await BodyStore.FindAsync(s, id);
            var view = View(body, row);
            return caller is null || (!caller.Sees(id) && !registry.IsAbove(caller.Id, id)) ? view
                : view with { Units = row.UnitList, History = await ActJournal.OfAsync(s, ActSubject.Body, id) };
        });
    }

    private static BodyView View(Organisation body, BodyRow row) => new()
    {
        Id = body.Id,
        Name = body.Name,
        Region = body.Region,
        Level = body.Level,
        Functions = body.FunctionList,
        ParentId = body.ParentId,
        Covers = body.CoverList is { Count: > 0 } covers ? covers : null,
        Contacts = row.ContactList,
    };
}
