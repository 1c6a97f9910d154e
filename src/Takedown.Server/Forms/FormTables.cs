using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>The tables of the counters of forms.</summary>
internal static class FormTables
{
    public static readonly Table<FormCount> Counts = new("form_counts",
    [
        new("platform_id", ColumnType.Id, c => c.Key.Platform),
        new("function", ColumnType.Text, c => c.Key.Function),
        new("figure", ColumnType.Number, c => c.Key.Figure),
        new("hour", ColumnType.Number, c => c.Key.Hour),
        new("closed_hour", ColumnType.Number, c => c.Key.Closed),
        new("count", ColumnType.Number, c => c.Count),
    ]);

    public const string AddCount =
        "(platform_id, function, hour, figure, closed_hour) DO UPDATE SET count = form_counts.count + excluded.count";

    public static readonly Table<FormPosition> Positions = new("form_positions",
    [
        new("platform_id", ColumnType.Id, p => p.Platform),
        new("hour", ColumnType.Number, p => p.Hour),
        new("tx", ColumnType.Number, p => p.Tx),
        new("seq", ColumnType.Number, p => p.Seq),
    ]);

    public static readonly Table<FormBatch> Batches = new("form_batches",
    [
        new("platform_id", ColumnType.Id, b => b.Platform),
        new("batch_id", ColumnType.Id, b => b.Batch),
        new("function", ColumnType.Text, b => b.Function),
        new("at", ColumnType.Instant, b => b.At),
    ]);
}
