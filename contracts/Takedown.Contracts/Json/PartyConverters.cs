using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>A party may be given as a plain name.</summary>
public sealed class NameOrPartyConverter : NameOrObjectConverter<Party>
{
    /// <inheritdoc />
    protected override Party FromName(string name) => new() { Name = name };
}

/// <summary>An account may be given as a plain id.</summary>
public sealed class IdOrAccountConverter : NameOrObjectConverter<AccountRef>
{
    /// <inheritdoc />
    protected override AccountRef FromName(string name) => new() { Id = name };
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
