using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Mediations;

/// <summary>Begins and ends the mediation about a notice of the caller, on either side.</summary>
internal sealed class Mediate(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, TimeProvider time)
{
    /// <summary>What was decided.</summary>
    /// <param name="Row">The row to store; null if nothing is.</param>
    /// <param name="Code">Code of the refusal.</param>
    /// <param name="Pointer">The faulty field; null where the fault is the state of the notice.</param>
    private readonly record struct Step(MediationRow? Row, string? Code = null, string? Pointer = null);

    public static async Task<Results<Ok<MediationView>, ProblemHttpResult>> FileAsync(
        Guid id, HttpContext http, Mediate mediate, MediationValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.MediationInput, validator);
        if (problem is not null) return problem;
        return await mediate.RunAsync(http, id, (set, notice, former, openKey) =>
        {
            if (MediationRules.FilingFault(notice.State, former is not null) is { } fault) return new(null, fault);
            if (input!.FiledAt < notice.AcceptedAt) return new(null, "at.out-of-range", "/filedAt");
            set.Apply(notice, NoticeCommand.FileMediation);
            return new(new()
            {
                NoticeId = id,
                FiledBy = Side(http),
                Body = input.Body!.Trim(),
                Reference = input.Reference?.Trim(),
                FiledAt = input.FiledAt!.Value,
                Document = StoredDocument.Write(input.Document!),
                RecordedAt = set.At.Now,
            });
        });
    }

    public static async Task<Results<Ok<MediationView>, ProblemHttpResult>> EndAsync(
        Guid id, HttpContext http, Mediate mediate, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.MediationOutcomeInput);
        if (problem is not null) return problem;
        var now = time.GetUtcNow();
        List<InputFault> faults = [];
        if (input!.Outcome is null) faults.Add("/outcome", "field.required");
        if (input.EndedAt > now) faults.Add("/endedAt", "at.out-of-range");
        faults.AddRange(EvidenceRules.DocumentFaults(
            input.Document, isRequired: input.Outcome is not MediationOutcome.Failed, now));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return await mediate.RunAsync(http, id, (set, notice, former, openKey) =>
        {
            if (former is null) return new(null, "mediation.none");
            var outcome = input.Outcome!.Value;
            var byClaimant = Side(http) is OrganisationKind.Claimant;
            if (MediationRules.EndingFault(notice.Status, outcome, byClaimant, set.At.Now) is { } fault)
                return new(null, fault);
            if (input.EndedAt < former.FiledAt) return new(null, "at.out-of-range", "/endedAt");
            // A notice for which a measure is agreed is open again.
            set.Apply(notice, MediationRules.CommandOf(outcome), new()
            {
                Reason = new() { Code = outcome.Word() }, OpenKey = openKey,
            });
            return new(former with
            {
                Outcome = outcome,
                EndedAt = input.EndedAt ?? set.At.Now,
                EndedBy = Side(http),
                Agreement = input.Document is null ? null : StoredDocument.Write(input.Document),
            });
        });
    }

    /// <summary>The notice is locked before its mediation is read, so that only one begins and ends.</summary>
    private async Task<Results<Ok<MediationView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, Func<NoticeSet, NoticeRow, MediationRow?, byte[]?, Step> decide)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var owner = Side(http) is OrganisationKind.Platform
            ? NoticeOwner.Platform(http.Caller().Id) : NoticeOwner.Claimant(http.Caller().Id);
        var (view, problem) = await database.WriteAsync<(MediationView?, ProblemHttpResult?)>(async s =>
        {
            var locked = await notices.LockWholeAsync(s, id, database.Dialect.ForUpdate, owner);
            if (!locked.TryGetValue(id, out var found) || (found.DeliveredAt is null
                && Side(http) is OrganisationKind.Platform)) return (null, Problems.NotFound(http));
            var former = await MediationRow.FindAsync(s, id);
            var openKey = (await OpenKeys.OfAsync(s, [id])).GetValueOrDefault(id);
            var (step, after) = await commands.SaveAsync(
                s, locked, new(registry, time.GetUtcNow(), http.Caller().Kind), set =>
                    (decide(set, set.Renew(found), former, openKey), set.Find(id)!));
            if (step is { Pointer: { } pointer, Code: { } fault })
                return (null, Problems.Invalid(http, new InputFault(pointer, fault)));
            if (step.Row is null) return (null, Problems.Conflict(http, step.Code!));
            if (former is null) await s.InsertAsync(MediationRow.Table, [step.Row]);
            else await s.UpdateAsync(MediationRow.Table, [step.Row]);
            return (step.Row.View(after), null);
        });
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    /// <summary>A regulator that sent the notice is on the side of the claimant.</summary>
    private static OrganisationKind Side(HttpContext http) => http.Caller().Kind is OrganisationKind.Platform
        ? OrganisationKind.Platform : OrganisationKind.Claimant;
}
