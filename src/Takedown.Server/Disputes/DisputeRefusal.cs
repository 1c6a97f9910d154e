using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Evidence;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Disputes;

/// <summary>
/// <c>POST /v1/notices/{id}/dispute</c>: once, in time, and with something that the platform has not seen.
/// </summary>
internal sealed class DisputeRefusal(Database database, NoticeCommands commands, RegistryCache registryCache)
{
    public static async Task<Results<Ok<DisputeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, DisputeRefusal dispute, DisputeValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.DisputeInput, validator);
        return problem is not null ? problem : await dispute.RunAsync(http, id, input!);
    }

    private async Task<Results<Ok<DisputeView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, DisputeInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var owner = NoticeOwner.Claimant(http.Caller().Id);
        var (view, fault) = await database.WriteAsync<(DisputeView?, ProblemHttpResult?)>(async s =>
        {
            var keys = await OpenKeys.OfAsync(s, [id]);
            var content = keys.Count == 0 ? null : await NoticeStore.ContentAsync(s, id);
            var (before, after, code, at) = await commands.ApplyAsync(
                s, id, registry, http.Caller().Kind,
                set => Decide(set, id, input, content, keys.GetValueOrDefault(id)), owner);
            if (before is null) return (null, Problems.NotFound(http));
            if (code is "dispute.nothing-new") return (null, Problems.Invalid(http, new InputFault("/evidence", code)));
            if (code is not null) return (null, Problems.Conflict(http, code));
            var row = new DisputeRow
            {
                NoticeId = id,
                ClaimantId = before.ClaimantId,
                PlatformId = before.PlatformId,
                Refusal = before.Reason!,
                Content = JsonSerializer.Serialize(input, TakedownJson.Default.DisputeInput),
                FiledAt = at,
            };
            await s.InsertAsync(DisputeRow.Table, [row]);
            await EvidenceLinks.AddAsync(
                s, [.. EvidenceLinks.Of(id, before.PlatformId, EvidenceLinks.HashesOf(input.Evidence))]);
            return (row.View(after!), null);
        });
        return fault is not null ? fault : TypedResults.Ok(view);
    }

    private static (NoticeRow? Before, NoticeRow? After, string? Code, DateTimeOffset At) Decide(
        NoticeSet set, Guid id, DisputeInput input, NoticeInput? content, byte[]? openKey)
    {
        var (before, after, code) = Apply(set, id, input, content, openKey);
        return (before, after, code, set.At.Now);
    }

    private static (NoticeRow? Before, NoticeRow? After, string? Code) Apply(
        NoticeSet set, Guid id, DisputeInput input, NoticeInput? content, byte[]? openKey)
    {
        if (set.Find(id) is not { } notice || content is null) return (null, null, null);
        if (notice.Other(DeadlineKind.Review) is not null || notice.State is NoticeState.Disputed)
            return (notice, null, "dispute.final");
        if (notice.State is not NoticeState.Rejected) return (notice, null, "transition.not-allowed");
        var policy = set.At.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var limit = policy.Deadlines.Dispute ?? Core.Policies.Limits.Dispute;
        if (set.At.Now > set.At.Registry.DueAt(policy, limit, notice.RefusedAt!.Value))
            return (notice, null, "dispute.too-late");
        if (!IsNew(input, notice, content)) return (notice, null, "dispute.nothing-new");
        var outcome = set.Apply(notice, NoticeCommand.Dispute, new() { OpenKey = openKey });
        return outcome is Outcome.Applied ? (notice, set.Find(id), null) : (notice, null, "transition.not-allowed");
    }

    /// <summary>A file that the notice did not name, or an argument that it did not make.</summary>
    private static bool IsNew(DisputeInput input, NoticeRow notice, NoticeInput content)
    {
        var known = EvidenceLinks.HashesOf(notice, content).ToHashSet();
        var links = (content.Evidence ?? []).Select(e => e?.Url).ToHashSet(StringComparer.Ordinal);
        return (input.Evidence ?? []).Any(e => EvidenceHash.TryParse(e.Sha256, out var hash)
                ? !known.Contains(hash) : !links.Contains(e.Url))
            || (!string.IsNullOrWhiteSpace(input.Explanation)
                && input.Explanation.Trim() != content.Explanation?.Trim()
                && !(notice.SupplementList ?? []).Any(given => given.Text?.Trim() == input.Explanation.Trim()));
    }
}
