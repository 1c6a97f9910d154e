using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Takedown.Contracts.Json;

/// <summary>
/// Durations are written in ISO 8601 (<c>PT24H</c>, <c>P15D</c>). Months and years are rejected because their length
/// varies.
/// </summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc />
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var value)) return value;
        throw new JsonException("Expected an ISO 8601 duration in days or less, such as PT24H.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));

    /// <summary>Reads an ISO 8601 duration of fixed length.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var date = text.Split('T')[0];
        if (date.Contains('Y', StringComparison.Ordinal) || date.Contains('M', StringComparison.Ordinal)) return false;
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}
