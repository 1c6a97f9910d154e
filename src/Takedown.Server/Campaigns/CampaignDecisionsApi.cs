using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>What the body above decides about a plan or a summary that was filed (H06, H08).</summary>
internal static class CampaignDecisionsApi
{
    private const int MaxReason = 2000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{code}/filings/{filingId:guid}/acceptance", AcceptAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("acceptCampaignFiling", "Accept what was filed for a campaign",
                "The body that holds the campaign, or one above the body that filed; never that body itself. The "
                + "reason may be missing. Needs a person's key.")
            .Accepts<ReasonInput>("application/json").Answers<CampaignFilingView>().Fails(400, 404, 409);

        group.MapPost("/{code}/filings/{filingId:guid}/return", ReturnAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("returnCampaignFiling", "Return what was filed for a campaign, with a reason",
                "Who may accept it may return it until then. It is filed again; its day stays, unless the body that "
                + "holds the campaign sets another. Needs a person's key.")
            .Accepts<ReasonInput>("application/json").Answers<CampaignFilingView>().Fails(400, 404, 409);
    }

    private static Task<Results<Ok<CampaignFilingView>, ProblemHttpResult>> AcceptAsync(
        string code, Guid filingId, HttpContext http, CampaignStore store, Database database,
        RegistryCache registryCache, ActJournal journal, TimeProvider time) =>
        DecideAsync(
            new(code, filingId, FilingDecision.Accepted), http, store, database, registryCache, journal, time);

    private static Task<Results<Ok<CampaignFilingView>, ProblemHttpResult>> ReturnAsync(
        string code, Guid filingId, HttpContext http, CampaignStore store, Database database,
        RegistryCache registryCache, ActJournal journal, TimeProvider time) =>
        DecideAsync(
            new(code, filingId, FilingDecision.Returned), http, store, database, registryCache, journal, time);

    private sealed record Decision(string Code, Guid Filing, FilingDecision Word);

    private static async Task<Results<Ok<CampaignFilingView>, ProblemHttpResult>> DecideAsync(
        Decision decision, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache,
        ActJournal journal, TimeProvider time)
    {
        var (input, problem) = await OptionalBody.ReadAsync(http, TakedownJson.Default.ReasonInput, () => new());
        if (problem is not null) return problem;
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        if (await store.FindAsync(decision.Code, registry, caller) is not { } row
            || await FilingAsync(database, row, decision.Filing) is not { } seen
            || !CampaignFilingsApi.Shows(registry, caller, row, seen.BodyId)) return Problems.NotFound(http);
        List<InputFault> faults = [];
        if (decision.Word is FilingDecision.Returned) faults.CheckText(input!.Reason, MaxReason, "/reason");
        else faults.CheckLength(input!.Reason, MaxReason, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        if (!StandsAbove(registry, officer.OrganisationId, row, seen.BodyId))
            return Problems.Of(http, StatusCodes.Status403Forbidden, "campaign.not-above");
        return await database.WriteAsync<Results<Ok<CampaignFilingView>, ProblemHttpResult>>(async s =>
        {
            await store.LockAsync(s, row.Id);
            var filing = (await CampaignStore.TaskAsync(s, row.Id, decision.Filing))!;
            if (filing.DoneAt is null) return Problems.Conflict(http, "campaign.not-filed");
            if (filing.Decision is FilingDecision.Accepted) return Problems.Conflict(http, "campaign.accepted");
            var now = time.GetUtcNow();
            var returned = decision.Word is FilingDecision.Returned;
            var decided = (returned ? filing.Reopened(now) : filing) with
            {
                Decision = decision.Word, DecidedAt = now, DecidedBy = officer.PersonId, DecidedName = officer.Name,
                DecidedFor = input.Reason?.Trim(),
            };
            await CampaignStore.SaveAsync(s, decided);
            var view = decided.FilingView(row, await OrganisationNames.OfAsync(s, [decided.BodyId]), now);
            await journal.AddAsync(
                s, http, ActSubject.Campaign, row.Id, returned ? "filing-returned" : "filing-accepted", now,
                view with { Text = null }, TakedownJson.Default.CampaignFilingView);
            return TypedResults.Ok(view);
        });
    }

    private static async Task<TaskRow?> FilingAsync(Database database, CampaignRow row, Guid id) =>
        await database.ReadAsync(s => CampaignStore.TaskAsync(s, row.Id, id)) is { Sort: TaskSort.Filing } filing
            ? filing : null;

    private static bool StandsAbove(RegistrySnapshot registry, Guid body, CampaignRow campaign, Guid filer) =>
        body != filer && (body == campaign.BodyId || (registry.IsAbove(body, filer)
            && registry.Regulators[body].FunctionList.Contains(campaign.Function)));
}
