using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.CounterNotices;

/// <summary>The claimant's proceeding after a counter-notice, which keeps the measure.</summary>
internal static class ProceedingsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices/{id:guid}").WithTags("Counter-notices");

        group.MapPost("/proceeding", ProveAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .Describe("proveProceeding", "Prove a complaint or suit after a counter-notice; the measure stays",
                "Inside the counter window only: its due time decides, not when it was noticed.")
            .Accepts<ProceedingInput>("application/json").Answers<ProceedingView>().Fails(400, 404, 409);

        group.MapGet("/proceeding", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getProceeding", "Read the proceeding about a notice",
                "For everybody who may read the notice.").Answers<ProceedingView>().Fails(404);

        group.MapPost("/proceeding-outcome", EndAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .Describe("endProceeding", "Say how the proceeding ended",
                "upheld closes the notice with its measure; dismissed and withdrawn end the measure.")
            .Accepts<ProceedingOutcomeInput>("application/json").Answers<ProceedingView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> ProveAsync(
        Guid id, HttpContext http, ProceedingValidator validator, Database database, NoticeCommands commands,
        RegistryCache registryCache)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ProceedingInput, validator);
        if (problem is not null) return problem;
        var (view, fault) = await ApplyAsync(http, id, database, commands, registryCache,
            NoticeCommand.ProveProceeding,
            (notice, rules) => notice.AcceptedAt > input!.FiledAt ? new InputFault("/filedAt", "at.out-of-range")
                : RegimeRules.Stops(rules, notice.Regime, input.Kind!.Value) ? null
                : new InputFault("/kind", "proceeding.not-enough", notice.Regime),
            async (s, now) =>
            {
                var row = new ProceedingRow
                {
                    NoticeId = id,
                    Kind = input!.Kind!.Value,
                    Court = input.Court!.Trim(),
                    CaseNo = input.CaseNo!.Trim(),
                    FiledAt = input.FiledAt!.Value,
                    Document = StoredDocument.Write(input.Document!),
                    ProvedAt = now,
                };
                await ProceedingStore.AddAsync(s, row);
            });
        return fault is not null ? fault : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> EndAsync(
        Guid id, HttpContext http, Database database, NoticeCommands commands, RegistryCache registryCache,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ProceedingOutcomeInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Outcome is null) faults.Add("/outcome", "field.required");
        if (input.EndedAt > time.GetUtcNow()) faults.Add("/endedAt", "at.out-of-range");
        faults.AddRange(EvidenceRules.DocumentFaults(
            input.Document, isRequired: input.Outcome is not ProceedingOutcome.Withdrawn, time.GetUtcNow()));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var command = input.Outcome is ProceedingOutcome.Upheld
            ? NoticeCommand.UpholdMeasure : NoticeCommand.EndMeasure;
        var (view, fault) = await ApplyAsync(
            http, id, database, commands, registryCache, command, (_, _) => null,
            async (s, now) =>
            {
                await ProceedingStore.EndAsync(
                    s, id, input.Outcome!.Value, input.EndedAt ?? now,
                    input.Document is null ? null : StoredDocument.Write(input.Document));
                // The claim was right: the same material is a new claim again.
                if (input.Outcome is ProceedingOutcome.Upheld) await CounterNoticeStore.LiftBarAsync(s, id);
            });
        return fault is not null ? fault : TypedResults.Ok(view);
    }

    /// <summary>Applies a command to an own notice and stores what goes with it.</summary>
    private static async Task<(ProceedingView? View, ProblemHttpResult? Fault)> ApplyAsync(
        HttpContext http, Guid id, Database database, NoticeCommands commands, RegistryCache registryCache,
        NoticeCommand command, Func<NoticeRow, RegistrySnapshot, InputFault?> faultOf,
        Func<Session, DateTimeOffset, Task> store)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync<(ProceedingView?, ProblemHttpResult?)>(async s =>
        {
            var (notice, fault, outcome, at) = await commands.ApplyAsync(
                s, id, registry, http.Caller().Kind, set => Decide(set, id, command, faultOf),
                NoticeOwner.Claimant(http.Caller().Id));
            if (notice is null) return (null, Problems.NotFound(http));
            if (fault is not null) return (null, Problems.Invalid(http, fault.Value));
            if (outcome is not Outcome.Applied)
                return (null, Problems.Conflict(http, IsLate(notice, command)
                    ? "proceeding.too-late" : "transition.not-allowed"));
            await store(s, at);
            return ((await ProceedingStore.FindAsync(s, id))!.View(notice.State), null);
        });
    }

    private static (NoticeRow? Notice, InputFault? Fault, Outcome Outcome, DateTimeOffset At) Decide(
        NoticeSet set, Guid id, NoticeCommand command, Func<NoticeRow, RegistrySnapshot, InputFault?> faultOf)
    {
        if (set.Find(id) is not { } notice) return (null, null, Outcome.Refused, set.At.Now);
        if (faultOf(notice, set.At.Registry) is { } fault) return (notice, fault, Outcome.Refused, set.At.Now);
        var outcome = set.Apply(notice, command);
        return (set.Find(id), null, outcome, set.At.Now);
    }

    /// <summary>After the window the measure must end, whether or not the sweep has said so.</summary>
    private static bool IsLate(NoticeRow notice, NoticeCommand command) => command is NoticeCommand.ProveProceeding
        && notice.State is NoticeState.AwaitingClaimant or NoticeState.RestoreDue or NoticeState.Reinstated;

    private static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache) => await NoticeReader.WithAsync(
            http, database, await registryCache.CurrentAsync(http.RequestAborted), id,
            async (s, notice) => (await ProceedingStore.FindAsync(s, id))?.View(notice.State));
}
