using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>What the platform says: an answer, a refusal, or that it needs more time.</summary>
internal sealed class AnswerRequest(
    InformationStore store, ActJournal journal, InformationViews views, SecretBox box, Database database,
    TimeProvider time)
{
    public const int MaxText = 20_000, MaxReason = 2000;

    public static async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> AnswerAsync(
        Guid id, HttpContext http, AnswerRequest answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.InformationAnswerInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Text, MaxText, "/text");
        EvidenceRules.Check(input.Evidence, answer.Now, faults);
        MerchantRules.Check(input.Merchant, faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return await answer.ApplyAsync(id, http, "answered", (row, due, now) =>
            row.Kind is InformationRequestKind.SellerTrace && input.Merchant is null
                ? (null, due, "merchant.required")
                : (row with
                {
                    Outcome = RequestOutcome.Answered,
                    AnsweredAt = now,
                    Answer = JsonSerializer.Serialize(
                        new InformationAnswerView { Text = input.Text!, Evidence = input.Evidence },
                        TakedownJson.Default.InformationAnswerView),
                    Merchant = input.Merchant is null ? null : answer.box.Protect(
                        JsonSerializer.Serialize(input.Merchant, TakedownJson.Default.MerchantIdentity)),
                }, due.Stop(now), null));
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private readonly SecretBox box = box;

    public static async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, AnswerRequest answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        return faults.Count > 0 ? Problems.Invalid(http, faults)
            : await answer.ApplyAsync(id, http, "refused", (row, due, now) => (row with
            {
                Outcome = RequestOutcome.Refused, AnsweredAt = now, Refusal = input.Reason,
            }, due.Stop(now), null));
    }

    public static async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> ExtendAsync(
        Guid id, HttpContext http, AnswerRequest answer)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ExtensionInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        if (input.Due is null) faults.Add("/due", "field.required");
        else if (input.Due <= answer.Now) faults.Add("/due", "time.past");
        return faults.Count > 0 ? Problems.Invalid(http, faults)
            : await answer.ApplyAsync(id, http, "extension-asked", (row, due, now) =>
                row.Extension is not null ? (null, due, "extension.twice")
                : input.Due <= due.Due ? (null, due, "extension.not-later")
                : (row with
                {
                    Extension = JsonSerializer.Serialize(
                        new ExtensionView { Reason = input.Reason!, Due = input.Due!.Value, At = now },
                        TakedownJson.Default.ExtensionView),
                }, due, null));
    }

    /// <summary>Applies what the platform says to its own request that is still open.</summary>
    private async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> ApplyAsync(
        Guid id, HttpContext http, string act,
        Func<InformationRequest, Deadline, DateTimeOffset, (InformationRequest? Row, Deadline Due, string? Code)> say)
    {
        var (view, problem) = await database.WriteAsync<(InformationRequestView?, ProblemHttpResult?)>(async s =>
        {
            var row = await store.LockAsync(s, id);
            if (row is null || row.PlatformId != http.Caller().Id) return (null, Problems.NotFound(http));
            if (row.Outcome is not RequestOutcome.Open)
                return (null, Problems.Conflict(http, "information-request.settled"));
            var now = Now;
            var (changed, due, code) = say(row, await InformationStore.DeadlineAsync(s, id), now);
            if (changed is null) return (null, Problems.Conflict(http, code!));
            await s.UpdateAsync(InformationRequest.Table, [changed]);
            await InformationStore.SaveAsync(s, id, due);
            await journal.AddAsync(s, http, ActSubject.InformationRequest, id, act, now);
            await journal.AddAsync(s, http, ActSubject.Case, row.CaseId, $"information-{act}", now);
            return (await views.WholeAsync(s, http.Caller(), changed, now), null);
        });
        return problem is not null ? problem : TypedResults.Ok(view);
    }
}
