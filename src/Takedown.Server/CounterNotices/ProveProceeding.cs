using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary><c>POST /v1/notices/{id}/proceeding</c>: the proof that keeps a measure.</summary>
internal sealed class ProveProceeding(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, TimeProvider time)
{
    public static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, ProveProceeding prove, ProceedingValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ProceedingInput, validator);
        return problem is not null ? problem : await prove.RunAsync(http, id, input!);
    }

    private async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, ProceedingInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (view, fault) = await database.WriteAsync(s => ProveAsync(s, http, registry, id, input));
        return fault is not null ? fault : TypedResults.Ok(view);
    }

    /// <summary>The notice is locked before its counter-notice is read, which says what keeps the measure.</summary>
    private async Task<(ProceedingView? View, ProblemHttpResult? Fault)> ProveAsync(
        Session s, HttpContext http, RegistrySnapshot registry, Guid id, ProceedingInput input)
    {
        var locked = await notices.LockWholeAsync(
            s, id, database.Dialect.ForUpdate, NoticeOwner.Claimant(http.Caller().Id));
        if (!locked.TryGetValue(id, out var notice)) return (null, Problems.NotFound(http));
        if (notice.AcceptedAt > input.FiledAt)
            return (null, Problems.Invalid(http, new InputFault("/filedAt", "at.out-of-range")));
        var stops = (await CounterNoticeStore.ItemOfAsync(s, id))?.StopsOf(registry)
            ?? CounterNoticeRules.RuleOf(registry, notice.Regime).Stops;
        if (!CounterNoticeRules.Stops(stops, input.Kind!.Value))
            return (null, Problems.Invalid(http, new InputFault("/kind", "proceeding.not-enough", notice.Regime)));
        var now = time.GetUtcNow();
        var (outcome, after) = await commands.SaveAsync(
            s, locked, new(registry, now, http.Caller().Kind),
            set => (set.Apply(notice, NoticeCommand.ProveProceeding), set.Find(id)!));
        if (outcome is not Outcome.Applied)
            return (null, Problems.Conflict(http, IsLate(after) ? "proceeding.too-late" : "transition.not-allowed"));
        var row = new ProceedingRow
        {
            NoticeId = id,
            Kind = input.Kind.Value,
            Court = input.Court!.Trim(),
            CaseNo = input.CaseNo!.Trim(),
            FiledAt = input.FiledAt!.Value,
            Document = StoredDocument.Write(input.Document!),
            ProvedAt = now,
        };
        await ProceedingStore.AddAsync(s, row);
        return (row.View(after, registry), null);
    }

    /// <summary>After the window the measure must end, whether or not the sweep has said so.</summary>
    private static bool IsLate(NoticeRow notice) =>
        notice.State is NoticeState.AwaitingClaimant or NoticeState.RestoreDue or NoticeState.Reinstated;
}
