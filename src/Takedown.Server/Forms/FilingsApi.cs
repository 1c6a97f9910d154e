using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Filings;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Forms;

/// <summary>What is owed, by whom and until when; plans and summaries.</summary>
internal static class FilingsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/reports").WithTags("Regulator");

        group.MapGet("/obligations", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getFilingObligations", "Read the duties to file",
                "Who owes what by when. As long as the operator has written none, those of the default pack.")
            .Answers<FilingObligations>();

        group.MapPut("/obligations", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putFilingObligations", "Write the next version of the duties to file",
                "The list is replaced as a whole. What is owed already keeps its due time. version is ignored.")
            .Accepts<FilingObligations>("application/json").Answers<FilingObligations>().Fails(400);

        group.MapGet("/filings", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listFilings", "List the filings of your body and of those below it",
                "status=overdue names who has not filed in time. A form appears when its month is over, a plan or a "
                + "summary a month before it is due.")
            .Paged().Reads("filingStatus", "line", "filingMonth", "formOf").Answers<Page<FilingView>>().Fails(400, 404);

        group.MapGet("/filings/{id:guid}", OneAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getFiling", "Read a filing", "Of your body or of a body below it, in a line that you read.")
            .Answers<FilingView>().Fails(404);

        group.MapPost("/filings/{id:guid}/submission", SubmitAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("submitFiling", "Submit a plan or a summary, as the head of the body",
                "At most 2,000 characters. A monthly form is submitted at its own path.")
            .Accepts<FilingText>("application/json").Answers<FilingView>().Fails(400, 403, 404, 409);
    }

    private static async Task<Ok<FilingObligations>> GetAsync(Database database) =>
        TypedResults.Ok(await database.ReadAsync(FilingStore.ObligationsAsync));

    private static async Task<Results<Ok<FilingObligations>, ProblemHttpResult>> PutAsync(
        HttpContext http, Database database, FilingStore store, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FilingObligations);
        if (problem is not null) return problem;
        List<InputFault> faults =
            [.. DefaultObligations.Faults(input!).Select(f => new InputFault(f.Pointer, f.Code, f.Args))];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("filing-obligations.put");
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.PutAsync(s, input!);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.FilingObligations);
            return next;
        }));
    }

    private static async Task<Results<Ok<Page<FilingView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, organisation, line, month) = (
            query.Limit, query.AfterId, query.Id("organisation"), query.Text("line"), query.Text("month"));
        var status = query.OneOf("status", "overdue", "open", "filed");
        List<InputFault> faults = [.. query.Faults];
        if (line is not null && ReportingLine.Find(line) is null)
        {
            faults.Add(new("?line", "value.unknown", JsonErrors.Shorten(line),
                string.Join(", ", ReportingLine.All.Select(l => l.Function))));
        }
        if (month is not null && ReportMonth.Parse(month) is null)
            faults.Add(new("?month", "field.type", "month (2026-10)"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var caller = http.Caller();
        List<Organisation> bodies = [.. registry.Regulators.Values.Where(b =>
            (organisation is null || b.Id == organisation) && LinesOf(registry, caller, b).Any())];
        if (organisation is not null && bodies.Count == 0) return Problems.NotFound(http);
        var now = time.GetUtcNow();
        var rows = await database.ReportAsync(s => FilingStore.ListAsync(
            s, bodies.Select(b => b.Id), line, month, status, now, after ?? Guid.Empty, limit + 1));
        var page = Pages.Of(rows, limit, f => f.Id.ToString());
        return TypedResults.Ok(new Page<FilingView>(
            [.. page.Items.Where(f => LinesOf(registry, caller, registry.Regulators[f.BodyId]).Contains(f.Line))
                .Select(f => f.View(registry, now))], page.Next));
    }

    private static async Task<Results<Ok<FilingView>, ProblemHttpResult>> OneAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.ReadAsync(s => FilingStore.FindAsync(s, id)) is { } filing
            && registry.Regulators.TryGetValue(filing.BodyId, out var body)
            && LinesOf(registry, http.Caller(), body).Contains(filing.Line)
            ? TypedResults.Ok(filing.View(registry, time.GetUtcNow())) : Problems.NotFound(http);
    }

    /// <summary>The lines of a body whose filings the caller may read.</summary>
    private static IEnumerable<string> LinesOf(RegistrySnapshot registry, Caller caller, Organisation body) =>
        ReportingLine.All.Where(l => body.FunctionList.Contains(l.Function)
            && FormPlace.IsReadBy(registry, caller, body, l)).Select(l => l.Function);

    private static async Task<Results<Ok<FilingView>, ProblemHttpResult>> SubmitAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, ActJournal journal,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FilingText);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. FormInput.Text("/text", input!.Text, FormInput.MaxText)];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        if (await database.ReadAsync(s => FilingStore.FindAsync(s, id)) is not { } seen
            || seen.BodyId != http.Caller().Id) return Problems.NotFound(http);
        if (Officer.HeadOf(http, out var refused) is null) return refused!;
        var (filed, code) = await database.WriteAsync(async s =>
        {
            var row = (await FilingStore.LockAsync(s, [id], database.Dialect.ForUpdate)).Single();
            if (row.Kind is FilingKind.Monthly || FilingRules.IsFiled(row.Status))
                return (row, (string?)"transition.not-allowed");
            row = (row with { Status = FilingStatus.Submitted, SubmittedAt = now }).With(row.Read() with
            {
                Summary = input.Text, Signed = FormDesk.By(http, now), Submitted = FormDesk.By(http, now),
            });
            await FilingStore.SaveAsync(s, row);
            await FilingStore.StopAsync(s, id, now);
            await journal.AddAsync(s, http, ActSubject.Filing, id, "submitted", now);
            return (row, null);
        });
        return code is not null ? Problems.Conflict(http, code) : TypedResults.Ok(filed.View(registry, now));
    }
}
