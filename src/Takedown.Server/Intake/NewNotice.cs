using Takedown.Storage;

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
