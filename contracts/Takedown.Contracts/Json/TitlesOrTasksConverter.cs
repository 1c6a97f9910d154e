using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Takedown.Contracts.Json;

/// <summary>A list of tasks, each of which may be given as a plain title.</summary>
public sealed class TitlesOrTasksConverter : JsonConverter<IReadOnlyList<CampaignTaskInput>>
{
    /// <inheritdoc />
    public override IReadOnlyList<CampaignTaskInput> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Expected a list.");
        List<CampaignTaskInput> tasks = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            tasks.Add(reader.TokenType == JsonTokenType.String
                ? new() { Title = reader.GetString() }
                : JsonSerializer.Deserialize(ref reader, TypeOf(options)) ?? new());
        }
        return tasks;
    }

    /// <inheritdoc />
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<CampaignTaskInput> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var task in value) JsonSerializer.Serialize(writer, task, TypeOf(options));
        writer.WriteEndArray();
    }

    private static JsonTypeInfo<CampaignTaskInput> TypeOf(JsonSerializerOptions options) =>
        (JsonTypeInfo<CampaignTaskInput>)options.GetTypeInfo(typeof(CampaignTaskInput));
}
