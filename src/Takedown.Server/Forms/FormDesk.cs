using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Filings;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// Reads monthly forms and changes them: each act under the lock of its form, with its person and time.
/// </summary>
internal sealed class FormDesk(
    Database database, FilingStore store, FormView view, FormProjector projector, ActJournal journal, AuditLog audit,
    RegistryCache registryCache, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    public async Task<(FormPlace? Place, ProblemHttpResult? Problem)> FindAsync(HttpContext http, string? month)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return FormPlace.Find(http, registry, month, time.GetUtcNow());
    }

    public async Task<MonthlyForm> ReadAsync(HttpContext http, FormPlace place)
    {
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        return await database.ReportAsync(s => view.OfAsync(s, place));
    }

    /// <summary>Edits a draft of the caller's own body, which its own key may do too.</summary>
    public async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> EditAsync(
        HttpContext http, string month, string act, Func<FilingContent, FilingContent> change)
    {
        var (place, problem) = await FindAsync(http, month);
        if (problem is not null) return problem;
        return await ActAsync(http, place!, FilingStep.Edit, act, null, (_, row, content, by) => Task.FromResult(
            (row, change(content) with { Drafted = by })));
    }

    /// <summary>Does one step of the life of a form and answers the form after it.</summary>
    public async Task<Results<Ok<MonthlyForm>, ProblemHttpResult>> ActAsync(
        HttpContext http, FormPlace place, FilingStep step, string act, string? reason,
        Func<Session, FilingRow, FilingContent, FilingAct, Task<(FilingRow Row, FilingContent Content)>> change)
    {
        if (Refusal(http, place, step) is { } refused) return refused;
        if (step is FilingStep.Check) await projector.WaitUntilCurrentAsync(CheckTimeout, http.RequestAborted);
        if (step is FilingStep.Check && !await projector.IsCurrentAsync())
            return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "unavailable");
        var recorded = step is FilingStep.Edit or FilingStep.Check or FilingStep.Submit ? null : http.Act(
            "form.change", $"{place.Line.Function} {place.Period} {place.Body.Id}");
        var fault = await database.WriteAsync(async s =>
        {
            var row = await store.LockAsync(s, place);
            var content = row.Read();
            var (status, code) = FilingRules.Next(row.Status, step);
            code ??= step is FilingStep.Check && http.Caller().PersonId == content.Drafted?.PersonId
                ? "approval.same-person" : null;
            code ??= step is FilingStep.Return && !MayReturn(http, place, row.Status) ? "filing.not-superior" : null;
            if (code is not null) return code;
            var now = time.GetUtcNow();
            (row, content) = await change(s, row, content, By(http, now));
            row = (row with { Status = status }).With(content);
            await FilingStore.SaveAsync(s, row);
            if (step is FilingStep.Submit) await FilingStore.StopAsync(s, row.Id, now);
            if (reason is null) await journal.AddAsync(s, http, ActSubject.Filing, row.Id, act, now);
            else
            {
                await journal.AddAsync(s, http, ActSubject.Filing, row.Id, act, now,
                    new FilingReason { Reason = reason }, FormsJson.Default.FilingReason);
            }
            if (recorded is not null) await audit.AddAsync(s, recorded, null, $"{{\"status\":\"{status}\"}}");
            return null;
        });
        return fault is not null ? Problems.Conflict(http, fault) : TypedResults.Ok(await ReadAsync(http, place));
    }

    public static FilingAct By(HttpContext http, DateTimeOffset now) => new()
    {
        At = now,
        OrganisationId = http.Caller().Id,
        PersonId = http.Caller().PersonId,
        Person = http.Caller().PersonName,
    };

    /// <summary>Who may do a step at all, before the form is looked at.</summary>
    private ProblemHttpResult? Refusal(HttpContext http, FormPlace place, FilingStep step)
    {
        ProblemHttpResult? problem = null;
        if (step is FilingStep.Sign) Officer.HeadOf(http, out problem);
        else if (step is not (FilingStep.Edit or FilingStep.Submit)) Officer.Of(http, out problem);
        if (problem is not null) return problem;
        var (isOwn, isSuperior) = (http.Caller().Id == place.Body.Id, http.Caller().Id == place.SuperiorId);
        if (step is FilingStep.Accept ? !isSuperior : step is FilingStep.Return ? !isOwn && !isSuperior : !isOwn)
        {
            return Problems.Of(http, StatusCodes.Status403Forbidden,
                step is FilingStep.Accept or FilingStep.Return ? "filing.not-superior" : "filing.not-own");
        }
        return step is FilingStep.Check && time.GetUtcNow() < place.Before
            ? Problems.Conflict(http, "month.not-over") : null;
    }

    /// <summary>Before its submission the body itself takes a form back, afterwards its superior returns it.</summary>
    private static bool MayReturn(HttpContext http, FormPlace place, FilingStatus status) =>
        http.Caller().Id == (status is FilingStatus.Submitted ? place.SuperiorId : place.Body.Id);
}
