using System.Globalization;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>
/// The items of a claimant that were duplicates, from the newest batch on. A page examines a limited number of batches
/// and of items.
/// </summary>
internal static class DuplicateItems
{
    private const int MaxBatches = 50, MaxScanned = 10_000;

    /// <summary>In this batch after this item; then in those before it.</summary>
    internal sealed record Place(Guid Batch, long After)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Batch}.{After}");
    }

    public static readonly Place Start = new(Guid.AllBitsSet, -1);

    /// <summary>A cursor as it was given; null if it is none.</summary>
    public static Place? Read(string? text) => string.IsNullOrEmpty(text) ? Start
        : text.Split('.') is [var batch, var after] && Guid.TryParseExact(batch, "D", out var id)
            && long.TryParse(after, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? new(id, index) : null;

    private const string Batches =
        """
        SELECT id, received_at FROM batches WHERE claimant_id = @claimant AND id <= @batch AND duplicate > 0
        ORDER BY id DESC LIMIT @most
        """;

    private static readonly string Items =
        $"""
        SELECT item_index, notice_id FROM (
            SELECT item_index, notice_id, status FROM batch_items WHERE batch_id = @batch AND item_index > @after
            ORDER BY item_index LIMIT @scan) AS scanned
        WHERE status = {ItemStatus.Duplicate:D} ORDER BY item_index LIMIT @take
        """;

    private const string LastScanned =
        """
        SELECT item_index FROM batch_items WHERE batch_id = @batch AND item_index > @after
        ORDER BY item_index LIMIT 1 OFFSET @last
        """;

    public static async Task<Page<ScoreNotice>> PageAsync(Session s, Guid claimant, Place from, int limit)
    {
        var found = new List<ScoreNotice>();
        var batches = await s.QueryAsync<BatchItem>(Batches, new { claimant, batch = from.Batch, most = MaxBatches });
        foreach (var batch in batches)
        {
            var args = new
            {
                batch = batch.Id,
                after = batch.Id == from.Batch ? from.After : -1,
                scan = MaxScanned,
                take = limit - found.Count,
                last = MaxScanned - 1,
            };
            var items = await s.QueryAsync<Item>(Items, args);
            found.AddRange(items.Select(i => new ScoreNotice
            {
                NoticeId = i.NoticeId, BatchId = batch.Id, Index = i.ItemIndex, At = batch.ReceivedAt,
            }));
            if (found.Count >= limit) return new(found, new Place(batch.Id, items[^1].ItemIndex).Text);
            if (await s.FirstAsync<long?>(LastScanned, args) is { } last)
                return new(found, new Place(batch.Id, last).Text);
        }
        return new(found, batches.Count == MaxBatches ? new Place(batches[^1].Id, long.MaxValue).Text : null);
    }

    private sealed record BatchItem
    {
        public Guid Id { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
    }

    private sealed record Item
    {
        public long ItemIndex { get; init; }
        public Guid? NoticeId { get; init; }
    }
}
