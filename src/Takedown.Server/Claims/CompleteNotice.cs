using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary>
/// <c>POST /v1/notices/{id}/completion</c>: a notice gets what it lacked. A deficient one is sent; one that was sent
/// with what it lacked, which counts as to what it shows, gets a supplement.
/// </summary>
internal sealed class CompleteNotice(
    Database database, NoticeStore store, NoticeCommands commands, HeldSends held, RegistryCache registryCache,
    TimeProvider time)
{
    private sealed record Done(
        NoticeRow? Notice, string? Code = null, IReadOnlyList<InputFault>? Faults = null, NoticeInput? Content = null,
        Deficiency? Deficiency = null);

    public static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, CompletionValidator validator, CompleteNotice complete, Database database)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Completion, validator);
        if (problem is not null) return problem;
        var done = await complete.RunAsync(http, id, input!);
        if (done.Notice is null) return Problems.NotFound(http);
        if (done.Faults is { } faults) return Problems.Invalid(http, faults);
        if (done.Code is { } code) return Problems.Conflict(http, code);
        var own = await database.ReadAsync(s => NoticeStore.WithOwnDataAsync(s, done.Notice));
        return TypedResults.Ok(own.View(done.Content) with { Deficiency = done.Deficiency!.View(Language.Of(http)) });
    }

    private async Task<Done> RunAsync(HttpContext http, Guid id, Completion given)
    {
        var caller = http.Caller();
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync<Done>(async s =>
        {
            var locked = await store.LockWholeAsync(
                s, id, database.Dialect.ForUpdate, NoticeOwner.Claimant(caller.Id));
            if (!locked.TryGetValue(id, out var notice)) return new(null);
            var lacked = await Deficiencies.OfAsync(s, id, caller.Id);
            if (lacked is null) return new(notice, "completion.not-needed");
            if (lacked.CompletedAt is not null) return new(notice, "completion.done");
            var at = new ActContext(registry, time.GetUtcNow(), caller.Kind);
            if (lacked.CompleteBy is not null)
                return await AddAsync(s, locked, notice, caller, given, lacked.Anew(registry, at.Now), at);
            if (notice.State is NoticeState.Withdrawn) return new(notice, "transition.not-allowed");
            if (notice.State is not NoticeState.Deficient) return new(notice, "completion.lapsed");
            var content = (await NoticeStore.ContentAsync(s, id)).With(given);
            if (FaultsOf(given, content, lacked.Elements) is { Count: > 0 } faults)
                return new(notice, Faults: faults);
            var key = OpenKeys.Of(notice.ClaimantId, notice.PlatformId, content, notice.Target);
            if (await OpenKeys.HolderAsync(s, key) is { } open)
                return new(notice, open.Barred ? "notice.barred" : "completion.duplicate");
            var (after, outcome) = await commands.SaveAsync(s, locked, at, set => set.Own(
                id, caller, NoticeCommand.Complete, new() { OpenKey = key }));
            if (outcome is not Outcome.Applied) return new(after, "completion.lapsed");
            var completed = lacked with { CompletedAt = at.Now };
            await Deficiencies.CompleteAsync(s, completed);
            await NoticeStore.CompleteContentAsync(s, id, content);
            await SendAsync(s, registry, after!, content);
            return new(after, Content: content, Deficiency: completed);
        });
    }

    /// <summary>
    /// Adds to a notice that its platform has, or will have. Its content stays as it was sent, and its deadlines run
    /// from its delivery; where the platform has asked, what follows is the answer.
    /// </summary>
    private async Task<Done> AddAsync(
        Session s, Dictionary<Guid, NoticeRow> locked, NoticeRow notice, Caller caller, Completion given,
        Deficiency lacked, ActContext at)
    {
        // What the platform asked for has the time of that question.
        var asked = notice.State is NoticeState.InformationRequested;
        if (!asked && at.Now > lacked.CompleteBy) return new(notice, "completion.too-late");
        // A push that is on its way carries the notice without what is added here.
        if (notice is { State: NoticeState.Accepted, Seq: not null }) return new(notice, "completion.in-delivery");
        var content = await NoticeStore.ContentAsync(s, notice.Id);
        if (FaultsOf(given, content.With(given), lacked.Elements) is { Count: > 0 } faults)
            return new(notice, Faults: faults);
        var command = asked ? NoticeCommand.SupplyInformation : NoticeCommand.AddMissing;
        var (after, outcome) = await commands.SaveAsync(s, locked, at, set => set.Own(
            notice.Id, caller, command, new() { Supplement = Completions.SupplementOf(given, at.Now) }));
        if (outcome is not Outcome.Applied) return new(notice, "transition.not-allowed");
        var completed = lacked with { CompletedAt = at.Now };
        await Deficiencies.CompleteAsync(s, completed);
        return new(after, Content: content, Deficiency: completed);
    }

    private static List<InputFault> FaultsOf(Completion given, NoticeInput content, IReadOnlyList<string> missing)
    {
        var beyond = Completions.Beyond(given, missing);
        return [.. beyond, .. RegimeRules.FaultsOf(RegimeRules.MissingOf(content, missing))];
    }

    /// <summary>Sends it, unless its policy wants its files first.</summary>
    private async Task SendAsync(Session s, RegistrySnapshot registry, NoticeRow notice, NoticeInput content)
    {
        List<Core.Evidence.EvidenceHash> files = [.. EvidenceLinks.HashesOf(notice, content)];
        var holders = await s.QueryAsync<Guid>(
            EvidenceLinks.Holders + s.In("ids"), new { ids = s.Ids([notice.ClaimantId]) });
        if (holders.Count > 0)
            await EvidenceLinks.AddAsync(s, [.. EvidenceLinks.Of(notice.Id, notice.PlatformId, files)]);
        var waits = registry.PolicyOf(notice.Policy, notice.PolicyVersion).RequiresEvidence is true
            && (await EvidenceHolds.AddAsync(
                s, notice.ClaimantId, [(notice.Id, notice.PlatformId, files)])).Count > 0;
        if (!waits) await held.SendAsync(s, [(notice.Id, notice.PlatformId)]);
    }
}
