using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

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
            : JsonSerializer.Serialize([.. r.Item.Faults.Select(ItemFault.Of)], StoredFaults.Default.ListItemFault)),
        new("raw", ColumnType.Text, r => r.Item.Status is ItemStatus.Rejected ? r.Item.Content : null),
        new("unrouted", ColumnType.Number, r => r.Item.Unrouted ? 1 : 0),
        new("host", ColumnType.Text, r => r.Item.Unrouted ? r.Item.Host : null),
    ]);
}
