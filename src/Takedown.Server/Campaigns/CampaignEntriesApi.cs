using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core;
using Takedown.Core.Campaigns;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>Concentrated actions (D39) and commendations (H14) of a campaign.</summary>
internal static class CampaignEntriesApi
{
    private const int MaxName = 200, MaxTitle = 300, MaxText = 2000;
    private static readonly string[] Kinds = ["person", "unit"];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{code}/actions", AddActionAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("addCampaignAction", "Add a concentrated action within a campaign",
                "A body of the campaign adds it, with days within the campaign. Needs a person's key.")
            .Accepts<CampaignActionInput>("application/json").Answers<CampaignActionView>(201).Fails(400, 404);

        group.MapGet("/{code}/actions", ListActionsAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCampaignActions", "List the concentrated actions of a campaign with their figures",
                "The figures of the campaign's targets, counted over the days of each action.")
            .Paged().Answers<Page<CampaignActionView>>().Fails(400, 404);

        group.MapPost("/{code}/commendations", CommendAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("addCommendation", "Commend a unit or a person for its part in a campaign",
                "By a body of the campaign. Needs a person's key.")
            .Accepts<CommendationInput>("application/json").Answers<CommendationView>(201).Fails(400, 404);

        group.MapGet("/{code}/commendations", ListCommendationsAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCommendations", "List the commendations of a campaign, oldest first",
                "Those of all bodies of the campaign.")
            .Paged().Answers<Page<CommendationView>>().Fails(400, 404);
    }

    private static Task<Results<Created<CampaignActionView>, ProblemHttpResult>> AddActionAsync(
        string code, HttpContext http, CampaignEntries entries) => entries.AddAsync(
            http, code, EntrySort.Action, TakedownJson.Default.CampaignActionInput, (action, campaign) =>
            {
                List<Fault> faults = [];
                CampaignRules.Name("/title", action.Title, MaxTitle, faults);
                CampaignRules.Days("", action.From, action.To, faults, campaign.Frame);
                if (action.Text?.Length > MaxText) faults.Add(new("/text", "value.too-long"));
                return [.. faults.Select(f => new InputFault(
                    f.Pointer, f.Code, f.Pointer == "/title" ? $"{MaxTitle}" : $"{MaxText}"))];
            }, row => row.ActionView([]), TakedownJson.Default.CampaignActionView);

    private static Task<Results<Created<CommendationView>, ProblemHttpResult>> CommendAsync(
        string code, HttpContext http, CampaignEntries entries) => entries.AddAsync(
            http, code, EntrySort.Commendation, TakedownJson.Default.CommendationInput, (input, _) =>
            {
                List<Fault> faults = [];
                CampaignRules.Name("/kind", input.Kind, MaxName, faults);
                CampaignRules.Name("/name", input.Name, MaxName, faults);
                CampaignRules.Name("/merit", input.Merit, MaxText, faults);
                List<InputFault> found = [.. faults.Select(f => new InputFault(
                    f.Pointer, f.Code, f.Pointer == "/merit" ? $"{MaxText}" : $"{MaxName}"))];
                if (found.Count == 0 && !Kinds.Contains(input.Kind))
                    found.Add("/kind", "value.unknown", JsonErrors.Shorten(input.Kind!), string.Join(", ", Kinds));
                return found;
            }, row => row.CommendationView, TakedownJson.Default.CommendationView);

    private static async Task<Results<Ok<Page<CampaignActionView>>, ProblemHttpResult>> ListActionsAsync(
        string code, HttpContext http, CampaignEntries entries, CampaignFigures figures, Database database,
        RegistryCache registryCache)
    {
        var (campaign, rows, limit, problem) = await entries.ListAsync(http, code, EntrySort.Action);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        return TypedResults.Ok(await database.ReportAsync(async s =>
        {
            List<CampaignActionView> views = [];
            foreach (var row in rows)
            {
                var bare = row.ActionView([]);
                views.Add(bare with
                {
                    Figures = await figures.TargetsAsync(s, registry, campaign!, bare.From, bare.To),
                });
            }
            return Pages.Of(views, limit, v => v.Id.ToString(), v => PageBytes.Around + PageBytes.Length(v.Text));
        }));
    }

    private static async Task<Results<Ok<Page<CommendationView>>, ProblemHttpResult>> ListCommendationsAsync(
        string code, HttpContext http, CampaignEntries entries)
    {
        var (_, rows, limit, problem) = await entries.ListAsync(http, code, EntrySort.Commendation);
        if (problem is not null) return problem;
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.CommendationView)], limit, v => v.Id.ToString(),
            v => PageBytes.Around + PageBytes.Length(v.Merit)));
    }
}
