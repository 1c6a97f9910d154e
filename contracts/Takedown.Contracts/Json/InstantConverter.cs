using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>
/// Instants are written as RFC 3339 in UTC with milliseconds. Any offset is read; a missing offset is rejected.
/// </summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The usual form without a string and a general parser.
        if (reader is { TokenType: JsonTokenType.String, ValueSpan: { Length: 20 } plain } && plain[19] == (byte)'Z'
            && reader.TryGetDateTimeOffset(out var instant))
        {
            return instant;
        }
        if (reader.TokenType == JsonTokenType.String
            && reader.GetString() is { } text
            && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal,
                out var value))
        {
            return value;
        }
        throw new JsonException("Expected an RFC 3339 instant with an offset, such as 2026-11-21T08:00:00Z.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[24];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }

    private static bool HasOffset(string text) =>
        text.Length >= 20 && text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
}
