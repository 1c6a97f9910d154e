using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>An item as read from the body, before defaults, routing and rules.</summary>
/// <param name="Index">Position in the batch, from 0.</param>
/// <param name="Digest">Digest of all items up to this one; null without an Idempotency-Key.</param>
/// <param name="Notice">The notice; null if it could not be read.</param>
/// <param name="ClientRef">The claimant's reference if the notice could not be read.</param>
/// <param name="Faults">Faults found while reading.</param>
/// <param name="Sent">
/// The notice as received: its JSON, or the row of a table; or the text that could not be read. Empty where what was
/// read is not what was sent.
/// </param>
/// <param name="Row">Where it stands in the file.</param>
internal sealed record ParsedItem(
    long Index, byte[]? Digest, NoticeInput? Notice, string? ClientRef, IReadOnlyList<InputFault> Faults,
    ReadOnlyMemory<byte> Sent, FileRow Row = default)
{
    /// <summary>Whether <see cref="Sent"/> is a row of a table.</summary>
    public bool IsTableRow { get; init; }

    /// <summary>The JSON of the notice as received; empty for other formats.</summary>
    public ReadOnlySpan<byte> Json => IsTableRow ? [] : Sent.Span;

    /// <summary>Parses an item. Its bytes are valid until the next item is read; see <see cref="Keep"/>.</summary>
    /// <param name="raw">The item.</param>
    /// <param name="index">Its position, from 0.</param>
    /// <param name="digest">The digest up to it.</param>
    /// <param name="row">Where it stands in the file.</param>
    /// <param name="keepUnknown">Whether unknown fields become metadata.</param>
    public static ParsedItem Of(
        RawItem raw, long index, byte[]? digest, FileRow row = default, bool keepUnknown = false)
    {
        if (raw.IsTableRow)
        {
            return new(index, digest, raw.Notice, raw.ClientRef, raw.Faults, raw.Bytes, row) { IsTableRow = true };
        }
        if (raw.Faults.Count > 0) return Unreadable(raw.ClientRef, raw.Faults);
        if (!Utf8.IsValid(raw.Bytes.Span)) return Unreadable(null, new InputFault("", "encoding.invalid"));
        try
        {
            return ReadNotice(raw.Bytes.Span) is { } notice
                ? new(index, digest, notice, null, [], raw.Bytes, row)
                : Unreadable(null, new InputFault("", "field.type", "object"));
        }
        catch (JsonException error)
        {
            if (LenientNotice.Rewrite(raw.Bytes, keepUnknown) is { } rewritten)
            {
                // Read without what is not the notice's own; refused, it is kept as it was sent.
                var again = Of(new RawItem(rewritten, null), index, digest, row);
                return again with { Sent = again.Notice is null ? raw.Bytes : default };
            }
            var faults = JsonErrors.Explain(raw.Bytes, TakedownJson.Default.NoticeInput, error);
            return Unreadable(JsonErrors.TextOf(raw.Bytes, "clientRef"), faults);
        }

        ParsedItem Unreadable(string? clientRef, params IReadOnlyList<InputFault> faults) =>
            new(index, digest, null, clientRef, faults, Cleaned(raw.Bytes), row);
    }

    /// <summary>Strict parser: unknown or duplicate fields and values of another type are errors.</summary>
    public static NoticeInput? ReadNotice(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, TakedownJson.Default.NoticeInput);

    /// <summary>A copy with its own bytes.</summary>
    public ParsedItem Keep() => this with { Sent = Sent.ToArray() };

    /// <summary>Replaces invalid UTF-8, which a text column cannot store.</summary>
    public static byte[] Cleaned(ReadOnlyMemory<byte> text) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
}
