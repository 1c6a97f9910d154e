using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Batches and their chunks. A chunk is one transaction: progress, notices, contents, refusals and events.</summary>
internal sealed class BatchStore(
    Database database, EventStore events, OutboxStore dispatches, OutboxSender dispatcher, Ids ids, IntakeMetrics metrics)
{
    private const string Columns =
        "id, claimant_id, idempotency_key, complete, received, accepted, duplicate, rejected, digest, received_at";

    private const string ByKey = $"SELECT {Columns} FROM batches WHERE claimant_id = @claimantId AND idempotency_key = @key";

    public Task<BatchRow?> FindByKeyAsync(Guid claimantId, string key) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ByKey, new { claimantId, key }));

    private const string ById = $"SELECT {Columns} FROM batches WHERE id = @id AND (@claimantId IS NULL OR claimant_id = @claimantId)";

    public Task<BatchRow?> FindAsync(Guid id, Guid? claimantId) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ById, new { id, claimantId }));

    private const string ActiveKeys = "SELECT id FROM keys WHERE revoked_at IS NULL AND id IN ";

    private const string Advance =
        """
        UPDATE batches SET received = @to, digest = @digest, complete = @complete
        WHERE id = @id AND received = @from AND complete = 0
            AND EXISTS (SELECT 1 FROM keys WHERE id = @keyId AND revoked_at IS NULL)
        """;

    private const string Count =
        """
        UPDATE batches SET accepted = accepted + @accepted, duplicate = duplicate + @duplicate, rejected = rejected + @rejected
        WHERE id = @id
        """;

    /// <summary>
    /// Stores submissions in one transaction, each by itself: one that does not go in keeps none of the others out. Who
    /// opens a batch, and who moves its <c>received</c> from the value it read, is what lets two requests with one key
    /// run at once without storing anything twice.
    /// </summary>
    /// <returns>For each what it came to.</returns>
    public Task<IReadOnlyList<StoreOutcome>> StoreAsync(IReadOnlyList<Submission> all) => database.WriteAsync<IReadOnlyList<StoreOutcome>>(async s =>
    {
        var keys = await s.QueryDeferredAsync(ActiveKeys, all.Select(b => b.KeyId).Distinct());
        var won = await OpenOrAdvanceAsync(s, all, keys);
        var sent = await InsertNoticesAsync(s, won);
        await s.InsertAsync(RefusedItem.Table, [.. won.SelectMany(b => b.Items.Where(i => i.Status is not ItemStatus.Accepted).Select(i => new RefusedItem(b.Batch.Id, i)))]);
        await CountAsync(s, won);
        s.AfterCommit(() =>
        {
            foreach (var status in Enum.GetValues<ItemStatus>()) metrics.Add(status, won.Sum(b => b.Count(status)));
            dispatcher.Send(sent);
        });
        return all.Select(b => !keys.Contains(b.KeyId) ? StoreOutcome.KeyRevoked : won.Contains(b) ? StoreOutcome.Done : StoreOutcome.Overtaken).ToArray();
    });

    /// <returns>Those whose key holds and whose place in their batch was free.</returns>
    private static async Task<HashSet<Submission>> OpenOrAdvanceAsync(Session s, IReadOnlyList<Submission> all, IReadOnlyList<Guid> keys)
    {
        // In the order of their keys, so that two transactions cannot deadlock.
        List<Submission> first = [.. all.Where(b => b.Batch.Received == 0).OrderBy(b => b.Batch.IdempotencyKey, StringComparer.Ordinal)];
        var went = await s.InsertNewAsync(Submission.NewBatches, first);
        var won = first.Where((_, i) => went[i]).ToHashSet<Submission>(ReferenceEqualityComparer.Instance);
        // Which keys hold is known now: what came with another has opened nothing.
        List<Submission> revoked = [.. won.Where(b => !keys.Contains(b.KeyId))];
        won.ExceptWith(revoked);
        await s.DeleteAsync(Submission.BatchKeys, revoked);
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
            if (moved > 0) won.Add(later);
        }
        return won;
    }

    private static async Task CountAsync(Session s, IReadOnlyCollection<Submission> won)
    {
        await s.ChangeAsync(Submission.Counts, [.. won.Where(b => b.Batch.Received == 0)]);
        foreach (var later in won.Where(b => b.Batch.Received > 0))
        {
            await s.ExecuteAsync(Count, new
            {
                id = later.Batch.Id,
                accepted = later.Count(ItemStatus.Accepted),
                duplicate = later.Count(ItemStatus.Duplicate),
                rejected = later.Count(ItemStatus.Rejected),
            });
        }
    }

    private async Task<IReadOnlyList<(OutboxEntry, IReadOnlyList<TraceOrigin>)>> InsertNoticesAsync(Session s, IReadOnlyCollection<Submission> won)
    {
        List<NewNotice> rows = [.. won.SelectMany(b => b.Items.Where(i => i.Route is not null).Select(item => new NewNotice(ids.Next(), b, item)))];
        var accepted = new List<NewNotice>(rows.Count);
        // The open twin of an item may be answered after our insert met it and before we look for it: then nothing is in
        // the item's way any more, and it is tried again. In the order of keys, so that two chunks cannot deadlock.
        for (var left = rows.OrderBy(n => n.Item.Route!.OpenKey, KeyOrder).ToList(); left.Count > 0;)
        {
            var went = await s.InsertNewAsync(NewNotice.Open, left);
            accepted.AddRange(left.Where((_, i) => went[i]));
            left = await NameFirstAsync(s, [.. left.Where((_, i) => !went[i])]);
        }
        if (accepted.Count == 0) return [];
        accepted.Sort((one, other) => one.Id.CompareTo(other.Id));
        foreach (var row in accepted) (row.Item.Status, row.Item.NoticeId) = (ItemStatus.Accepted, row.Id);
        await s.InsertAsync(NewNotice.Notices, accepted);
        await s.InsertAsync(NewNotice.Contents, accepted);
        await AppendEventsAsync(s, accepted);
        List<(OutboxEntry, IReadOnlyList<TraceOrigin>)> sent = [.. accepted.GroupBy(n => n.Item.Route!.Platform.Id).SelectMany(g => g.Chunk(IdSet.MaxIds)
            .Select(set => (dispatches.Of(g.Key, Array.ConvertAll(set, n => n.Id)), (IReadOnlyList<TraceOrigin>)[.. set.Select(n => n.From.Trace).OfType<TraceOrigin>().Distinct()])))];
        await OutboxStore.AddAsync(s, [.. sent.Select(d => d.Item1)]);
        return sent;
    }

    private static readonly Comparer<byte[]> KeyOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private Task AppendEventsAsync(Session s, IReadOnlyList<NewNotice> accepted) =>
        events.AppendAsync(s, [.. accepted.GroupBy(n => (n.From.Batch.ClaimantId, PlatformId: n.Item.Route!.Platform.Id))
            .SelectMany(g => g.Chunk(EventStore.MaxEntries).Select(notices => new EventRow
            {
                At = notices[0].From.Now,
                Kind = EventKind.Accepted,
                ByKind = OrganisationKind.Claimant,
                ClaimantId = g.Key.ClaimantId,
                PlatformId = g.Key.PlatformId,
                Entries = [.. notices.Select(n => new EventEntry { Id = n.Id, State = NoticeState.Accepted })],
            }))]);

    /// <summary>Tells each duplicate which notice is in its way.</summary>
    /// <returns>Those in whose way there is none any more.</returns>
    private static async Task<List<NewNotice>> NameFirstAsync(Session s, List<NewNotice> duplicates)
    {
        if (duplicates.Count == 0) return [];
        var first = (await s.QueryAsync<Twin>($"SELECT open_key, notice_id FROM open_notices WHERE open_key IN {s.InBytes("keys")}",
            new { keys = s.Bytes(duplicates.Select(d => d.Item.Route!.OpenKey)) })).ToDictionary(t => new Guid(t.OpenKey), t => t.NoticeId);
        var free = new List<NewNotice>();
        foreach (var row in duplicates)
        {
            if (first.TryGetValue(new Guid(row.Item.Route!.OpenKey), out var id)) (row.Item.Status, row.Item.NoticeId) = (ItemStatus.Duplicate, id);
            else free.Add(row);
        }
        return free;
    }

    private sealed record Twin
    {
        public byte[] OpenKey { get; init; } = [];
        public Guid NoticeId { get; init; }
    }

    /// <summary>For a dry run: the open notice an item would be a duplicate of.</summary>
    public Task<Guid?> FindOpenAsync(byte[] openKey) =>
        database.ReadAsync(s => s.FirstAsync<Guid?>("SELECT notice_id FROM open_notices WHERE open_key = @openKey", new { openKey }));
}
