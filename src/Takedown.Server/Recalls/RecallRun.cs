using System.Diagnostics;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Recalls;

/// <summary>
/// Takes notices back in sets: each with its results in one transaction, so that a recall that was interrupted goes on
/// where it was and no notice has two results.
/// </summary>
internal sealed class RecallRun(
    Database database, NoticeCommands commands, RecallStore store, RegistryCache registryCache, WriteLoad load,
    TimeProvider time)
{
    /// <summary>
    /// Notices of a set: few while others would wait for it, and twice as many after each that nobody waited for. A
    /// recall that begins does not know yet who comes.
    /// </summary>
    private const int Most = 3000, Beside = 300;

    /// <summary>As in the sweep of deadlines: other writes run between two sets.</summary>
    private const double PauseRatio = 0.7;

    /// <summary>Recalls that no process runs, one after the other.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (await store.TakeAsync(time.GetUtcNow()) is { } recall) await RunAsync(recall, limit: null, stop);
    }

    /// <summary>Runs a recall to its end, or for a time; then the rest is left to the loop.</summary>
    public async Task<RecallRow> RunAsync(RecallRow recall, TimeSpan? limit, CancellationToken stop)
    {
        var (started, size) = (Stopwatch.GetTimestamp(), Beside);
        while (recall.State is RecallState.Running)
        {
            if (stop.IsCancellationRequested || Stopwatch.GetElapsedTime(started) > limit)
            {
                await store.ReleaseAsync(recall);
                return recall;
            }
            var begun = Stopwatch.GetTimestamp();
            if (await StepAsync(recall, size) is not { } next) return recall;
            recall = next;
            if (recall.State is RecallState.Running)
            {
                await load.LeaveRoomAsync(Stopwatch.GetElapsedTime(begun) * PauseRatio, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            size = load.MayBeBusy ? Beside : Math.Min(2 * size, Most);
        }
        return recall;
    }

    /// <returns>The recall after one set; null if another process has gone on with it.</returns>
    private async Task<RecallRow?> StepAsync(RecallRow read, int size)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            if (await RecallStore.TakeAsync(s, read, time.GetUtcNow()) is not { } recall) return null;
            var (ids, cursor, isLast) = await NextAsync(s, recall, size);
            IReadOnlyList<RecallResultRow> results = ids.Count == 0 ? [] : await commands.ApplyAsync(
                s, ids, registry, recall.ByKind, set => Decide(set, recall, ids),
                NoticeOwner.Claimant(recall.ClaimantId));
            var after = recall.After(results, cursor, isLast, time.GetUtcNow());
            await RecallStore.AdvanceAsync(s, after, results);
            return after;
        });
    }

    public const string OfBatch =
        """
        SELECT id, item_index FROM notices
        WHERE batch_id = @BatchId AND claimant_id = @ClaimantId AND item_index > @Cursor
        ORDER BY item_index LIMIT @take
        """;

    /// <summary>The notices of the next set, what it has read, and whether nothing follows.</summary>
    private static async Task<(IReadOnlyList<Guid> Ids, long Cursor, bool IsLast)> NextAsync(
        Session s, RecallRow r, int take)
    {
        if (r.BatchId is null)
        {
            var all = r.IdList;
            List<Guid> next = [.. all.Skip((int)r.Position).Take(take)];
            return (next, r.Cursor, r.Position + next.Count >= all.Count);
        }
        var items = await s.QueryAsync<Item>(OfBatch, new { r.BatchId, r.ClaimantId, r.Cursor, take });
        var excepted = r.ExceptedSet;
        return (
            [.. items.Select(i => i.Id).Where(id => !excepted.Contains(id))],
            items.Count == 0 ? r.Cursor : items[^1].ItemIndex,
            items.Count < take);
    }

    private static List<RecallResultRow> Decide(NoticeSet set, RecallRow recall, IReadOnlyList<Guid> ids)
    {
        var details = NoticeDetails.OfWithdrawal(recall.Reason);
        return [.. ids.Select((id, i) =>
        {
            var result = new RecallResultRow { RecallId = recall.Id, Position = recall.Position + i, NoticeId = id };
            if (set.Find(id) is not { } notice)
                return result with { Status = ResponseStatus.Refused, Code = "not-found" };
            var outcome = set.Apply(notice, NoticeCommand.Withdraw, details);
            var after = set.Find(id)!;
            return result with
            {
                Status = outcome switch
                {
                    Outcome.Applied => ResponseStatus.Applied,
                    Outcome.Unchanged => ResponseStatus.Unchanged,
                    Outcome.Refused => ResponseStatus.Refused,
                },
                State = after.State,
                RestoreDue = after.State is NoticeState.RestoreDue ? after.RestoreDeadline?.Due : null,
                Code = outcome is Outcome.Refused ? "transition.not-allowed" : null,
            };
        })];
    }

    private sealed record Item
    {
        public Guid Id { get; init; }
        public long ItemIndex { get; init; }
    }
}
