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
/// The JSON of the notice as received, empty for other formats; or the text that could not be read.
/// </param>
internal sealed record ParsedItem(
    long Index, byte[]? Digest, NoticeInput? Notice, string? ClientRef, IReadOnlyList<InputFault> Faults,
    ReadOnlyMemory<byte> Sent)
{
    /// <summary>Parses an item. Its bytes are valid until the next item is read; see <see cref="Keep"/>.</summary>
    public static ParsedItem Of(RawItem raw, long index, byte[]? digest)
    {
        if (raw.Notice is not null) return new(index, digest, raw.Notice, null, raw.Faults, default);
        if (raw.Faults.Count > 0) return Unreadable(null, raw.Faults);
        if (!Utf8.IsValid(raw.Bytes.Span)) return Unreadable(null, new InputFault("", "encoding.invalid"));
        try
        {
            return ReadNotice(raw.Bytes.Span) is { } notice ? new(index, digest, notice, null, [], raw.Bytes)
                : Unreadable(null, new InputFault("", "field.type", "object"));
        }
        catch (JsonException error)
        {
            var faults = JsonErrors.Explain(raw.Bytes, TakedownJson.Default.NoticeInput, error);
            return Unreadable(JsonErrors.TextOf(raw.Bytes, "clientRef"), faults);
        }

        ParsedItem Unreadable(string? clientRef, params IReadOnlyList<InputFault> faults) =>
            new(index, digest, null, clientRef, faults, Cleaned(raw.Bytes));
    }

    /// <summary>Strict parser: unknown or duplicate fields and values of another type are errors.</summary>
    public static NoticeInput? ReadNotice(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, TakedownJson.Default.NoticeInput);

    /// <summary>A copy with its own bytes.</summary>
    public ParsedItem Keep() => this with { Sent = Sent.ToArray() };

    /// <summary>Replaces invalid UTF-8, which a text column cannot store.</summary>
    private static byte[] Cleaned(ReadOnlyMemory<byte> text) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
}
