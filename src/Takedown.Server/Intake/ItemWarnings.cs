using System.Text.Json;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>The stored warnings of an item. Few items have any.</summary>
internal sealed record ItemWarnings(Guid BatchId, long Index, IReadOnlyList<InputFault> Warnings)
{
    private static readonly Table<ItemWarnings> Table = new("item_warnings",
    [
        new("batch_id", ColumnType.Id, w => w.BatchId),
        new("item_index", ColumnType.Number, w => w.Index),
        new("warnings", ColumnType.Text, w => JsonSerializer.Serialize(
            [.. w.Warnings.Select(ItemFault.Of)], StoredFaults.Default.ListItemFault)),
    ]);

    private const string Select =
        """
        SELECT item_index, warnings FROM item_warnings
        WHERE batch_id = @batchId AND item_index >= @from AND item_index <= @to
        """;

    public static Task AddAsync(Session s, IEnumerable<StoredSubmission> placed) => s.InsertAsync(
        Table,
        [.. placed.SelectMany(b => Enumerable.Range(0, b.Outcomes.Length)
            .Where(i => b.From.Items[i].Warnings.Count > 0)
            .Select(i => new ItemWarnings(
                b.From.Batch.Id, b.From.Items[i].Index,
                ItemResultDraft.WarningsOf(b.From.Items[i], b.Outcomes[i].Status)))
            .Where(w => w.Warnings.Count > 0))],
        "DO NOTHING");

    /// <summary>The warnings of the items of a page, by their position.</summary>
    public static async Task<Dictionary<long, IReadOnlyList<InputFault>>> OfAsync(
        Session s, Guid batchId, long from, long to) =>
        (await s.QueryAsync<Row>(Select, new { batchId, from, to })).ToDictionary(
            r => r.ItemIndex,
            r => (IReadOnlyList<InputFault>)[.. JsonSerializer
                .Deserialize(r.Warnings, StoredFaults.Default.ListItemFault)!.Select(f => f.Input)]);

    private sealed record Row
    {
        public long ItemIndex { get; init; }
        public string Warnings { get; init; } = "";
    }
}
