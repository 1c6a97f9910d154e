using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>
/// Campaigns (专项行动): created by a body for its regions, and read by it, those above and those in them.
/// </summary>
internal static class CampaignsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/campaigns").WithTags("Regulator");

        group.MapPost("", (HttpContext http, CreateCampaign create) => create.HandleAsync(http)).For(Regulator)
            .Scope(KeyScope.Decide)
            .Describe("createCampaign", "Create a campaign with its phases, tasks, targets and filings",
                "Phases lie within its days. A local campaign names its parent and lies within its days and regions. "
                + "The bodies directly below owe the filings. Needs a person's key.")
            .Accepts<CampaignInput>("application/json").Answers<CampaignView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCampaigns", "List the campaigns of your body, of those below it and of your region",
                "Oldest first, without what was reached.")
            .Paged().Answers<Page<CampaignView>>().Fails(400);

        group.MapGet("/{code}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getCampaign", "Read a campaign with what was reached and what is overdue",
                "Targets are counted now, over the days of the campaign and its bodies.")
            .Answers<CampaignView>().Fails(404);

        group.MapPut("/{code}", (string code, HttpContext http, ChangeCampaign change) =>
                change.HandleAsync(code, http)).For(Regulator).Scope(KeyScope.Decide)
            .Describe("changeCampaign", "Write the next version of a campaign of your body",
                "Title, days, scope, phases and targets as a whole. A phase that has tasks stays in its place, and "
                + "local parts stay within the days and the regions. Tasks and filings are changed under their own "
                + "paths and keep their days. Every version is in the history. Needs a person's key.")
            .Accepts<CampaignInput>("application/json").Answers<CampaignView>().Fails(400, 404, 409);

        CampaignTasksApi.Map(group);
        CampaignFilingsApi.Map(group);
        CampaignDecisionsApi.Map(group);
        CampaignEntriesApi.Map(group);
        CampaignResultsApi.Map(group);
    }

    private static async Task<Results<Ok<Page<CampaignView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, CampaignStore store, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (after, limit) = (query.AfterId ?? Guid.Empty, query.Limit);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var rows = await store.ListAsync(registry, http.Caller(), after, limit + 1);
        var (names, codes) = await database.ReadAsync(async s => (
            await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId)),
            await CampaignStore.CodesAsync(s, rows.Select(r => r.ParentId).OfType<Guid>())));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(names, r.ParentId is { } id ? codes.GetValueOrDefault(id) : null))],
            limit, r => r.Id.ToString(), r => PageBytes.Around + 200L * r.Phases.Count + 20L * r.Scope.Regions!.Count));
    }

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> GetAsync(
        string code, HttpContext http, CampaignStore store, CampaignFigures figures, Database database,
        RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        return TypedResults.Ok(await database.ReportAsync(async s =>
        {
            var names = await OrganisationNames.OfAsync(s, [row.BodyId]);
            var codes = await CampaignStore.CodesAsync(s, row.ParentId is { } id ? [id] : []);
            return row.View(names, codes.Values.FirstOrDefault()) with
            {
                Children = await CampaignStore.ChildrenAsync(s, row.Id),
                Targets = await figures.TargetsAsync(s, registry, row, row.From, row.To),
                Overdue = await CampaignStore.OverdueAsync(s, row.Id, time.GetUtcNow()),
                History = await ActJournal.OfAsync(s, ActSubject.Campaign, row.Id),
            };
        }));
    }
}
