using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>The body that asked grants more time or not.</summary>
internal sealed class DecideExtension(
    InformationStore store, ActJournal journal, InformationViews views, RegistryCache registryCache, Database database,
    TimeProvider time)
{
    public static async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, DecideExtension decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ExtensionDecisionInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Granted is null) faults.Add("/granted", "field.required");
        if (input.Granted is false) faults.CheckText(input.Reason, AnswerRequest.MaxReason, "/reason");
        else faults.CheckLength(input.Reason, AnswerRequest.MaxReason, "/reason");
        if (input.Due is not null && input.Granted is false) faults.Add("/due", "field.not-here");
        if (input.Due <= decide.time.GetUtcNow()) faults.Add("/due", "time.past");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await decide.RunAsync(id, http, input);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private readonly TimeProvider time = time;

    private async Task<(InformationRequestView?, ProblemHttpResult?)> RunAsync(
        Guid id, HttpContext http, ExtensionDecisionInput input)
    {
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        return await database.WriteAsync<(InformationRequestView?, ProblemHttpResult?)>(async s =>
        {
            if (await InformationStore.FindAsync(s, reader, id) is null) return (null, Problems.NotFound(http));
            var row = (await store.LockAsync(s, id))!;
            if (Officer.Of(http, out var problem) is null) return (null, problem);
            if (row.BodyId != http.Caller().Id) return (null, CaseGate.NotYours(http));
            if (row.Outcome is not RequestOutcome.Open)
                return (null, Problems.Conflict(http, "information-request.settled"));
            if (row.ExtensionView is not { Granted: null } asked)
                return (null, Problems.Conflict(http, "extension.none"));
            var now = time.GetUtcNow();
            var due = await InformationStore.DeadlineAsync(s, id);
            if (input.Granted is true)
            {
                due = new Deadline(DeadlineKind.Reply, input.Due ?? asked.Due);
                if (due.Due <= now) return (null, Problems.Conflict(http, "extension.not-later"));
            }
            row = row with
            {
                Extension = JsonSerializer.Serialize(
                    asked with { Granted = input.Granted, DecisionReason = input.Reason },
                    TakedownJson.Default.ExtensionView),
            };
            await s.UpdateAsync(InformationRequest.Table, [row]);
            await InformationStore.SaveAsync(s, id, due);
            var act = input.Granted is true ? "extension-granted" : "extension-refused";
            await journal.AddAsync(s, http, ActSubject.InformationRequest, id, act, now);
            return (await views.WholeAsync(s, http.Caller(), row, now), null);
        });
    }
}
