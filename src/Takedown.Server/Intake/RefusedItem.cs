using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// An item that was not accepted. A rejected item keeps its submitted text, so that it can be corrected and sent again.
/// </summary>
internal sealed record RefusedItem(Guid BatchId, JudgedItem Item, ItemOutcome Outcome)
{
    private string? Errors => Item.Faults.Count == 0 ? null
        : JsonSerializer.Serialize([.. Item.Faults.Select(ItemFault.Of)], StoredFaults.Default.ListItemFault);

    public static readonly Table<RefusedItem> Table = new("batch_items",
    [
        new("batch_id", ColumnType.Id, r => r.BatchId),
        new("item_index", ColumnType.Number, r => r.Item.Index),
        new("status", ColumnType.Number, r => r.Outcome.Status),
        new("client_ref", ColumnType.Text, r => r.Item.ClientRef),
        new("notice_id", ColumnType.Id, r => r.Outcome.NoticeId),
        new("errors", ColumnType.Text, r => r.Errors),
        new("raw", ColumnType.Text, r => r.Outcome.Status is ItemStatus.Rejected ? r.Item.Content : null),
        new("unrouted", ColumnType.Number, r => r.Item.Unrouted ? 1 : 0),
        new("host", ColumnType.Text, r => r.Item.Unrouted ? r.Item.Host : null),
    ]);
}
