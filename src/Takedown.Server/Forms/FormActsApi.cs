using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Filings;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Forms;

/// <summary>The steps of a monthly form from its check to its lock.</summary>
internal static class FormActsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/reports/monthly/{month}").WithTags("Regulator").Scope(KeyScope.Decide);

        group.MapPost("/check", CheckAsync).For(Regulator)
            .Describe("checkMonthlyForm", "Check the form of a month that is over, and freeze its figures",
                "By a person of the body that is not its drafter.")
            .Reads("line").Answers<MonthlyForm>().Fails(400, 403, 404, 409, 503);

        group.MapPost("/signature", SignAsync).For(Regulator)
            .Describe("signMonthlyForm", "Sign a checked form, as the head of the body",
                "With a key of the head. Its figures stay as they were checked.")
            .Reads("line").Answers<MonthlyForm>().Fails(400, 403, 404, 409);

        group.MapPost("/submission", SubmitAsync).For(Regulator)
            .Describe("submitMonthlyForm", "Submit a signed form to the superior body",
                "The organisation's own key may do it too. The time limit of the filing ends here.")
            .Reads("line").Answers<MonthlyForm>().Fails(400, 403, 404, 409);

        group.MapPost("/acceptance", AcceptAsync).For(Regulator, Operator)
            .Describe("acceptMonthlyForm", "Accept the submitted form of a body below, which locks it",
                "By a person of the body that it was submitted to: the nearest one above in its line, or the operator "
                + "where none is registered.")
            .Reads("line", "formOf").Answers<MonthlyForm>().Fails(400, 403, 404, 409);

        group.MapPost("/return", ReturnAsync).For(Regulator, Operator)
            .Describe("returnMonthlyForm", "Return a form with a reason",
                "A submitted one is returned by the superior body, a checked or signed one taken back by the body "
                + "itself. It may be edited again, and its figures are computed again.")
            .Reads("line", "formOf").Accepts<FilingReason>("application/json").Answers<MonthlyForm>()
            .Fails(400, 403, 404, 409);

        group.MapPost("/corrections", CorrectAsync).For(Regulator)
            .Describe("correctMonthlyForm", "Add a dated correction to a locked form",
                "The locked value stays beside the corrected one.")
            .Reads("line").Accepts<FormCorrectionInput>("application/json").Answers<MonthlyForm>()
            .Fails(400, 403, 404, 409);
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> CheckAsync(
        string month, HttpContext http, FormDesk desk, FormView view)
    {
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        return await desk.ActAsync(http, place!, FilingStep.Check, "checked", null, async (s, row, content, by) =>
            (row, content with { Checked = by, ReturnReason = null, Frozen = await view.FreezeAsync(s, place!) }));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> SignAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        return await desk.ActAsync(http, place!, FilingStep.Sign, "signed", null, (_, row, content, by) =>
            Task.FromResult((row, content with { Signed = by })));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> SubmitAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        return await desk.ActAsync(http, place!, FilingStep.Submit, "submitted", null, (_, row, content, by) =>
            Task.FromResult((row with { SubmittedAt = by.At }, content with { Submitted = by })));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> AcceptAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (place, problem) = await desk.FindAsync(http, month);
        if (problem is not null) return problem;
        return await desk.ActAsync(http, place!, FilingStep.Accept, "accepted", null, (_, row, content, by) =>
            Task.FromResult((row, content with { Accepted = by })));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> ReturnAsync(
        string month, HttpContext http, FormDesk desk)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FilingReason);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. FormInput.Text("/reason", input!.Reason, FormInput.MaxText)];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var (place, missing) = await desk.FindAsync(http, month);
        if (missing is not null) return missing;
        return await desk.ActAsync(http, place!, FilingStep.Return, "returned", input.Reason, (_, row, content, _) =>
            Task.FromResult((row with { SubmittedAt = null }, content with
            {
                ReturnReason = input.Reason, Checked = null, Signed = null, Submitted = null, Frozen = null,
            })));
    }

    private static async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> CorrectAsync(
        string month, HttpContext http, FormDesk desk, FormFigures figures)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FormCorrectionInput);
        if (problem is not null) return problem;
        List<InputFault> faults =
            [.. FormInput.Value(input!.Value), .. FormInput.Text("/reason", input.Reason, FormInput.MaxText)];
        if (figures.Find(input.Figure) is null)
            faults.Add(new("/figure", "figure.unknown", JsonErrors.Shorten(input.Figure)));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var (place, missing) = await desk.FindAsync(http, month);
        if (missing is not null) return missing;
        return await desk.ActAsync(http, place!, FilingStep.Correct, "corrected", input.Reason, (_, row, content, by) =>
            Task.FromResult((row, content with
            {
                Corrections = [.. content.Corrections, new FormCorrection
                {
                    Figure = input.Figure,
                    Before = content.CorrectedOf(input.Figure)
                        ?? content.Frozen?.GetValueOrDefault(input.Figure)?.Value,
                    Value = input.Value,
                    Reason = input.Reason,
                    By = by,
                }],
            })));
    }
}
