using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Results of a stored batch, from <c>notices</c> (accepted items) and <c>batch_items</c> (others).</summary>
internal sealed class BatchResults(Database database)
{
    /// <summary>Maximum number of results returned with the batch itself.</summary>
    public const int InlineLimit = 1000;

    private static readonly string Select = PageBytes.Bounded(
        """
        SELECT * FROM (
          SELECT * FROM (
            SELECT item_index, 0 AS status, client_ref, id AS notice_id, NULL AS errors FROM notices
            WHERE batch_id = @batchId AND item_index > @after AND @accepted
            ORDER BY item_index LIMIT @take) AS taken
          UNION ALL
          SELECT * FROM (
            SELECT item_index, status, client_ref, notice_id, errors FROM batch_items
            WHERE batch_id = @batchId AND item_index > @after AND (@status IS NULL OR status = @status)
            ORDER BY item_index LIMIT @take) AS refused
        ) AS items ORDER BY item_index LIMIT @take
        """, "item_index", "errors");

    /// <summary>
    /// Results after a position, in the order of the batch: fewer than asked for if their faults are long.
    /// </summary>
    public async Task<IReadOnlyList<ItemResult>> ItemsAsync(
        Guid batchId, ItemStatus? status, long after, int take, string language)
    {
        var rows = await database.ReadAsync(s => s.QueryAsync<Row>(Select, new
        {
            batchId,
            after,
            take,
            status = (int?)status,
            accepted = status is null or ItemStatus.Accepted,
        }));
        return [.. rows.Select(r => r.Draft.Localize(language))];
    }

    private static readonly string SelectSent = PageBytes.Bounded(
        """
        SELECT item_index, raw FROM batch_items
        WHERE batch_id = @batchId AND item_index > @after AND status = @status AND raw IS NOT NULL
        ORDER BY item_index LIMIT @take
        """, "item_index", "raw");

    private const string SelectDefaults = "SELECT defaults FROM batches WHERE id = @batchId";

    /// <summary>The defaults of a batch; null if it has none.</summary>
    public Task<string?> DefaultsAsync(Guid batchId) =>
        database.ReadAsync(s => s.FirstAsync<string?>(SelectDefaults, new { batchId }));

    /// <summary>Submitted text of the refused items, to be corrected and sent again.</summary>
    public Task<IReadOnlyList<SentItem>> SentAsync(Guid batchId, long after, int take) =>
        database.ReadAsync(s => s.QueryAsync<SentItem>(
            SelectSent, new { batchId, after, take, status = (int)ItemStatus.Rejected }));

    private const string SelectUnrouted =
        """
        SELECT i.batch_id, i.item_index AS "index", b.claimant_id, i.host, b.received_at AS at
        FROM batch_items i JOIN batches b ON b.id = i.batch_id
        WHERE i.unrouted = 1 AND (i.batch_id > @batch OR (i.batch_id = @batch AND i.item_index > @index))
        ORDER BY i.batch_id, i.item_index LIMIT @take
        """;

    /// <summary>Items of all claimants whose host is not registered.</summary>
    public Task<IReadOnlyList<UnroutedItem>> UnroutedAsync(Guid batch, long index, int take) =>
        database.ReportAsync(s => s.QueryAsync<UnroutedItem>(SelectUnrouted, new { batch, index, take }));

    private sealed record Row
    {
        public long ItemIndex { get; init; }
        public ItemStatus Status { get; init; }
        public string? ClientRef { get; init; }
        public Guid? NoticeId { get; init; }
        public string? Errors { get; init; }

        public ItemResultDraft Draft => new(ItemIndex, ClientRef, Status, NoticeId,
            Errors is null ? []
                : [.. JsonSerializer.Deserialize(Errors, StoredFaults.Default.ListItemFault)!.Select(f => f.Input)]);
    }
}

internal sealed record SentItem
{
    public long ItemIndex { get; init; }
    public string Raw { get; init; } = "";
}
