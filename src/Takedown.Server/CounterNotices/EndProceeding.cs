using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>
/// <c>POST /v1/notices/{id}/proceeding-outcome</c>, by who sent the notice or by a person of the body responsible for
/// it: a court tells the authority too, and a claimant that lost has no hurry to say so.
/// </summary>
internal sealed class EndProceeding(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, AuditLog audit,
    TimeProvider time)
{
    public static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, EndProceeding end)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ProceedingOutcomeInput);
        return problem is not null ? problem : await end.RunAsync(http, id, input!);
    }

    private async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, ProceedingOutcomeInput input)
    {
        List<InputFault> faults = [];
        if (input.Outcome is null) faults.Add("/outcome", "field.required");
        if (input.EndedAt > time.GetUtcNow()) faults.Add("/endedAt", "at.out-of-range");
        faults.AddRange(EvidenceRules.DocumentFaults(
            input.Document, isRequired: input.Outcome is not ProceedingOutcome.Withdrawn, time.GetUtcNow()));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var act = http.Act("proceeding.end", id);
        var (view, fault) = await database.WriteAsync<(ProceedingView?, ProblemHttpResult?)>(async s =>
        {
            var (owner, refused) = await OwnerAsync(s, http, registry, id);
            if (owner is null) return (null, refused);
            var (ended, problem) = await EndAsync(s, http, registry, id, input, owner);
            // What a claimant says of its own proceeding is on the timeline; an authority's act is in the trail too.
            if (ended is not null && http.Caller().Kind is OrganisationKind.Regulator)
                await audit.AddAsync(s, act, null, ended, TakedownJson.Default.ProceedingView);
            return (ended, problem);
        });
        return fault is not null ? fault : TypedResults.Ok(view);
    }

    /// <summary>Whose notice the caller decides about; null where it decides nothing.</summary>
    private static async Task<(NoticeOwner? Owner, ProblemHttpResult? Problem)> OwnerAsync(
        Session s, HttpContext http, RegistrySnapshot registry, Guid id)
    {
        var caller = http.Caller();
        if (caller.Kind is not OrganisationKind.Regulator) return (NoticeOwner.Claimant(caller.Id), null);
        if (await NoticeStore.FindAsync(s, id) is not { } notice || !NoticeReader.MayRead(caller, notice, registry))
            return (null, Problems.NotFound(http));
        if (notice.ClaimantId == caller.Id) return (NoticeOwner.Claimant(caller.Id), null);
        if (registry.ResponsibleFor(notice.PlatformId, notice.Regime, notice.Function) != caller.Id)
            return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "body.not-responsible"));
        return Officer.Of(http, out var problem) is null ? (null, problem)
            : (NoticeOwner.Platform(notice.PlatformId), null);
    }

    private async Task<(ProceedingView? View, ProblemHttpResult? Fault)> EndAsync(
        Session s, HttpContext http, RegistrySnapshot registry, Guid id, ProceedingOutcomeInput input,
        NoticeOwner owner)
    {
        var locked = await notices.LockWholeAsync(s, id, database.Dialect.ForUpdate, owner);
        if (!locked.TryGetValue(id, out var notice)) return (null, Problems.NotFound(http));
        var outcome = input.Outcome!.Value;
        if (await ProceedingStore.FindAsync(s, id) is { } row && input.EndedAt < row.FiledAt)
            return (null, Problems.Invalid(http, new InputFault("/endedAt", "proceeding.ended-before-filed")));
        var now = time.GetUtcNow();
        var command = outcome is ProceedingOutcome.Upheld ? NoticeCommand.UpholdMeasure : NoticeCommand.EndMeasure;
        var (done, after) = await commands.SaveAsync(
            s, locked, new(registry, now, http.Caller().Kind),
            set => (set.Apply(notice, command), set.Find(id)!));
        if (done is not Outcome.Applied) return (null, Problems.Conflict(http, "transition.not-allowed"));
        await ProceedingStore.EndAsync(
            s, id, outcome, input.EndedAt ?? now,
            input.Document is null ? null : StoredDocument.Write(input.Document));
        // The claim was right: the same material is a new claim again.
        if (outcome is ProceedingOutcome.Upheld) await CounterNoticeStore.LiftBarAsync(s, id);
        return ((await ProceedingStore.FindAsync(s, id))!.View(after, registry), null);
    }
}
