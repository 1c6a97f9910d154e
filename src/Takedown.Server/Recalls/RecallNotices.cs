using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Recalls;

/// <summary><c>POST /v1/recalls</c>.</summary>
internal sealed class RecallNotices(
    StoredAnswers answers, RecallStore store, RecallRun run, Ids ids, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    /// <summary>So long the answer waits for the results; what is left is done afterwards.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    /// <summary>Running at once for one claimant.</summary>
    private const int MaxRunning = 10;

    public static async Task<Results<Ok<RecallView>, Accepted<RecallView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, RecallNotices recall, RecallValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RecallInput, validator);
        return problem is not null ? problem : await recall.RunAsync(http, input!);
    }

    private async Task<Results<Ok<RecallView>, Accepted<RecallView>, ProblemHttpResult>> RunAsync(
        HttpContext http, RecallInput input)
    {
        var caller = http.Caller();
        RecallRow? added = null;
        var (view, refused) = await answers.OnceAsync(http, TakedownJson.Default.RecallView, async s =>
        {
            // An attempt that was rolled back has added nothing.
            added = null;
            var (row, problem) = await NewAsync(s, http, caller, input);
            if (row is null) return (null, problem);
            await RecallStore.AddAsync(s, row);
            added = row;
            return (row.View(), null);
        });
        if (refused is not null) return refused;
        if (added is not null) view = (await run.RunAsync(added, Wait, lifetime.ApplicationStopping)).View();
        else view = (await store.FindAsync(view!.Id, caller.Id))!.View();
        return view.State is RecallState.Done ? TypedResults.Ok(view)
            : TypedResults.Accepted($"/v1/recalls/{view.Id}", view);
    }

    private async Task<(RecallRow? Row, ProblemHttpResult? Problem)> NewAsync(
        Session s, HttpContext http, Caller caller, RecallInput input)
    {
        if (await RecallStore.CountRunningAsync(s, caller.Id) >= MaxRunning)
            return (null, Problems.Conflict(http, "recall.too-many"));
        var excepted = (input.Except ?? []).ToHashSet();
        List<Guid>? chosen = input.NoticeIds is not { } all ? null
            : [.. all.Distinct().Where(id => !excepted.Contains(id))];
        long total = chosen?.Count ?? 0;
        if (input.BatchId is { } batch)
        {
            if (await BatchOf(s, batch, caller.Id) is not { } found) return (null, Problems.NotFound(http));
            // Notices that arrive afterwards would stay, and nobody would know.
            if (!found.Complete) return (null, Problems.Conflict(http, "recall.batch-receiving"));
            var kept = excepted.Count == 0 ? 0 : await s.FirstAsync<long>(
                $"{CountKept} {s.In("ids")}", new { batch, ids = s.Ids(excepted) });
            if (kept < excepted.Count)
                return (null, Problems.Invalid(http, new InputFault("/except", "recall.except-elsewhere")));
            // An item with several respondents is accepted once and is a notice to each.
            var further = await s.FirstAsync<long>(CountFurther, new { batch, items = SameTarget.Items });
            total = found.Accepted + further - kept;
            // What waits for its platform to be registered would be sent as a notice of this batch later.
            await s.ExecuteAsync(Unwait, new { batch });
        }
        var now = time.GetUtcNow();
        return (new()
        {
            Id = ids.Next(),
            ClaimantId = caller.Id,
            ByKind = caller.Kind,
            BatchId = input.BatchId,
            NoticeIds = chosen is null ? null : RecallRow.Write(chosen),
            Excepted = chosen is not null || excepted.Count == 0 ? null : RecallRow.Write(excepted),
            Reason = string.IsNullOrWhiteSpace(input.Reason) ? null : input.Reason.Trim(),
            Version = 1,
            Cursor = -1,
            Total = total,
            CreatedAt = now,
            TakenAt = now,
        }, null);
    }

    private const string Unwait = "UPDATE batch_items SET unrouted = 0 WHERE batch_id = @batch AND unrouted = 1";

    private const string CountKept = "SELECT COUNT(*) FROM notices WHERE (batch_id = @batch) IS TRUE AND id IN";

    private const string CountFurther =
        "SELECT COUNT(*) FROM notices WHERE batch_id = @batch AND item_index >= @items";

    private static Task<Batch?> BatchOf(Session s, Guid id, Guid claimant) => s.FirstAsync<Batch>(
        "SELECT complete, accepted FROM batches WHERE id = @id AND claimant_id = @claimant", new { id, claimant });

    private sealed record Batch
    {
        public bool Complete { get; init; }
        public long Accepted { get; init; }
    }
}
