using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>A party may be given as a plain name.</summary>
public sealed class NameOrPartyConverter : NameOrObjectConverter<Party>
{
    /// <inheritdoc />
    protected override Party FromName(string name) => new() { Name = name };
}

/// <summary>An account may be given as a plain id, also as a number.</summary>
public sealed class IdOrAccountConverter : NameOrObjectConverter<AccountRef>
{
    /// <inheritdoc />
    public override AccountRef? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? FromName(TextOrNumberConverter.Digits(ref reader)) : base.Read(ref reader, typeToConvert, options);

    /// <inheritdoc />
    protected override AccountRef FromName(string name) => new() { Id = name };
}

/// <summary>An id or a reference may be given as a whole number. It is a text all the same: no digit is lost.</summary>
public sealed class TextOrNumberConverter : JsonConverter<string>
{
    /// <inheritdoc />
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Digits(ref reader),
            _ => throw new JsonException("Expected a text or a whole number."),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    /// <summary>The digits of a whole number as they were written.</summary>
    internal static string Digits(ref Utf8JsonReader reader)
    {
        var text = reader.HasValueSequence
            ? Encoding.ASCII.GetString(reader.ValueSequence) : Encoding.ASCII.GetString(reader.ValueSpan);
        return text.AsSpan(text[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9')
            ? throw new JsonException("Expected a text or a whole number.") : text;
    }
}

/// <summary>Reads either a string or the object itself; always writes the object.</summary>
public abstract class NameOrObjectConverter<T> : JsonConverter<T> where T : class
{
    /// <summary>The object for a plain string.</summary>
    protected abstract T FromName(string name);

    /// <inheritdoc />
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? FromName(reader.GetString()!)
            : ObjectConverter(options).Read(ref reader, typeToConvert, options);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(T)));

    // Called itself, it reads the object once; JsonSerializer.Deserialize would first look for its end.
    private static JsonConverter<T> ObjectConverter(JsonSerializerOptions options) =>
        (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
}
