using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>A notice to be inserted.</summary>
/// <param name="Id">Id of the notice.</param>
/// <param name="From">Submission of its item.</param>
/// <param name="Position">Position of the item in the submission, from 0.</param>
internal sealed record NewNotice(Guid Id, Submission From, int Position)
{
    private JudgedItem Item => From.Items[Position];

    public Route Route => Item.Route!;

    public static readonly Table<NewNotice> Open = new("open_notices",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("open_key", ColumnType.Bytes, n => n.Route.OpenKey),
    ]);

    public static readonly Table<NewNotice> Notices = new("notices",
    [
        new("id", ColumnType.Id, n => n.Id),
        new("batch_id", ColumnType.Id, n => n.From.Batch.Id),
        new("item_index", ColumnType.Number, n => n.Item.Index),
        new("client_ref", ColumnType.Text, n => n.Item.ClientRef),
        new("claimant_id", ColumnType.Id, n => n.From.Batch.ClaimantId),
        new("platform_id", ColumnType.Id, n => n.Route.Platform.Id),
        new("tier", ColumnType.Number, n => n.From.Tier),
        new("regime", ColumnType.Text, n => n.Route.Regime),
        new("policy", ColumnType.Text, n => n.Route.Policy.Code),
        new("policy_version", ColumnType.Number, n => n.Route.Policy.Version),
        new("target", ColumnType.Text, n => n.Route.Target),
        new("open_key", ColumnType.Bytes, n => n.Route.OpenKey),
        new("accepted_at", ColumnType.Instant, n => n.From.Now),
    ]);

    public static readonly Table<NewNotice> Contents = new("notice_contents",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("content", ColumnType.Text, n => n.Item.Content),
    ]);
}
