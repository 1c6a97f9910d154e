using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Enforcement;

/// <summary>Cases: opened, listed, read, changed, exported and closed.</summary>
internal static class CasesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/cases").WithTags("Regulator");

        group.MapPost("", (HttpContext http, OpenCase open) => open.RunAsync(http)).For(Regulator)
            .Scope(KeyScope.Decide).Idempotent()
            .Describe("openCase", "Open a case from leads, escalations or your own findings",
                "A person decides this. Leads and escalations that are in another case or not yours are refused.")
            .Accepts<CaseInput>("application/json").Answers<CaseView>(201).Fails(400, 403, 409);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCases", "List the cases that you own, lead, take part in, or that lie below you",
                "Oldest first, without what belongs to them. The operator lists all.")
            .Paged().Reads("caseState", "body", "key", "cluster").Answers<Page<CaseView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getCase", "Read a case with its ladder, time limits, documents, parties and history",
                "What the police sealed is shown to the police only.")
            .Answers<CaseView>().Fails(404);

        group.MapPatch("/{id:guid}", ChangeAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("changeCase", "Change a case: its responsible person, enforcement team, severity, cluster",
                "Lists are replaced as a whole.")
            .Accepts<CaseChange>("application/json").Answers<CaseView>().Fails(400, 403, 404, 409);

        group.MapPost("/{id:guid}/closing", CloseAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("closeCase", "Close a case", "Refused while a transfer, a step or another matter is open.")
            .Accepts<CaseClosing>("application/json").Answers<CaseView>().Fails(400, 403, 404, 409);

        group.MapGet("/{id:guid}/package", PackageAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getCasePackage", "Download a case as a whole",
                "A zip with case.json, history.json, the parts of other features and manifest.json with the SHA-256 "
                + "of each file. Each download is recorded.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip").Fails(404);
    }

    private static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, CaseList list, RegistryCache registryCache)
    {
        var query = new Query(http);
        var filter = new CaseFilter(
            query.Word<CaseState>("state"), query.Id("body"), query.Flag("key"), query.Text("cluster"));
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return TypedResults.Ok(
            await list.PageAsync(http.Caller(), registry, filter, after ?? Guid.Empty, limit));
    }

    private static async Task<(CaseView View, IReadOnlyList<(string, System.Text.Json.Nodes.JsonNode)> Parts)?>
        ReadAsync(Guid id, HttpContext http, IServiceProvider services)
    {
        var registry = await services.GetRequiredService<RegistryCache>().CurrentAsync(http.RequestAborted);
        var details = services.GetRequiredService<CaseDetails>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return await services.GetRequiredService<Database>().ReadAsync<(CaseView,
            IReadOnlyList<(string, System.Text.Json.Nodes.JsonNode)>)?>(async s =>
            await CaseStore.FindAsync(s, id) is { } row && await CaseDesk.ReadsAsync(s, row, registry, http.Caller())
                ? (await details.OfAsync(s, row, registry, http.Caller().Id, now), await details.PartsOfAsync(s, id))
                : null);
    }

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, [FromServices] IServiceProvider services) =>
        await ReadAsync(id, http, services) is { } found ? TypedResults.Ok(found.View) : Problems.NotFound(http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PackageAsync(
        Guid id, HttpContext http, [FromServices] IServiceProvider services, AuditLog audit)
    {
        if (await ReadAsync(id, http, services) is not { } found) return Problems.NotFound(http);
        await audit.RecordAsync(http.Act("case.export", id));
        return TypedResults.File(
            CasePackage.Of(found.View, found.Parts), "application/zip", $"case-{found.View.No}.zip");
    }

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> ChangeAsync(
        Guid id, HttpContext http, CaseDesk desk, CaseDetails details, ActJournal journal)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (TakedownJson.Default.CaseChange, TakedownJson.Default.CaseView),
            input => CaseChecks.FaultsOf(input), async (work, input) =>
            {
                if (input.Parties is { Count: 0 })
                    return (null, Problems.Invalid(http, new InputFault("/parties", "field.required")));
                var (row, refused) = await CaseFields.ApplyAsync(
                    work.S, http, work.Registry, work.Case, input, work.Officer);
                if (refused is not null) return (null, refused);
                await CaseStore.SaveAsync(work.S, row!);
                await journal.AddAsync(work.S, http, ActSubject.Case, id, "changed", work.Now, input,
                    TakedownJson.Default.CaseChange);
                return (await details.OfAsync(
                    work.S, row! with { Version = row.Version + 1 }, work.Registry, work.Officer.OrganisationId,
                    work.Now), null);
            });
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> CloseAsync(
        Guid id, HttpContext http, CaseDesk desk, CaseDetails details, ActJournal journal, CaseMetrics metrics)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (TakedownJson.Default.CaseClosing, TakedownJson.Default.CaseView), FaultsOf,
            async (work, input) =>
            {
                if (await details.ObstacleAsync(work.S, id) is { } code) return (null, Problems.Conflict(http, code));
                var row = work.Case with
                {
                    State = CaseState.Closed, ClosedAt = work.Now,
                    Content = StoredCase.Text(work.Content with { Outcome = input.Outcome }),
                };
                await CaseStore.SaveAsync(work.S, row);
                var steps = await StepRow.OfAsync(work.S, id);
                await Clocks.StopAsync(work.S, DeadlineOwner.CaseStep, [.. steps.Select(r => r.Id)], work.Now,
                    cancel: true);
                await journal.AddAsync(work.S, http, ActSubject.Case, id, "closed", work.Now, input,
                    TakedownJson.Default.CaseClosing);
                metrics.CountClosed(work.S);
                return (await details.OfAsync(
                    work.S, row with { Version = row.Version + 1 }, work.Registry, work.Officer.OrganisationId,
                    work.Now), null);
            });
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static List<InputFault> FaultsOf(CaseClosing input)
    {
        List<InputFault> faults = [];
        if (input.Outcome is null) faults.Add("/outcome", "field.required");
        faults.CheckToken(input.Outcome, "/outcome");
        faults.CheckNote(input.Text, CaseChecks.MaxNote, "/text");
        return faults;
    }
}
