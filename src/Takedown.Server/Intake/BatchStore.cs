using Takedown.Contracts;
using Takedown.Server.Limits;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Stores batches in chunks. The progress, notices, contents, refused items and events of a chunk share a transaction.
/// </summary>
internal sealed class BatchStore(
    Database database, EventStore events, OutboxStore outbox, OutboxSender sender, Ids ids, RefusedBytes refusedBytes,
    IntakeMetrics metrics)
{
    private const string Columns =
        "id, claimant_id, idempotency_key, complete, received, accepted, duplicate, rejected, digest, received_at";

    private const string ByKey =
        $"SELECT {Columns} FROM batches WHERE claimant_id = @claimantId AND idempotency_key = @key";

    public Task<BatchRow?> FindByKeyAsync(Guid claimantId, string key) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ByKey, new { claimantId, key }));

    private const string ById =
        $"SELECT {Columns} FROM batches WHERE id = @id AND (@claimantId IS NULL OR claimant_id = @claimantId)";

    public Task<BatchRow?> FindAsync(Guid id, Guid? claimantId) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ById, new { id, claimantId }));

    private const string OpenNotice = "SELECT notice_id FROM open_notices WHERE open_key = @openKey";

    /// <summary>For a dry run: the open notice with the same key.</summary>
    public Task<Guid?> FindOpenAsync(byte[] openKey) =>
        database.ReadAsync(s => s.FirstAsync<Guid?>(OpenNotice, new { openKey }));

    private const string ActiveKeys = "SELECT id FROM keys WHERE revoked_at IS NULL AND id IN ";

    private const string Advance =
        """
        UPDATE batches SET received = @to, digest = @digest, complete = @complete
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
    public Task<IReadOnlyList<StoreResult>> StoreAsync(IReadOnlyList<Submission> all) =>
        database.WriteAsync<IReadOnlyList<StoreResult>>(async s =>
        {
            var keys = await s.QueryDeferredAsync(ActiveKeys, all.Select(b => b.KeyId).Distinct());
            var placed = await OpenOrAdvanceAsync(s, all, keys);
            var sent = await InsertNoticesAsync(s, placed);
            var (refused, bytes) = await WithinLimitsAsync(s, [.. placed.Values.SelectMany(b => b.Refused())]);
            await s.InsertAsync(RefusedItem.Table, refused);
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
        });

    /// <summary>Drops the texts of refused items beyond the bytes that their claimant may still store today.</summary>
    /// <returns>The items, and the bytes to be counted by claimant, in the order in which they are locked.</returns>
    private async Task<(IReadOnlyList<RefusedItem>, SortedDictionary<Guid, long>)> WithinLimitsAsync(
        Session s, IReadOnlyList<RefusedItem> refused)
    {
        var added = new SortedDictionary<Guid, long>();
        if (!refused.Any(r => r.Bytes > 0)) return (refused, added);
        var kept = new List<RefusedItem>(refused.Count);
        var left = new Dictionary<Guid, long>();
        foreach (var item in refused)
        {
            var claimant = item.Batch.ClaimantId;
            if (!left.ContainsKey(claimant)) left[claimant] = await refusedBytes.LeftAsync(s, claimant);
            var fits = item.Bytes <= left[claimant];
            kept.Add(fits ? item : item with { KeepsText = false });
            if (!fits || item.Bytes == 0) continue;
            left[claimant] -= item.Bytes;
            added[claimant] = added.GetValueOrDefault(claimant) + item.Bytes;
        }
        return (kept, added);
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

    private async Task<IReadOnlyList<(OutboxEntry, IReadOnlyList<TraceOrigin>)>> InsertNoticesAsync(
        Session s, Dictionary<Submission, StoredSubmission> placed)
    {
        var accepted = await OpenNoticesAsync(s, placed);
        if (accepted.Count == 0) return [];
        accepted.Sort((one, other) => one.Id.CompareTo(other.Id));
        await s.InsertAsync(NewNotice.Notices, accepted);
        await s.InsertAsync(NewNotice.Contents, accepted);
        await AppendEventsAsync(s, accepted);
        List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Traces)> sent = [.. accepted
            .GroupBy(n => n.Route.Platform.Id)
            .SelectMany(platform => platform.Chunk(IdSet.MaxIds).Select(set => (
                outbox.Of(platform.Key, Array.ConvertAll(set, n => n.Id)),
                (IReadOnlyList<TraceOrigin>)[.. set.Select(n => n.From.Trace).OfType<TraceOrigin>().Distinct()])))];
        await OutboxStore.AddAsync(s, [.. sent.Select(d => d.Entry)]);
        return sent;
    }

    private static readonly Comparer<byte[]> KeyOrder =
        Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    /// <summary>Inserts the open key of each routed item. An item whose key exists is a duplicate.</summary>
    private async Task<List<NewNotice>> OpenNoticesAsync(Session s, Dictionary<Submission, StoredSubmission> placed)
    {
        List<NewNotice> rows = [.. placed.Keys.SelectMany(b => Enumerable.Range(0, b.Items.Count)
            .Where(i => b.Items[i].Route is not null).Select(i => new NewNotice(ids.Next(), b, i)))];
        var accepted = new List<NewNotice>(rows.Count);
        // An open notice may be answered between our insert, which conflicts with it, and our query, which then does
        // not find it. The item is inserted again. Rows are in key order, so that two chunks cannot deadlock.
        for (var left = rows.OrderBy(n => n.Route.OpenKey, KeyOrder).ToList(); left.Count > 0;)
        {
            var inserted = await s.InsertNewAsync(NewNotice.Open, left);
            accepted.AddRange(left.Where((_, i) => inserted[i]));
            List<NewNotice> duplicates = [.. left.Where((_, i) => !inserted[i])];
            var existing = await FindOpenByKeysAsync(s, duplicates);
            left = [];
            foreach (var row in duplicates)
            {
                if (!existing.TryGetValue(new Guid(row.Route.OpenKey), out var id)) left.Add(row);
                else placed[row.From].Outcomes[row.Position] = new(ItemStatus.Duplicate, id);
            }
        }
        foreach (var row in accepted) placed[row.From].Outcomes[row.Position] = new(ItemStatus.Accepted, row.Id);
        return accepted;
    }

    private Task AppendEventsAsync(Session s, IReadOnlyList<NewNotice> accepted) =>
        events.AppendAsync(s, [.. accepted.GroupBy(n => (n.From.Batch.ClaimantId, PlatformId: n.Route.Platform.Id))
            .SelectMany(g => g.Chunk(EventStore.MaxEntries).Select(notices => new EventRow
            {
                At = notices[0].From.Now,
                Kind = EventKind.Accepted,
                ByKind = OrganisationKind.Claimant,
                ClaimantId = g.Key.ClaimantId,
                PlatformId = g.Key.PlatformId,
                Entries = [.. notices.Select(n => new EventEntry { Id = n.Id, State = NoticeState.Accepted })],
            }))]);

    private const string ByOpenKeys = "SELECT open_key, notice_id FROM open_notices WHERE open_key IN ";

    /// <returns>The ids of the open notices, by key.</returns>
    private static async Task<Dictionary<Guid, Guid>> FindOpenByKeysAsync(Session s, List<NewNotice> duplicates)
    {
        if (duplicates.Count == 0) return [];
        var keys = s.Bytes(duplicates.Select(d => d.Route.OpenKey));
        return (await s.QueryAsync<OpenNoticeRow>(ByOpenKeys + s.InBytes("keys"), new { keys }))
            .ToDictionary(t => new Guid(t.OpenKey), t => t.NoticeId);
    }

    private sealed record OpenNoticeRow
    {
        public byte[] OpenKey { get; init; } = [];
        public Guid NoticeId { get; init; }
    }
}
