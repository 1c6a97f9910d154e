using System.Text;
using Takedown.Contracts;
using Takedown.Server.Limits;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Stores batches in chunks. The progress, notices, contents, refused items and events of a chunk share a transaction.
/// </summary>
internal sealed class BatchStore(
    Database database, NewNotices notices, OutboxSender sender, RefusedBytes refusedBytes, IntakeMetrics metrics,
    SpecialNotices special)
{
    public const string Columns =
        "id, claimant_id, idempotency_key, complete, received, accepted, duplicate, rejected, digest, received_at, "
            + "first_row, shifted, heading, metadata";

    private const string ByKey =
        $"SELECT {Columns} FROM batches WHERE claimant_id = @claimantId AND idempotency_key = @key";

    public Task<BatchRow?> FindByKeyAsync(Guid claimantId, string key) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ByKey, new { claimantId, key }));

    private const string ById =
        $"SELECT {Columns} FROM batches WHERE id = @id AND (@claimantId IS NULL OR claimant_id = @claimantId)";

    public Task<BatchRow?> FindAsync(Guid id, Guid? claimantId) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ById, new { id, claimantId }));

    private const string AddMetadata =
        "UPDATE batches SET metadata = @metadata WHERE id = @id AND claimant_id = @claimantId AND metadata IS NULL";

    /// <summary>Stores metadata that followed the notices of a body.</summary>
    public Task AddMetadataAsync(BatchRow batch, byte[] metadata) => database.WriteAsync(s => s.ExecuteAsync(
        AddMetadata,
            new { id = batch.Id, claimantId = batch.ClaimantId, metadata = Encoding.UTF8.GetString(metadata) }));

    private const string OpenNotice = "SELECT open_key, notice_id, barred FROM open_notices WHERE open_key = @openKey";

    /// <summary>For a dry run: the open notice with the same key, or the one that bars another.</summary>
    public Task<OpenNoticeRow?> FindOpenAsync(byte[] openKey) =>
        database.ReadAsync(s => s.FirstAsync<OpenNoticeRow>(OpenNotice, new { openKey }));

    private const string ActiveKeys = "SELECT id FROM keys WHERE revoked_at IS NULL AND id IN ";

    private const string Advance =
        """
        UPDATE batches SET received = @to, digest = @digest, complete = @complete,
            shifted = CASE WHEN @shifted = 1 THEN 1 ELSE shifted END
        WHERE id = @id AND received = @from AND complete = 0
            AND EXISTS (SELECT 1 FROM keys WHERE id = @keyId AND revoked_at IS NULL)
        """;

    private const string Count =
        """
        UPDATE batches
        SET accepted = accepted + @accepted, duplicate = duplicate + @duplicate, rejected = rejected + @rejected
        WHERE id = @id
        """;

    /// <summary>
    /// Stores submissions in one transaction. A submission that is not stored does not affect the others. Concurrent
    /// requests with one Idempotency-Key cannot store an item twice, because only one of them inserts the batch or
    /// updates <c>received</c> from the value that it read.
    /// </summary>
    /// <returns>One result for each submission.</returns>
    public async Task<IReadOnlyList<StoreResult>> StoreAsync(IReadOnlyList<Submission> all)
    {
        var registry = await special.RegistryAsync(all);
        return await database.WriteAsync(s => StoreAsync(s, all, registry));
    }

    /// <summary>The same for one submission of many items.</summary>
    public async Task<StoreResult> StoreSetAsync(Submission one)
    {
        var registry = await special.RegistryAsync([one]);
        return (await database.WriteSetAsync(s => StoreAsync(s, [one], registry)))[0];
    }

    private async Task<IReadOnlyList<StoreResult>> StoreAsync(
        Session s, IReadOnlyList<Submission> all, RegistrySnapshot? registry)
    {
        var keys = await s.QueryDeferredAsync(ActiveKeys, all.Select(b => b.KeyId).Distinct());
        var holders = await s.QueryDeferredAsync(
            EvidenceLinks.Holders, all.Select(b => b.Batch.ClaimantId).Distinct());
        var removed = await Reuploads.FindAsync(s, all);
        var placed = await OpenOrAdvanceAsync(s, all, keys);
        var sent = await notices.InsertAsync(s, placed, holders, removed, registry);
        var (refused, bytes) = await RefusedRoom.WithinAsync(
            s, refusedBytes, [.. placed.Values.SelectMany(b => b.Refused())]);
        await s.InsertAsync(RefusedItem.Table, refused);
        if (placed.Keys.Any(b => b.Shifted))
            await s.InsertAsync(RowShift.Table, [.. placed.Keys.SelectMany(b => b.Shifts)]);
        await ItemWarnings.AddAsync(s, placed.Values);
        await CountAsync(s, placed.Values);
        // Last, because another transaction of the same claimant waits for the row.
        foreach (var (claimant, added) in bytes) await refusedBytes.AddAsync(s, claimant, added);
        s.AfterCommit(() =>
        {
            foreach (var status in Enum.GetValues<ItemStatus>())
            {
                metrics.Add(status, placed.Values.Sum(b => b.Count(status)));
            }
            sender.Send(sent);
        });
        return all.Select(b => !keys.Contains(b.KeyId) ? new StoreResult(StoreOutcome.KeyRevoked, [])
            : placed.TryGetValue(b, out var stored) ? new(StoreOutcome.Done, stored.Outcomes)
            : new(StoreOutcome.Overtaken, [])).ToArray();
    }

    private const string TakeUnrouted =
        "DELETE FROM batch_items WHERE batch_id = @batch AND item_index = @index AND unrouted = 1";

    /// <summary>Stores items of a batch that were refused for want of a platform and are routed now.</summary>
    /// <returns>The number of notices made.</returns>
    public async Task<int> SendOnAsync(Submission routed)
    {
        var registry = await special.RegistryAsync([routed]);
        return await database.WriteAsync(s => SendOnAsync(s, routed, registry));
    }

    private async Task<int> SendOnAsync(Session s, Submission routed, RegistrySnapshot? registry)
    {
        var holders = await s.QueryDeferredAsync(EvidenceLinks.Holders, [routed.Batch.ClaimantId]);
        // Another process may send the same items on.
        List<JudgedItem> taken = [];
        foreach (var item in routed.Items)
        {
            if (await s.ExecuteAsync(TakeUnrouted, new { batch = routed.Batch.Id, index = item.Index }) > 0)
                taken.Add(item);
        }
        if (taken.Count == 0) return 0;
        var from = routed with { Items = taken };
        var stored = new StoredSubmission(from, ItemOutcome.ForAll(taken));
        var sent = await notices.InsertAsync(
            s, new(ReferenceEqualityComparer.Instance) { [from] = stored }, holders,
            await Reuploads.FindAsync(s, [from]), registry);
        await s.InsertAsync(RefusedItem.Table, [.. stored.Refused()]);
        await ItemWarnings.AddAsync(s, [stored]);
        var (accepted, duplicate) = (stored.Count(ItemStatus.Accepted), stored.Count(ItemStatus.Duplicate));
        await s.ExecuteAsync(
            Count, new { id = from.Batch.Id, accepted, duplicate, rejected = -(accepted + duplicate) });
        s.AfterCommit(() => sender.Send(sent));
        return accepted;
    }

    /// <returns>Submissions with a valid API key whose position in the batch was free.</returns>
    private static async Task<Dictionary<Submission, StoredSubmission>> OpenOrAdvanceAsync(
        Session s, IReadOnlyList<Submission> all, IReadOnlyList<Guid> keys)
    {
        // In key order, so that two transactions cannot deadlock.
        List<Submission> first =
            [.. all.Where(b => b.Batch.Received == 0).OrderBy(b => b.Batch.IdempotencyKey, StringComparer.Ordinal)];
        var inserted = await s.InsertNewAsync(Submission.NewBatches, first);
        List<Submission> opened = [.. first.Where((_, i) => inserted[i])];
        // The valid API keys are known now. Submissions with other keys must not open a batch.
        await s.DeleteAsync(Submission.BatchKeys, [.. opened.Where(b => !keys.Contains(b.KeyId))]);
        List<Submission> placed = [.. opened.Where(b => keys.Contains(b.KeyId))];
        foreach (var later in all.Where(b => b.Batch.Received > 0))
        {
            var moved = await s.ExecuteAsync(Advance, new
            {
                id = later.Batch.Id,
                keyId = later.KeyId,
                from = later.Batch.Received,
                to = later.Received,
                digest = later.Digest,
                complete = later.Complete ? 1 : 0,
                shifted = later.Shifted ? 1 : 0,
            });
            if (moved > 0) placed.Add(later);
        }
        var stored = new Dictionary<Submission, StoredSubmission>(ReferenceEqualityComparer.Instance);
        foreach (var one in placed) stored[one] = new(one, ItemOutcome.ForAll(one.Items));
        return stored;
    }

    private static async Task CountAsync(Session s, IReadOnlyCollection<StoredSubmission> placed)
    {
        await s.ChangeAsync(StoredSubmission.Counts, [.. placed.Where(b => b.OpensBatch)]);
        foreach (var later in placed.Where(b => !b.OpensBatch))
        {
            await s.ExecuteAsync(Count, new
            {
                id = later.From.Batch.Id,
                accepted = later.Count(ItemStatus.Accepted),
                duplicate = later.Count(ItemStatus.Duplicate),
                rejected = later.Count(ItemStatus.Rejected),
            });
        }
    }
}
