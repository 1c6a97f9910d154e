using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Campaigns;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>
/// Plans and summaries: asked for by the body that holds the campaign, filed by those below it (H06, H08).
/// </summary>
internal static class CampaignFilingsApi
{
    private const int MaxPlan = 20_000;

    /// <summary>报送材料字数不超过2000字 (H09).</summary>
    private const int MaxSummary = 2000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{code}/filings", FileAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("fileForCampaign", "File a plan or a summary, or ask for it",
                "With due, the body that holds the campaign asks the bodies directly below it, or changes the day for "
                + "those that have not filed, and is answered with the last of them. With text, a body of the campaign "
                + "files; a second time replaces nothing and is answered 409, unless what was filed was returned. "
                + "Needs a person's key.")
            .Accepts<CampaignFilingInput>("application/json").Answers<CampaignFilingView>(201).Fails(400, 404, 409);

        group.MapGet("/{code}/filings", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCampaignFilings", "List what has to be filed for a campaign, and what was filed",
                "The body that holds the campaign and those above it read all, a body below it its own and those of "
                + "the bodies below it.")
            .Paged().Answers<Page<CampaignFilingView>>().Fails(400, 404);
    }

    private static async Task<Results<Created<CampaignFilingView>, ProblemHttpResult>> FileAsync(
        string code, HttpContext http, CampaignStore store, CreateCampaign create, Database database,
        RegistryCache registryCache, ActJournal journal, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CampaignFilingInput);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        if (Faults(input!) is { Count: > 0 } faults) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var asks = input!.Due is not null;
        if (asks ? officer.OrganisationId != row.BodyId
            : registry.BodiesOf(row).All(b => b.Id != officer.OrganisationId))
            return Problems.Of(http, StatusCodes.Status403Forbidden, "campaign.not-yours");
        return await database.WriteAsync<Results<Created<CampaignFilingView>, ProblemHttpResult>>(async s =>
        {
            await store.LockAsync(s, row.Id);
            var now = time.GetUtcNow();
            TaskRow? last = null;
            foreach (var body in asks ? registry.FilersOf(row) : [officer.OrganisationId])
            {
                var known = await CampaignStore.FilingAsync(s, row.Id, input.Kind!, body);
                if (known is { DoneAt: not null })
                {
                    if (!asks) return Problems.Conflict(http, "campaign.filed");
                    last ??= known;
                    continue;
                }
                var filing = asks ? create.FilingOf(row, input.Kind!, body, input.Due!.Value)
                    : new TaskRow
                    {
                        Id = ids.Next(), CampaignId = row.Id, Sort = TaskSort.Filing, Kind = input.Kind!,
                        Title = input.Kind!, BodyId = body,
                    };
                last = known is null ? filing : asks ? known with { Due = filing.Due, Sla = SlaStatus.Running } : known;
                if (!asks)
                {
                    last = last.Done(now) with
                    {
                        DoneBy = officer.PersonId, DoneName = officer.Name, Text = input.Text!.Trim(),
                        Document = input.DocumentSha256?.ToLowerInvariant(), Decision = FilingDecision.Open,
                        DecidedAt = null, DecidedBy = null, DecidedName = null, DecidedFor = null,
                    };
                }
                if (known is null) await CampaignStore.AddAsync(s, [last]);
                else await CampaignStore.SaveAsync(s, last);
            }
            var names = await OrganisationNames.OfAsync(s, [last!.BodyId]);
            var view = last.FilingView(row, names, now);
            await journal.AddAsync(s, http, ActSubject.Campaign, row.Id, asks ? "filing-asked-for" : "filed", now,
                view with { Text = null }, TakedownJson.Default.CampaignFilingView);
            return TypedResults.Created($"/v1/campaigns/{code}/filings", view);
        });
    }

    private static List<InputFault> Faults(CampaignFilingInput input)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add("/kind", "field.required");
        else if (!CampaignRules.FilingKinds.Contains(input.Kind))
            faults.Add("/kind", "value.unknown", JsonErrors.Shorten(input.Kind), "plan, summary");
        if (input.Due is null && string.IsNullOrWhiteSpace(input.Text)) faults.Add("/text", "field.required");
        if (input.Due is not null && input.Text is not null) faults.Add("/due", "value.not-allowed");
        faults.CheckLength(input.Text, input.Kind == "summary" ? MaxSummary : MaxPlan, "/text");
        if (input.DocumentSha256 is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            faults.Add("/documentSha256", "value.bad-format");
        return faults;
    }

    private static async Task<Results<Ok<Page<CampaignFilingView>>, ProblemHttpResult>> ListAsync(
        string code, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache,
        TimeProvider time)
    {
        var query = new Query(http);
        var (after, limit) = (query.AfterId ?? Guid.Empty, query.Limit);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, caller) is not { } row) return Problems.NotFound(http);
        var (rows, names) = await database.ReadAsync(async s =>
        {
            var found = await CampaignStore.TasksAsync(s, row.Id, TaskSort.Filing, after, limit + 1);
            return (found, await OrganisationNames.OfAsync(s, found.Select(f => f.BodyId)));
        });
        var now = time.GetUtcNow();
        var page = Pages.Of(
            [.. rows.Select(f => f.FilingView(row, names, now))], limit, f => f.Id.ToString(),
            f => PageBytes.Around + PageBytes.Length(f.Text));
        return TypedResults.Ok(page with
        {
            Items = [.. page.Items.Where(f => Shows(registry, caller, row, f.Body))],
        });
    }

    /// <summary>Whether a caller reads what a body files for a campaign.</summary>
    public static bool Shows(RegistrySnapshot registry, Caller caller, CampaignRow row, Guid filer) =>
        registry.Reads(caller.Id, row.BodyId, row.Region, row.Function)
        || registry.BodiesOf(caller)?.Contains(filer) is not false;
}
