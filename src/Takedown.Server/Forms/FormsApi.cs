using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Forms;

/// <summary>The monthly form: read it, open its figures, take it through its life.</summary>
internal static class FormsApi
{
    private const string Csv = CsvText.MediaType, Html = "text/html";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/reports/monthly").WithTags("Regulator");

        group.MapGet("", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getMonthlyForm", "Read the monthly form of a body and a reporting line",
                "Computed at every read until it is checked; frozen from then on. The month is that of the body's "
                + "zone. line may be left out by a body with one reporting line. A superior names the body with "
                + "organisation. As JSON, as CSV, or as a page to print.")
            .Reads("month", "line", "formOf", "formFormat").Answers<MonthlyForm>().Fails(400, 404);

        group.MapGet("/{month}/figures/{name}", IdsAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getFigureIds", "List the ids behind a figure of a month",
                "They count up to the figure, unless it is a sum of money or a duration.")
            .Paged().Reads("line", "formOf").Answers<Page<Guid>>().Fails(400, 404);

        group.MapGet("/{month}/cases", CasesAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listFormCases", "List the cases of a month: the second form",
                "One row for each case of the body in this line that was open in the month. A case is counted by the "
                + "one line that owns it. Identity numbers are masked.")
            .Paged().Reads("line", "formOf", "figures").Answers<Page<FormCase>>().Fails(400, 404);

        group.MapPut("/{month}", DraftAsync).For(Regulator).Scope(KeyScope.Send)
            .Describe("draftMonthlyForm", "Draft the form of a month: its campaign and telephone number",
                "Who edits last is the drafter and may not check it. Only a draft or a returned form is edited.")
            .Reads("line").Accepts<FormDraftInput>("application/json").Answers<MonthlyForm>()
            .Fails(400, 403, 404, 409);

        group.MapPut("/{month}/figures/{name}", EnterAsync).For(Regulator).Scope(KeyScope.Send)
            .Describe("enterFigure", "Enter a figure that has no source, with a note",
                "A computed figure is not entered. Only a draft or a returned form is edited.")
            .Reads("line").Accepts<FormFigureInput>("application/json").Answers<MonthlyForm>()
            .Fails(400, 403, 404, 409);

        group.MapPut("/{month}/summary", SummariseAsync).For(Regulator).Scope(KeyScope.Send)
            .Describe("putFormSummary", "Write the summary of a month",
                "At most 2,000 characters. Only a draft or a returned form is edited.")
            .Reads("line").Accepts<FilingText>("application/json").Answers<MonthlyForm>().Fails(400, 403, 404, 409);
    }

    private static async Task<IResult> GetAsync(HttpContext http, FormDesk desk)
    {
        var format = FormatOf(http, out var invalid);
        if (invalid is not null) return invalid;
        var (place, problem) = await desk.FindAsync(http, new Query(http).Text("month"));
        if (problem is not null) return problem;
        var form = await desk.ReadAsync(http, place!);
        return format switch
        {
            Csv => FormCsv.Of(http, form),
            Html => FormPage.Of(http, form),
            _ => TypedResults.Ok(form),
        };
    }

    private static async Task<Results<Ok<Page<Guid>>, ProblemHttpResult>> IdsAsync(
        string month, string name, HttpContext http, FormDesk desk, FormFigures figures, Database database)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        if (figures.Find(name) is not { HasSource: true } column) return Problems.NotFound(http);
        var ids = await database.ReportAsync(
            s => column.IdsAsync(s, place!.Scope, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of(ids, limit, id => id.ToString()));
    }

    private static async Task<IResult> CasesAsync(
        string month, HttpContext http, FormDesk desk, Database database, IEnumerable<ICaseFormRows> details)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        var isCsv = query.OneOf("format", "json", "csv") is { } format ? format == "csv" : Accepts(http, Csv);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        var take = isCsv ? FormCases.MaxCsv : limit + 1;
        var rows = await database.ReportAsync(s => FormCases.OfAsync(s, place!, details, after ?? Guid.Empty, take));
        return isCsv ? FormCsv.Of(http, place!, rows) : TypedResults.Ok(Pages.Of(rows, limit, c => c.Id.ToString()));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> DraftAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FormDraftInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Campaign?.Length > 200) faults.Add(new("/campaign", "value.too-long", "200"));
        if (input.Phone?.Length > 50) faults.Add(new("/phone", "value.too-long", "50"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return await desk.EditAsync(
            http, month, "drafted", c => c with { Campaign = input.Campaign, Phone = input.Phone });
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> EnterAsync(
        string month, string name, HttpContext http, FormDesk desk, FormFigures figures)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FormFigureInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. FormInput.Value(input!.Value), .. FormInput.Text("/note", input.Note, 500)];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (figures.Find(name) is not { } found) return Problems.NotFound(http);
        if (found.HasSource) return Problems.Conflict(http, await IsLockedAsync(http, desk, month)
            ? "filing.locked" : "figure.computed");
        return await desk.EditAsync(http, month, "figure-entered", c => c with
        {
            Entered = new(c.Entered) { [name] = new(input.Value, input.Note) },
        });
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> SummariseAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FilingText);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. FormInput.Text("/text", input!.Text, FormInput.MaxText)];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return await desk.EditAsync(http, month, "summarised", c => c with { Summary = input.Text });
    }

    private static async Task<bool> IsLockedAsync(HttpContext http, FormDesk desk, string month)
    {
        var (place, problem) = await desk.FindAsync(http, month);
        return problem is null && (await desk.ReadAsync(http, place!)).Status is FilingStatus.Locked;
    }

    private static string? FormatOf(HttpContext http, out ProblemHttpResult? problem)
    {
        var query = new Query(http);
        var format = query.OneOf("format", "json", "csv", "html");
        problem = query.Faults.Count > 0 ? Problems.Invalid(http, query.Faults) : null;
        return format switch
        {
            "csv" => Csv,
            "html" => Html,
            "json" => null,
            _ => Accepts(http, Csv) ? Csv : Accepts(http, Html) ? Html : null,
        };
    }

    private static bool Accepts(HttpContext http, string type) => http.Request.GetTypedHeaders().Accept
        .Any(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
}
