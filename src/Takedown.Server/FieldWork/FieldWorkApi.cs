using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.FieldWork;

/// <summary>Patrols, inspections and the work log: what half of the monthly form is counted from.</summary>
internal static class FieldWorkApi
{
    private const string Recorded =
        "Recorded by the body that did it, also with its own key. It counts in the figures of the form of the month "
        + "and the line in which it was done, and in its campaign.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Regulator");
        group.MapPost("/patrols", (HttpContext http, RecordFieldWork record) =>
                record.AddAsync(http, TakedownJson.Default.PatrolInput, "/v1/patrols", FieldWorkInputs.Of))
            .For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("recordPatrol", "Record a patrol of sites and apps", Recorded)
            .Accepts<PatrolInput>("application/json").Answers<FieldWorkView>(201).Fails(400, 409);
        group.MapPost("/inspections", (HttpContext http, RecordFieldWork record) =>
                record.AddAsync(http, TakedownJson.Default.InspectionInput, "/v1/inspections", FieldWorkInputs.Of))
            .For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("recordInspection", "Record an inspection", Recorded)
            .Accepts<InspectionInput>("application/json").Answers<FieldWorkView>(201).Fails(400, 409);
        group.MapPost("/work-log", (HttpContext http, RecordFieldWork record) =>
                record.AddAsync(http, TakedownJson.Default.WorkLogInput, "/v1/work-log", FieldWorkInputs.Of))
            .For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("recordWork", "Record training, publicity, a meeting or other work", Recorded)
            .Accepts<WorkLogInput>("application/json").Answers<FieldWorkView>(201).Fails(400, 409);

        List(group, "/patrols",
            FieldWorkSort.Patrol, "listPatrols", "List the patrols of your body and those below it");
        List(group, "/inspections", FieldWorkSort.Inspection, "listInspections",
            "List the inspections of your body and those below it");
        List(group, "/work-log", FieldWorkSort.WorkLog, "listWork",
            "List the work log of your body and those below it");

        group.MapGet("/field-work/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getFieldWork", "Read a patrol, an inspection or an entry of the work log",
                "Of your body or of a body below it.")
            .Answers<FieldWorkView>().Fails(404);

        group.MapPost("/field-work/{id:guid}/withdrawal", WithdrawAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("withdrawFieldWork", "Withdraw a patrol, an inspection or an entry of the work log",
                "It stays in the list and counts in no figure any more. Needs a person's key of the body.")
            .Accepts<FieldWorkWithdrawal>("application/json").Answers<FieldWorkView>().Fails(400, 404, 409);
    }

    private static void List(
        RouteGroupBuilder group, string path, FieldWorkSort sort, string operation, string summary) =>
        group.MapGet(path, (HttpContext http, FieldWorkStore store, Database database, RegistryCache registryCache) =>
                ListAsync(sort, http, store, database, registryCache))
            .For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe(operation, summary, "Oldest first, by from and to in the zone of your region. "
                + "Withdrawn entries are listed and say so.")
            .Paged().Reads("from", "to", "campaign").Answers<Page<FieldWorkView>>().Fails(400);

    private static async Task<Results<Ok<Page<FieldWorkView>>, ProblemHttpResult>> ListAsync(
        FieldWorkSort sort, HttpContext http, FieldWorkStore store, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (after, limit, campaign) = (query.AfterId ?? Guid.Empty, query.Limit, query.Text("campaign"));
        var (from, to) = (query.Day("from"), query.Day("to"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var zone = ReportZone.Of(registry.RegionOf(http.Caller().Id));
        var rows = await store.ListAsync(new(sort, registry.BodiesOf(http.Caller()))
        {
            Campaign = campaign,
            From = from is { } first ? zone.StartOf(first) : null,
            Before = to is { } last ? zone.StartOf(last.AddDays(1)) : null,
        }, after, limit + 1);
        var names = await database.ReadAsync(s => OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId)));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(names.GetValueOrDefault(r.BodyId)))], limit, r => r.Id.ToString(),
            r => PageBytes.Around + PageBytes.Length(r.Note) + PageBytes.Length(r.Subject)));
    }

    private static async Task<Results<Ok<FieldWorkView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var view = await database.ReadAsync(async s => await FieldWorkStore.FindAsync(s, id) is { } row
            && registry.BodiesOf(http.Caller())?.Contains(row.BodyId) is not false
            ? row.View((await OrganisationNames.OfAsync(s, [row.BodyId])).GetValueOrDefault(row.BodyId)) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<FieldWorkView>, ProblemHttpResult>> WithdrawAsync(
        Guid id, HttpContext http, FieldWorkStore store, Database database, RegistryCache registryCache,
        AuditLog audit, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FieldWorkWithdrawal);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(input!.Reason)) faults.Add("/reason", "field.required");
        faults.CheckLength(input.Reason, FieldWorkInputs.MaxNote, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var act = http.Act("field-work.discard", id);
        return await database.WriteAsync<Results<Ok<FieldWorkView>, ProblemHttpResult>>(async s =>
        {
            if (await store.LockAsync(s, id) is not { } row
                || registry.BodiesOf(http.Caller())?.Contains(row.BodyId) is false) return Problems.NotFound(http);
            if (Officer.Of(http, out var refused) is not { } officer) return refused!;
            if (row.BodyId != officer.OrganisationId)
                return Problems.Of(http, StatusCodes.Status403Forbidden, "register.not-yours");
            if (row.WithdrawnAt is not null) return Problems.Conflict(http, "field-work.withdrawn");
            var after = row with
            {
                WithdrawnAt = time.GetUtcNow(), WithdrawnBy = officer.Name, WithdrawnFor = input.Reason!.Trim(),
            };
            await FieldWorkStore.WithdrawAsync(s, after);
            var names = await OrganisationNames.OfAsync(s, [row.BodyId]);
            var view = after.View(names.GetValueOrDefault(row.BodyId));
            await audit.AddAsync(s, act, null, view, TakedownJson.Default.FieldWorkView);
            return TypedResults.Ok(view);
        });
    }
}
