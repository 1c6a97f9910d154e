using System.Data.Common;
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
/// <c>POST /v1/campaigns</c>: stores a campaign with the tasks of its phases and what has to be filed.
/// </summary>
internal sealed class CreateCampaign(
    CampaignStore store, CampaignFigures figures, RegistryCache registryCache, Database database, ActJournal journal,
    AuditLog audit, TaskOwners owners, Ids ids, TimeProvider time)
{
    public async Task<Results<Created<CampaignView>, ProblemHttpResult>> HandleAsync(HttpContext http)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CampaignInput);
        if (problem is not null) return problem;
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var body = registry.Regulators[caller.Id];
        var parent = input!.Parent is null ? null : await store.FindAsync(input.Parent, registry, caller);
        var faults = CampaignFaults.Of(input, body, parent, figures);
        if (input.Parent is not null && parent is null)
            faults.Add("/parent", "campaign.unknown", JsonErrors.Shorten(input.Parent));
        var function = input.Function ?? (body.FunctionList is [var first, ..] ? first : "");
        if (!body.FunctionList.Contains(function))
            faults.Add("/function", "function.not-yours", function, string.Join(", ", body.FunctionList));
        if (faults.Count == 0) await owners.CheckAsync(input, caller.Id, faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var row = RowOf(input, body, function, parent);
        var act = http.Act("campaign.create", row.Code);
        try
        {
            var view = await database.WriteAsync(async s =>
            {
                var now = time.GetUtcNow();
                var stored = row with { CreatedAt = now };
                await s.InsertAsync(CampaignRow.Table, [stored]);
                await CampaignStore.AddAsync(s, [.. await TasksAsync(s, input, stored), .. Filings(input, stored,
                    registry)]);
                var made = stored.View(new Dictionary<Guid, string> { [body.Id] = body.Name }, parent?.Code);
                await journal.AddAsync(
                    s, http, ActSubject.Campaign, stored.Id, "created", now, made, TakedownJson.Default.CampaignView);
                await audit.AddAsync(s, act, null, made, TakedownJson.Default.CampaignView);
                return made;
            });
            return TypedResults.Created($"/v1/campaigns/{view.Code}", view);
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            return Problems.Conflict(http, "campaign.exists");
        }
    }

    private CampaignRow RowOf(CampaignInput input, Organisation body, string function, CampaignRow? parent) =>
        new CampaignRow
        {
            Id = ids.Next(),
            Code = input.Code!,
            BodyId = body.Id,
            Region = body.Region,
            Function = function,
            ParentId = parent?.Id,
        }.With(input);

    private async Task<List<TaskRow>> TasksAsync(Session s, CampaignInput input, CampaignRow campaign)
    {
        List<TaskRow> tasks = [];
        for (var phase = 0; phase < (input.Phases?.Count ?? 0); phase++)
        {
            foreach (var task in input.Phases![phase].Tasks ?? [])
                tasks.Add(await owners.RowAsync(s, task, campaign, phase, input.Phases[phase].To));
        }
        return tasks;
    }

    private IEnumerable<TaskRow> Filings(CampaignInput input, CampaignRow campaign, RegistrySnapshot registry) =>
        (input.Filings ?? []).SelectMany(f => registry.FilersOf(campaign).Select(
            body => FilingOf(campaign, f.Kind!, body, f.Due!.Value)));

    /// <summary>What a body has to file.</summary>
    public TaskRow FilingOf(CampaignRow campaign, string kind, Guid body, DateOnly due) => new()
    {
        Id = ids.Next(),
        CampaignId = campaign.Id,
        Sort = TaskSort.Filing,
        Kind = kind,
        Title = kind,
        BodyId = body,
        Due = TaskRow.EndOf(campaign.Zone, due),
        Sla = SlaStatus.Running,
    };
}
