using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Results of a stored batch, from <c>notices</c> (accepted items) and <c>batch_items</c> (others).</summary>
internal sealed class BatchResults(Database database)
{
    /// <summary>Maximum number of results returned with the batch itself.</summary>
    public const int InlineLimit = 1000;

    /// <summary>The results given with a batch: all, or none if they are longer than a page.</summary>
    public static IReadOnlyList<ItemResult>? Inline(IReadOnlyList<ItemResult>? items, long received) =>
        items?.Count < received || items?.Sum(Length) > PageBytes.Max ? null : items;

    /// <summary>The fields of a preflight that are always about as long.</summary>
    private const int PreflightLength = 700;

    /// <summary>The length of a result as it is sent, about.</summary>
    public static long Length(ItemResult item) => PageBytes.Around
        + (item.Metadata ?? new Dictionary<string, string>())
            .Sum(m => 8 + PageBytes.Length(m.Key) + PageBytes.Length(m.Value))
        + (item.Errors ?? []).Concat(item.Warnings ?? [])
            .Sum(e => 50 + PageBytes.Length(e.Pointer) + PageBytes.Length(e.Code) + PageBytes.Length(e.Message))
        + (item.Preflight is not { } preflight ? 0 : PreflightLength + PageBytes.Length(preflight.PlatformName)
            + PageBytes.Length(preflight.NeverTouch?.Note) + PageBytes.Length(preflight.NeverTouch?.Url)
            + preflight.Required.Sum(PageBytes.Length) + 50 * preflight.Refusals.Count)
        + 150 * (item.Respondents?.Count ?? 0);

    private static readonly string Select = PageBytes.Bounded(
        """
        SELECT * FROM (
          SELECT taken.item_index, taken.status, taken.client_ref, taken.notice_id, taken.errors, m.metadata FROM (
            SELECT item_index, 0 AS status, client_ref, id AS notice_id, NULL AS errors FROM notices
            WHERE batch_id = @batchId AND item_index > @after AND item_index < @items AND @accepted
            ORDER BY item_index LIMIT @take) AS taken LEFT JOIN notice_metadata m ON m.notice_id = taken.notice_id
          UNION ALL
          SELECT * FROM (
            SELECT item_index, status, client_ref, notice_id, errors, metadata FROM batch_items
            WHERE batch_id = @batchId AND item_index > @after AND (@status IS NULL OR status = @status)
            ORDER BY item_index LIMIT @take) AS refused
        ) AS items ORDER BY item_index LIMIT @take
        """, "item_index", "errors", "metadata");

    private const string SelectShifts =
        """
        SELECT item_index, shift FROM batch_shifts WHERE batch_id = @batchId AND item_index <= @last
            AND item_index >= COALESCE(
                (SELECT MAX(item_index) FROM batch_shifts WHERE batch_id = @batchId AND item_index <= @first), 0)
        ORDER BY item_index
        """;

    /// <summary>
    /// Results after a position, in the order of the batch: fewer than asked for if their faults are long.
    /// </summary>
    public async Task<IReadOnlyList<ItemResult>> ItemsAsync(
        BatchRow batch, ItemStatus? status, long after, int take, string language)
    {
        var (rows, warnings, respondents) = await database.ReadAsync(async s =>
        {
            var rows = await s.QueryAsync<Row>(Select, new
            {
                batchId = batch.Id,
                after,
                take,
                status = (int?)status,
                accepted = status is null or ItemStatus.Accepted,
                items = SameTarget.Items,
            });
            if (rows.Count == 0) return (rows, [], []);
            var (from, to) = (rows[0].ItemIndex, rows[^1].ItemIndex);
            return (rows, await ItemWarnings.OfAsync(s, batch.Id, from, to),
                await ItemRespondents.OfAsync(s, batch.Id, from, to));
        });
        var places = await PlacesAsync(batch, [.. rows.Select(r => r.ItemIndex)]);
        return [.. rows.Select((r, i) => (r.Draft with
        {
            Row = places[i],
            Warnings = warnings.TryGetValue(r.ItemIndex, out var found) ? found : [],
            Respondents = respondents.GetValueOrDefault(r.ItemIndex),
        }).Localize(language))];
    }

    /// <summary>The rows of the file of items, which are in order; null in a JSON body.</summary>
    private async Task<long?[]> PlacesAsync(BatchRow batch, long[] items)
    {
        var places = new long?[items.Length];
        if (batch.FirstRow == 0 || items.Length == 0) return places;
        var shifts = !batch.Shifted ? [] : await database.ReadAsync(s => s.QueryAsync<ShiftRow>(
            SelectShifts, new { batchId = batch.Id, first = items[0], last = items[^1] }));
        var (next, shift) = (0, 0L);
        for (var i = 0; i < items.Length; i++)
        {
            while (next < shifts.Count && shifts[next].ItemIndex <= items[i]) shift = shifts[next++].Shift;
            places[i] = items[i] + batch.FirstRow + shift;
        }
        return places;
    }

    private static readonly string SelectSent = PageBytes.Bounded(
        """
        SELECT item_index, raw, errors, client_ref FROM batch_items
        WHERE batch_id = @batchId AND item_index > @after AND status = @status AND raw IS NOT NULL
        ORDER BY item_index LIMIT @take
        """, "item_index", "raw", "errors");

    private const string SelectDefaults = "SELECT defaults FROM batches WHERE id = @batchId";

    /// <summary>The defaults of a batch; null if it has none.</summary>
    public Task<string?> DefaultsAsync(Guid batchId) =>
        database.ReadAsync(s => s.FirstAsync<string?>(SelectDefaults, new { batchId }));

    /// <summary>Submitted text of the refused items, to be corrected and sent again.</summary>
    public async Task<IReadOnlyList<SentItem>> SentAsync(BatchRow batch, long after, int take)
    {
        var rows = await database.ReadAsync(s => s.QueryAsync<SentItem>(
            SelectSent, new { batchId = batch.Id, after, take, status = (int)ItemStatus.Rejected }));
        var places = await PlacesAsync(batch, [.. rows.Select(r => r.ItemIndex)]);
        return [.. rows.Select((r, i) => r with { Row = places[i] })];
    }

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
        public string? Metadata { get; init; }

        public ItemResultDraft Draft =>
            new(ItemIndex, ClientRef, Status, NoticeId, StoredFaults.Read(Errors)) { Metadata = Metadata };
    }

    private sealed record ShiftRow
    {
        public long ItemIndex { get; init; }
        public long Shift { get; init; }
    }
}

internal sealed record SentItem
{
    public long ItemIndex { get; init; }
    public string Raw { get; init; } = "";
    public string? ClientRef { get; init; }
    public string? Errors { get; init; }

    /// <summary>Its row or line in the file.</summary>
    public long? Row { get; init; }

    public IReadOnlyList<InputFault> Faults => StoredFaults.Read(Errors);
}
