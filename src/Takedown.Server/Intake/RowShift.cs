using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>From an item on, the rows of the file are so many further than the items.</summary>
internal sealed record RowShift(Guid BatchId, long ItemIndex, long Shift)
{
    public static readonly Table<RowShift> Table = new("batch_shifts",
    [
        new("batch_id", ColumnType.Id, s => s.BatchId),
        new("item_index", ColumnType.Number, s => s.ItemIndex),
        new("shift", ColumnType.Number, s => s.Shift),
    ]);
}
