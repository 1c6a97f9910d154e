using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>The stored results of an item for each of its respondents. Few items have several.</summary>
internal sealed record ItemRespondents(Guid BatchId, long Index, IReadOnlyList<RespondentResult> Results)
{
    private static readonly Table<ItemRespondents> Table = new("item_respondents",
    [
        new("batch_id", ColumnType.Id, r => r.BatchId),
        new("item_index", ColumnType.Number, r => r.Index),
        new("results", ColumnType.Text, r => JsonSerializer.Serialize(
            [.. r.Results], StoredFaults.Default.ListRespondentResult)),
    ]);

    private const string Select =
        """
        SELECT item_index, results FROM item_respondents
        WHERE batch_id = @batchId AND item_index >= @from AND item_index <= @to
        """;

    public static Task AddAsync(Session s, IReadOnlyList<ItemRespondents> rows) =>
        s.InsertAsync(Table, rows, "DO NOTHING");

    /// <summary>Those of the items of a page, by their position.</summary>
    public static async Task<Dictionary<long, IReadOnlyList<RespondentResult>>> OfAsync(
        Session s, Guid batchId, long from, long to) =>
        (await s.QueryAsync<Row>(Select, new { batchId, from, to })).ToDictionary(
            r => r.ItemIndex,
            r => (IReadOnlyList<RespondentResult>)JsonSerializer
                .Deserialize(r.Results, StoredFaults.Default.ListRespondentResult)!);

    private sealed record Row
    {
        public long ItemIndex { get; init; }
        public string Results { get; init; } = "";
    }
}
