using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Events;
using Takedown.Server.Storage;

namespace Takedown.Server.Intake;

/// <summary>A notice about to be inserted.</summary>
internal sealed record NewNotice(Guid Id, Submission From, Item Item)
{
    public static readonly Table<NewNotice> Open = new("open_notices",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("open_key", ColumnType.Bytes, n => n.Item.Route!.OpenKey),
    ]);

    public static readonly Table<NewNotice> Notices = new("notices",
    [
        new("id", ColumnType.Id, n => n.Id),
        new("batch_id", ColumnType.Id, n => n.From.Batch.Id),
        new("item_index", ColumnType.Number, n => n.Item.Index),
        new("client_ref", ColumnType.Text, n => n.Item.Notice!.ClientRef),
        new("claimant_id", ColumnType.Id, n => n.From.Batch.ClaimantId),
        new("platform_id", ColumnType.Id, n => n.Item.Route!.Platform.Id),
        new("tier", ColumnType.Number, n => n.From.Tier),
        new("regime", ColumnType.Text, n => n.Item.Route!.Regime),
        new("policy", ColumnType.Text, n => n.Item.Route!.Policy.Code),
        new("policy_version", ColumnType.Number, n => n.Item.Route!.Policy.Version),
        new("target", ColumnType.Text, n => n.Item.Route!.Target),
        new("open_key", ColumnType.Bytes, n => n.Item.Route!.OpenKey),
        new("accepted_at", ColumnType.Instant, n => n.From.Now),
        new("account_id", ColumnType.Text, n => n.Item.Notice!.Target!.Account?.Id),
        new("account_name", ColumnType.Text, n => n.Item.Notice!.Target!.Account?.Name),
    ]);

    public static readonly Table<NewNotice> Contents = new("notice_contents",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("content", ColumnType.Text, n => n.Item.Content),
    ]);
}

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
            : JsonSerializer.Serialize([.. r.Item.Faults.Select(ItemFault.Of)], StoredJson.Default.ListItemFault)),
        new("raw", ColumnType.Text, r => r.Item.Status is ItemStatus.Rejected ? r.Item.Content : null),
        new("unrouted", ColumnType.Number, r => r.Item.Unrouted ? 1 : 0),
        new("host", ColumnType.Text, r => r.Item.Unrouted ? r.Item.Host : null),
    ]);
}
