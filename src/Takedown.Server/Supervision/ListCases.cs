using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Routing;
using Takedown.Core.Supervision;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>Lists a batch of cases and leads.</summary>
internal sealed class ListCases(
    CaseStore cases, IEnumerable<LeadLookup> leads, ActJournal journal, StoredAnswers answers,
    RegistryCache registryCache, Ids ids, TimeProvider time)
{
    public static async Task<Results<Created<SupervisionView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, ListCases list)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SupervisionInput);
        if (problem is not null) return problem;
        (var view, problem) = await list.RunAsync(http, input!);
        return problem is not null ? problem : TypedResults.Created($"/v1/supervisions/{view!.Id}", view);
    }

    private async Task<(SupervisionView?, ProblemHttpResult?)> RunAsync(HttpContext http, SupervisionInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var faults = SupervisionRules.FaultsOf(
            input, registry, registry.DayOf(http.Caller().Id, time.GetUtcNow()));
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        return Officer.Of(http, out var problem) is not { } officer ? (null, problem)
            : await answers.OnceAsync(
                http, TakedownJson.Default.SupervisionView, s => OpenAsync(s, http, registry, officer, input));
    }

    private async Task<(SupervisionView?, ProblemHttpResult?)> OpenAsync(
        Session s, HttpContext http, RegistrySnapshot registry, Officer officer, SupervisionInput input)
    {
        var (now, body) = (time.GetUtcNow(), registry.Regulators[officer.OrganisationId]);
        List<InputFault> faults = [];
        var items = new List<SupervisedRow>();
        await AddCasesAsync(s, http, registry, input.Cases ?? [], items, faults);
        await AddLeadsAsync(s, registry, officer.OrganisationId, input.Leads ?? [], items, faults);
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        var row = new SupervisionRow
        {
            Id = ids.Next(),
            BodyId = officer.OrganisationId,
            Region = body.Region,
            Function = body.FunctionList.Intersect(items.Select(i => i.Function)).FirstOrDefault()
                ?? body.FunctionList[0],
            Level = RegionLevels.LevelOf(body.Region),
            Date = (input.Date ?? registry.DayOf(body.Id, now)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Joint = string.Join(' ', input.Bodies ?? []),
            At = now,
            Content = JsonSerializer.Serialize(input, TakedownJson.Default.SupervisionInput),
        };
        items = [.. items.Select(i => i with { Id = ids.Next(), SupervisionId = row.Id, At = now })];
        await s.InsertAsync(SupervisionRow.Table, [row]);
        await s.InsertAsync(SupervisedRow.Table, items);
        var every = input.ReportEvery ?? ReportSchedule.Usual;
        await DeadlineStore.SaveAsync(s, [.. items.Select(i => StoredDeadline.Of(
            DeadlineOwner.Supervision, i.Id, new(DeadlineKind.Report, ReportSchedule.Next(now, every, now, now))))]);
        await journal.AddAsync(s, http, ActSubject.Supervision, row.Id, "listed", now);
        foreach (var item in items.Where(i => i.CaseId is not null))
            await journal.AddAsync(s, http, ActSubject.Case, item.CaseId!.Value, "supervision-listed", now);
        return (await SupervisionViews.WholeAsync(s, registry, officer.OrganisationId, row, now), null);
    }

    private async Task AddCasesAsync(
        Session s, HttpContext http, RegistrySnapshot registry, IReadOnlyList<Guid> named, List<SupervisedRow> items,
        List<InputFault> faults)
    {
        var caller = http.Caller();
        // In the order of ids, so that two listings cannot deadlock.
        foreach (var (id, index) in named.Select((id, index) => (id, index)).OrderBy(c => c.id))
        {
            var row = await cases.LockAsync(s, id);
            var code = row is null || !CaseStore.IsReadBy(row, registry, caller) ? "case.unknown"
                : !registry.IsAbove(caller.Id, row.BodyId) ? "supervision.not-above"
                : row.State is CaseState.Closed ? "case.closed"
                : await SupervisionStore.OpenOfAsync(s, caller.Id, id) is not null ? "supervision.twice" : null;
            if (code is not null) faults.Add($"/cases/{index}", code);
            else
                items.Add(new()
                {
                    CaseId = id, BodyId = row!.BodyId, Region = row.Region, Function = row.Function, Title = row.Title,
                });
        }
    }

    private async Task AddLeadsAsync(
        Session s, RegistrySnapshot registry, Guid body, IReadOnlyList<Guid> named, List<SupervisedRow> items,
        List<InputFault> faults)
    {
        if (named.Count == 0) return;
        var found = new Dictionary<Guid, SupervisedLead>();
        foreach (var lookup in leads)
            foreach (var lead in await lookup.FindAsync(s, named)) found[lead.Id] = lead;
        for (var i = 0; i < named.Count; i++)
        {
            var code = !found.TryGetValue(named[i], out var lead)
                || !registry.Reads(body, lead.BodyId, lead.Region, lead.Function) ? "lead.unknown"
                : !registry.IsAbove(body, lead.BodyId) ? "supervision.not-above"
                : await SupervisionStore.OpenOfAsync(s, body, lead.Id) is not null ? "supervision.twice" : null;
            if (code is not null) faults.Add($"/leads/{i}", code);
            else
                items.Add(new()
                {
                    LeadId = lead!.Id, BodyId = lead.BodyId, Region = lead.Region, Function = lead.Function,
                    Title = lead.Title,
                });
        }
    }
}
