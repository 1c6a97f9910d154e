using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>
/// <c>PUT /v1/campaigns/{code}</c>: the next version of a campaign. Tasks and filings have rows of their own, which
/// keep their days.
/// </summary>
internal sealed class ChangeCampaign(
    CampaignStore store, CampaignFigures figures, RegistryCache registryCache, Database database, ActJournal journal,
    AuditLog audit, TimeProvider time)
{
    public async Task<Results<Ok<CampaignView>, ProblemHttpResult>> HandleAsync(string code, HttpContext http)
    {
        var (sent, problem) = await Body.ReadAsync(http, TakedownJson.Default.CampaignInput);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } found) return Problems.NotFound(http);
        if (CampaignTasksApi.OwnerOf(http, found, out problem) is null) return problem!;
        var body = registry.Regulators[found.BodyId];
        var parent = found.ParentId is { } above
            ? await database.ReadAsync(s => CampaignStore.FindAsync(s, above)) : null;
        var faults = Fixed(sent!, found, parent);
        var input = sent! with { Code = found.Code };
        faults.AddRange(CampaignFaults.Of(input, body, parent, figures));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("campaign.put", code);
        return await database.WriteAsync<Results<Ok<CampaignView>, ProblemHttpResult>>(async s =>
        {
            var former = (await store.LockAsync(s, found.Id))!;
            var next = former.With(input) with { Version = former.Version + 1 };
            if (await CampaignStore.LastPhaseAsync(s, found.Id) >= next.Read.Phases.Count)
                return Problems.Conflict(http, "campaign.phase-has-tasks");
            if ((await CampaignStore.PartsAsync(s, found.Id)).Any(part => !part.Frame.LiesWithin(next.Frame)))
                return Problems.Conflict(http, "campaign.part-outside");
            await CampaignStore.SaveAsync(s, next);
            var names = new Dictionary<Guid, string> { [body.Id] = body.Name };
            var view = next.View(names, parent?.Code);
            await journal.AddAsync(s, http, ActSubject.Campaign, found.Id, "changed", time.GetUtcNow(), view,
                TakedownJson.Default.CampaignView);
            await audit.AddAsync(
                s, act, former.View(names, parent?.Code), view, TakedownJson.Default.CampaignView);
            return TypedResults.Ok(view);
        });
    }

    /// <summary>What cannot be changed, and what is changed elsewhere.</summary>
    private static List<InputFault> Fixed(CampaignInput sent, CampaignRow found, CampaignRow? parent)
    {
        List<InputFault> faults = [];
        if (sent.Code is { } code && code != found.Code) faults.Add("/code", "field.fixed");
        if (sent.Parent is { } part && part != parent?.Code) faults.Add("/parent", "field.fixed");
        if (sent.Function is { } function && function != found.Function) faults.Add("/function", "field.fixed");
        if (sent.Filings is not null) faults.Add("/filings", "field.fixed");
        foreach (var (i, phase) in (sent.Phases ?? []).Index())
        {
            if (phase?.Tasks is not null) faults.Add($"/phases/{i}/tasks", "field.fixed");
        }
        return faults;
    }
}
