using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>An item as read from the body, before defaults, routing and rules.</summary>
/// <param name="Index">Position in the batch, from 0.</param>
/// <param name="Digest">Over all items up to this one, where the batch has an Idempotency-Key.</param>
/// <param name="Notice">Null where it could not be read.</param>
/// <param name="ClientRef">The claimant's reference where the notice could not be read.</param>
/// <param name="Faults">Why it could not be read, or not as it was sent.</param>
/// <param name="Sent">
/// The notice's JSON as it came, empty where it came as something else; or the text that could not be read.
/// </param>
internal sealed record ParsedItem(
    long Index, byte[]? Digest, NoticeInput? Notice, string? ClientRef, IReadOnlyList<InputFault> Faults,
    ReadOnlyMemory<byte> Sent)
{
    /// <summary>Valid until the next item is read; see <see cref="Keep"/>.</summary>
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

    /// <summary>Strict: a field unknown, twice or of another type is an error.</summary>
    public static NoticeInput? ReadNotice(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, TakedownJson.Default.NoticeInput);

    /// <summary>The same with bytes of its own.</summary>
    public ParsedItem Keep() => this with { Sent = Sent.ToArray() };

    /// <summary>By way of a string, which replaces what is no UTF-8: a text column must not hold it.</summary>
    private static byte[] Cleaned(ReadOnlyMemory<byte> text) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
}
