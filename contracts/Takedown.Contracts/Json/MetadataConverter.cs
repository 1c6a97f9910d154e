using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>An object of texts. Numbers and booleans are read as their text, and nulls are left out.</summary>
public sealed class MetadataConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Expected an object of texts.");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            var value = Text(ref reader);
            if (value is not null && !values.TryAdd(key, value)) throw new JsonException("The key occurs twice.");
        }
        return values;
    }

    /// <inheritdoc />
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value) writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number when reader.HasValueSequence => Encoding.ASCII.GetString(reader.ValueSequence),
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => throw new JsonException("Expected a text."),
    };
}
