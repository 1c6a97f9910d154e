using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Intake.Csv;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Sends items on whose host got a platform after they were refused for it: they are judged again and become notices
/// of their batch. Items beyond a claimant's stored bytes have no text and stay refused.
/// </summary>
internal sealed class UnroutedRelay(
    Database database, BatchStore batches, RegistryCache registryCache, NeverTouchStore neverTouch, TimeProvider time)
{
    private const int Page = 200;

    private const string Select =
        """
        SELECT i.batch_id, i.item_index, i.raw, i.client_ref, i.metadata, b.claimant_id, b.defaults, b.heading,
            b.key_id
        FROM batch_items i JOIN batches b ON b.id = i.batch_id
        WHERE i.unrouted = 1 AND i.raw IS NOT NULL AND b.complete = 1
            AND (i.batch_id > @batch OR (i.batch_id = @batch AND i.item_index > @index))
        ORDER BY i.batch_id, i.item_index LIMIT @take
        """;

    /// <summary>Judges all unrouted items by the registry of now.</summary>
    /// <returns>The number of notices made.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var registry = await registryCache.CurrentAsync(stop);
        var (made, batch, index) = (0, Guid.Empty, -1L);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var args = new { batch, index, take = Page };
            var rows = await database.ReportAsync(s => s.QueryAsync<Row>(Select, args), stop);
            if (rows.Count == 0) return made;
            foreach (var one in rows.GroupBy(r => r.BatchId)) made += await SendOnAsync(registry, [.. one]);
            (batch, index) = (rows[^1].BatchId, rows[^1].ItemIndex);
        }
    }

    private async Task<int> SendOnAsync(RegistrySnapshot registry, IReadOnlyList<Row> rows)
    {
        var first = rows[0];
        var sender = await registryCache.ClaimantAsync(registry, first.ClaimantId);
        var assessment = new Assessment(
            registry, sender, officer: null, strict: false, time,
            await neverTouch.OfAsync(registry, first.ClaimantId));
        var defaults = first.Defaults is null ? null : Read(first.Defaults);
        var shape = first.Heading is null ? null : CsvShape.Read(first.Heading);
        List<JudgedItem> routed = [.. rows.Select(r => Parsed(r, shape)).OfType<ParsedItem>()
            .Select(item => assessment.Judge(item, defaults))
            // Nothing is sent with what it lacks of which its sender was not told.
            .Where(item => item.Route is not null && item.Special is not { IsSent: true })];
        if (routed.Count == 0) return 0;
        return await batches.SendOnAsync(new(
            new() { Id = first.BatchId, ClaimantId = first.ClaimantId, Received = rows[^1].ItemIndex + 1 }, routed,
            Complete: true, first.KeyId ?? Guid.Empty, time.GetUtcNow())
        {
            By = sender.Kind,
            Region = sender.Region,
        });
    }

    private static ParsedItem? Parsed(Row row, CsvShape? shape)
    {
        var notice = shape is null ? Read(row.Raw) : ResultFiles.NoticeOf(row.Raw, shape);
        if (notice is null) return null;
        if (row.Metadata is not null) notice = notice with { Metadata = Notices.Metadata.Read(row.Metadata) };
        return new(row.ItemIndex, null, notice, row.ClientRef, [], default);
    }

    /// <summary>A stored text was read before, but perhaps by another release.</summary>
    private static NoticeInput? Read(string json)
    {
        try
        {
            return ParsedItem.ReadNotice(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row
    {
        public Guid BatchId { get; init; }
        public long ItemIndex { get; init; }
        public string Raw { get; init; } = "";
        public string? ClientRef { get; init; }
        public string? Metadata { get; init; }
        public Guid ClaimantId { get; init; }
        public string? Defaults { get; init; }
        public string? Heading { get; init; }
        public Guid? KeyId { get; init; }
    }
}
