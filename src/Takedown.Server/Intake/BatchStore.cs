using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Delivery;
using Takedown.Server.Events;
using Takedown.Server.Storage;
using Takedown.Server.Telemetry;

namespace Takedown.Server.Intake;

/// <summary>How far a batch has come.</summary>
internal sealed record BatchRow
{
    public Guid Id { get; init; }
    public Guid ClaimantId { get; init; }
    public string? IdempotencyKey { get; init; }
    public bool Complete { get; init; }
    public long Received { get; init; }
    public long Accepted { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    /// <summary>Of all items up to <see cref="Received"/>; empty without an Idempotency-Key.</summary>
    public byte[] Digest { get; init; } = [];
    public DateTimeOffset ReceivedAt { get; init; }

    public BatchView View(IReadOnlyList<ItemResult>? results) => new()
    {
        Id = Id,
        Status = Complete ? "complete" : "receiving",
        Received = Received,
        Accepted = Accepted,
        Duplicate = Duplicate,
        Rejected = Rejected,
        ReceivedAt = ReceivedAt,
        Results = results,
        ResultsUrl = $"/v1/batches/{Id}/results",
    };
}

/// <summary>What storing a chunk came to.</summary>
internal enum Stored
{
    /// <summary>Durable.</summary>
    Done,
    /// <summary>Another request with the same key got there first; the batch is further than we knew.</summary>
    Overtaken,
    /// <summary>The key that sends was revoked meanwhile.</summary>
    KeyRevoked,
}

/// <summary>Batches and their chunks. A chunk is one transaction: progress, notices, contents, refusals and events.</summary>
internal sealed class BatchStore(Database database, EventStore events, DispatchStore dispatches, Dispatcher dispatcher, Ids ids, Instruments instruments)
{
    private const string Columns =
        "id, claimant_id, idempotency_key, complete, received, accepted, duplicate, rejected, digest, received_at";

    private const string ByKey = $"SELECT {Columns} FROM batches WHERE claimant_id = @claimantId AND idempotency_key = @key";

    public Task<BatchRow?> FindByKeyAsync(Guid claimantId, string key) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ByKey, new { claimantId, key }));

    private const string ById = $"SELECT {Columns} FROM batches WHERE id = @id AND (@claimantId IS NULL OR claimant_id = @claimantId)";

    public Task<BatchRow?> FindAsync(Guid id, Guid? claimantId) =>
        database.ReadAsync(s => s.FirstAsync<BatchRow>(ById, new { id, claimantId }));

    private const string Open =
        """
        INSERT INTO batches (id, claimant_id, idempotency_key, digest, received_at)
        VALUES (@Id, @ClaimantId, @IdempotencyKey, @Digest, @ReceivedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string KeyHolds = "SELECT COUNT(*) FROM keys WHERE id = @keyId AND revoked_at IS NULL";

    private const string Advance =
        """
        UPDATE batches SET received = @to, digest = @digest, complete = @complete
        WHERE id = @id AND received = @from AND complete = 0
        """;

    private const string Count =
        """
        UPDATE batches SET accepted = accepted + @accepted, duplicate = duplicate + @duplicate, rejected = rejected + @rejected
        WHERE id = @id
        """;

    /// <summary>
    /// Stores a chunk behind what the batch has, and opens the batch with its first. Moving <c>received</c> from the
    /// value we read is what lets two requests with one key run at once without storing anything twice.
    /// </summary>
    public Task<Stored> StoreAsync(BatchRow batch, IReadOnlyList<Item> chunk, bool complete, Guid keyId, Tier tier, DateTimeOffset now)
    {
        var origin = Tracing.Here;
        return database.WriteAsync(async s =>
        {
            if (await s.FirstAsync<long>(KeyHolds, new { keyId }) == 0) return Stored.KeyRevoked;
            if (batch.Received == 0) await s.ExecuteAsync(Open, batch);
            var moved = await s.ExecuteAsync(Advance, new
            {
                id = batch.Id,
                from = batch.Received,
                to = batch.Received + chunk.Count,
                digest = chunk.Count > 0 ? chunk[^1].Digest ?? [] : batch.Digest,
                complete = complete ? 1 : 0,
            });
            if (moved == 0) return Stored.Overtaken;
            var sent = await InsertNoticesAsync(s, batch, [.. chunk.Where(i => i.Route is not null)], tier, now);
            await InsertRefusedAsync(s, batch, [.. chunk.Where(i => i.Status is not ItemStatus.Accepted)]);
            var accepted = chunk.Count(i => i.Status is ItemStatus.Accepted);
            var duplicate = chunk.Count(i => i.Status is ItemStatus.Duplicate);
            var rejected = chunk.Count(i => i.Status is ItemStatus.Rejected);
            await s.ExecuteAsync(Count, new { id = batch.Id, accepted, duplicate, rejected });
            s.AfterCommit(() =>
            {
                instruments.Intake(ItemStatus.Accepted, accepted);
                instruments.Intake(ItemStatus.Duplicate, duplicate);
                instruments.Intake(ItemStatus.Rejected, rejected);
            });
            s.AfterCommit(() => dispatcher.Send(sent, origin));
            return Stored.Done;
        });
    }

    private async Task<IReadOnlyList<Dispatch>> InsertNoticesAsync(Session s, BatchRow batch, IReadOnlyList<Item> routed, Tier tier, DateTimeOffset now)
    {
        var accepted = new List<NewNotice>(routed.Count);
        // The open twin of an item may be answered after our insert met it and before we look for it: then nothing is in
        // the item's way any more, and it is tried again. In the order of keys, so that two chunks cannot deadlock.
        for (var items = routed; items.Count > 0;)
        {
            List<NewNotice> rows = [.. items.Select(item => new NewNotice(ids.Next(), batch, item, tier, now)).OrderBy(n => n.Item.Route!.OpenKey, KeyOrder)];
            var went = await s.InsertNewAsync(NewNotice.Open, rows);
            accepted.AddRange(rows.Where((_, i) => went[i]));
            items = await NameFirstAsync(s, [.. rows.Where((_, i) => !went[i]).Select(r => r.Item)]);
        }
        if (accepted.Count == 0) return [];
        accepted.Sort((one, other) => one.Item.Index.CompareTo(other.Item.Index));
        foreach (var row in accepted)
        {
            row.Item.Status = ItemStatus.Accepted;
            row.Item.NoticeId = row.Id;
        }
        await s.InsertAsync(NewNotice.Notices, accepted);
        await s.InsertAsync(NewNotice.Contents, accepted);
        return await SendOffAsync(s, batch, accepted, now);
    }

    private static readonly Comparer<byte[]> KeyOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    /// <summary>Tells of accepted notices and puts them on their way, by platform and as many as a message takes.</summary>
    private async Task<IReadOnlyList<Dispatch>> SendOffAsync(Session s, BatchRow batch, IReadOnlyList<NewNotice> accepted, DateTimeOffset now)
    {
        var sets = accepted.GroupBy(n => n.Item.Route!.Platform.Id).SelectMany(g => g.Chunk(IdSet.Most)).ToList();
        await events.AppendAsync(s, [.. sets.Select(notices => new EventRow
        {
            At = now,
            Kind = EventKind.Accepted,
            ByKind = OrganisationKind.Claimant,
            ClaimantId = batch.ClaimantId,
            PlatformId = notices[0].Item.Route!.Platform.Id,
            Facts = [.. notices.Select(n => new Fact { Id = n.Id, State = NoticeState.Accepted })],
        })]);
        List<Dispatch> sent = [.. sets.Select(notices => dispatches.Of(notices[0].Item.Route!.Platform.Id, Array.ConvertAll(notices, n => n.Id)))];
        await DispatchStore.AddAsync(s, sent);
        return sent;
    }

    /// <summary>Tells each duplicate which notice is in its way.</summary>
    /// <returns>Those in whose way there is none any more.</returns>
    private static async Task<IReadOnlyList<Item>> NameFirstAsync(Session s, IReadOnlyList<Item> duplicates)
    {
        if (duplicates.Count == 0) return [];
        var first = (await s.QueryAsync<Twin>($"SELECT open_key, notice_id FROM open_notices WHERE open_key IN {s.InBytes("keys")}",
            new { keys = s.Bytes(duplicates.Select(d => d.Route!.OpenKey)) })).ToDictionary(t => new Guid(t.OpenKey), t => t.NoticeId);
        var free = new List<Item>();
        foreach (var item in duplicates)
        {
            if (first.TryGetValue(new Guid(item.Route!.OpenKey), out var id)) (item.Status, item.NoticeId) = (ItemStatus.Duplicate, id);
            else free.Add(item);
        }
        return free;
    }

    private sealed record Twin
    {
        public byte[] OpenKey { get; init; } = [];
        public Guid NoticeId { get; init; }
    }

    private static async Task InsertRefusedAsync(Session s, BatchRow batch, IReadOnlyList<Item> items) =>
        await s.InsertAsync(RefusedItem.Table, [.. items.Select(i => new RefusedItem(batch.Id, i))]);

    /// <summary>For a dry run: the open notice an item would be a duplicate of.</summary>
    public Task<Guid?> FindOpenAsync(byte[] openKey) =>
        database.ReadAsync(s => s.FirstAsync<Guid?>("SELECT notice_id FROM open_notices WHERE open_key = @openKey", new { openKey }));
}

/// <summary>A notice about to be inserted.</summary>
internal sealed record NewNotice(Guid Id, BatchRow Batch, Item Item, Tier Tier, DateTimeOffset Now)
{
    public static readonly Table<NewNotice> Open = new("open_notices",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("open_key", ColumnType.Bytes, n => n.Item.Route!.OpenKey),
    ]);

    public static readonly Table<NewNotice> Notices = new("notices",
    [
        new("id", ColumnType.Id, n => n.Id),
        new("batch_id", ColumnType.Id, n => n.Batch.Id),
        new("item_index", ColumnType.Number, n => n.Item.Index),
        new("client_ref", ColumnType.Text, n => n.Item.Notice!.ClientRef),
        new("claimant_id", ColumnType.Id, n => n.Batch.ClaimantId),
        new("platform_id", ColumnType.Id, n => n.Item.Route!.Platform.Id),
        new("tier", ColumnType.Number, n => n.Tier),
        new("regime", ColumnType.Text, n => n.Item.Route!.Regime),
        new("policy", ColumnType.Text, n => n.Item.Route!.Policy.Code),
        new("policy_version", ColumnType.Number, n => n.Item.Route!.Policy.Version),
        new("target", ColumnType.Text, n => n.Item.Route!.Target),
        new("open_key", ColumnType.Bytes, n => n.Item.Route!.OpenKey),
        new("accepted_at", ColumnType.Instant, n => n.Now),
        new("account_id", ColumnType.Text, n => n.Item.Notice!.Target!.Account?.Id),
        new("account_name", ColumnType.Text, n => n.Item.Notice!.Target!.Account?.Name),
    ]);

    public static readonly Table<NewNotice> Contents = new("notice_contents",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("content", ColumnType.Text, n => n.Item.Content),
    ]);
}

/// <summary>An item that did not become a notice, with what was sent, so that it can be mended and sent again.</summary>
internal sealed record RefusedItem(Guid BatchId, Item Item)
{
    public static readonly Table<RefusedItem> Table = new("batch_items",
    [
        new("batch_id", ColumnType.Id, r => r.BatchId),
        new("item_index", ColumnType.Number, r => r.Item.Index),
        new("status", ColumnType.Number, r => r.Item.Status),
        new("client_ref", ColumnType.Text, r => r.Item.ClientRef),
        new("notice_id", ColumnType.Id, r => r.Item.NoticeId),
        new("errors", ColumnType.Text, r => r.Item.Faults.Count == 0 ? null
            : JsonSerializer.Serialize([.. r.Item.Faults.Select(ItemFault.Of)], StoredJson.Default.ListItemFault)),
        new("raw", ColumnType.Text, r => r.Item.Status is ItemStatus.Rejected ? r.Item.Content : null),
        new("unrouted", ColumnType.Number, r => r.Item.Unrouted ? 1 : 0),
        new("host", ColumnType.Text, r => r.Item.Unrouted ? r.Item.Host : null),
    ]);
}
