using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// An item that was not accepted. A rejected item keeps its submitted text, so that it can be corrected and sent again,
/// unless its claimant has stored too many today. The defaults are stored once with the batch.
/// </summary>
internal sealed record RefusedItem(BatchRow Batch, JudgedItem Item, ItemOutcome Outcome)
{
    /// <summary>Bytes of faults stored with an item; further faults are dropped.</summary>
    private const int MaxErrors = 8192;

    private const int RowBytes = 100;

    /// <summary>Whether the text is stored.</summary>
    public bool KeepsText { get; init; } = true;

    private string? Errors { get; } =
        Outcome.FaultsOf(Item) is { Count: > 0 } faults ? Bounded(faults) : null;

    private byte[]? Text => Outcome.Status is not ItemStatus.Rejected ? null
        : Item is { Special.IsSent: true, Content: { } judged } ? WithoutMissing(judged) : Item.Content;

    /// <summary>What it lacks is ours to say: the sender cannot send it again.</summary>
    private static byte[] WithoutMissing(byte[] content)
    {
        var sent = StoredJson.ReadNotice(Encoding.UTF8.GetString(content)) with { Missing = null };
        return JsonSerializer.SerializeToUtf8Bytes(sent, StoredJson.Default.NoticeInput);
    }

    /// <summary>
    /// What the row of a rejected item adds to the database, with its faults and, if it is stored, its text; 0 for a
    /// duplicate.
    /// </summary>
    public long Bytes => Outcome.Status is not ItemStatus.Rejected ? 0
        : RowBytes + Length(Item.ClientRef) + Length(Item.Unrouted ? Item.Host : null) + Length(Errors)
            + (KeepsText ? (Text?.Length ?? 0) + (Item.Metadata?.Length ?? 0) : 0);

    private static long Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// The text of a refused item on one line, without defaults, or the row of a table as it was sent; null if there is
    /// none.
    /// </summary>
    public static byte[]? TextOf(ParsedItem item)
    {
        // Bytes that are no UTF-8 cannot be stored in a text column.
        if (item.IsTableRow) return ParsedItem.Cleaned(item.Sent);
        if (item.Sent.IsEmpty)
        {
            return item.Notice is null ? null
                : JsonSerializer.SerializeToUtf8Bytes(item.Notice, StoredJson.Default.NoticeInput);
        }
        var line = item.Sent.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    private static string Bounded(IReadOnlyList<InputFault> faults)
    {
        for (var count = faults.Count; ; count /= 2)
        {
            var text = JsonSerializer.Serialize(
                [.. faults.Take(count).Select(ItemFault.Of)], StoredFaults.Default.ListItemFault);
            if (text.Length <= MaxErrors || count == 1) return text;
        }
    }

    public static readonly Table<RefusedItem> Table = new("batch_items",
    [
        new("batch_id", ColumnType.Id, r => r.Batch.Id),
        new("item_index", ColumnType.Number, r => r.Item.Index),
        new("status", ColumnType.Number, r => r.Outcome.Status),
        new("client_ref", ColumnType.Text, r => r.Item.ClientRef),
        new("notice_id", ColumnType.Id, r => r.Outcome.NoticeId),
        new("errors", ColumnType.Text, r => r.Errors),
        new("raw", ColumnType.Text, r => r.KeepsText ? r.Text : null),
        new("metadata", ColumnType.Text, r => r.KeepsText ? r.Item.Metadata : null),
        new("unrouted", ColumnType.Number, r => r.Item.Unrouted ? 1 : 0),
        new("host", ColumnType.Text, r => r.Item.Unrouted ? r.Item.Host : null),
    ]);
}
