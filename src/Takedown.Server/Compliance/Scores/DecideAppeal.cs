using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>A person of a regulator decides an appeal against a score; its organisation is told.</summary>
internal sealed class DecideAppeal(
    Database database, RegistryCache registryCache, EventStore events, AuditLog audit, TimeProvider time)
{
    internal const int MaxText = 4000;

    public static async Task<Results<Ok<ScoreAppealView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, DecideAppeal decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AppealDecisionInput);
        if (problem is not null) return problem;
        var faults = FaultsOf(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        // What the caller does not see does not exist for it, whoever it is.
        if (!await decide.IsThereAsync(http, id)) return Problems.NotFound(http);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        (var view, problem) = await decide.RunAsync(http, id, officer, input!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static List<InputFault> FaultsOf(AppealDecisionInput input)
    {
        List<InputFault> faults = [];
        if (input.Outcome is null) faults.Add("/outcome", "field.required");
        faults.CheckText(input.Text, MaxText, "/text");
        return faults;
    }

    private async Task<bool> IsThereAsync(HttpContext http, Guid id)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.ReadAsync(s => AppealStore.FindAsync(s, registry, http.Caller(), id)) is not null;
    }

    private async Task<(ScoreAppealView?, ProblemHttpResult?)> RunAsync(
        HttpContext http, Guid id, Officer officer, AppealDecisionInput input)
    {
        var (caller, act) = (http.Caller(), http.Act("score-appeal.decide", id));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync<(ScoreAppealView?, ProblemHttpResult?)>(async s =>
        {
            if (await AppealStore.FindAsync(s, registry, caller, id) is not { } former)
                return (null, Problems.NotFound(http));
            var (outcome, text, now) = (input.Outcome!.Value, input.Text!.Trim(), time.GetUtcNow());
            if (!await AppealStore.DecideAsync(s, id, outcome, text, officer, now))
                return (null, Problems.Conflict(http, "appeal.decided"));
            var before = await AppealStore.ViewAsync(s, former);
            var view = await AppealStore.ViewAsync(s, (await AppealStore.FindAsync(s, registry, caller, id))!);
            await events.AppendAsync(s, [Told(former, outcome, text, now)]);
            await audit.AddAsync(
                s, act, AppealStore.Recorded(before), AppealStore.Recorded(view),
                TakedownJson.Default.ScoreAppealView);
            return (view, null);
        });
    }

    private static EventRow Told(AppealRow appeal, AppealOutcome outcome, string text, DateTimeOffset now)
    {
        var isPlatform = appeal.Kind is OrganisationKind.Platform;
        return new()
        {
            At = now,
            Kind = EventKind.ScoreAppealDecided,
            ByKind = OrganisationKind.Regulator,
            ClaimantId = isPlatform ? null : appeal.OrganisationId,
            PlatformId = isPlatform ? appeal.OrganisationId : Guid.Empty,
            Entries = [new EventEntry { Id = appeal.Id, Reason = new() { Code = outcome.Word(), Text = text } }],
        };
    }
}
