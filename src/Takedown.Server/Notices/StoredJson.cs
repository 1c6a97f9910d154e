using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Server.Notices;

/// <summary>Serializer of JSON that this server stores; more lenient than the serializer of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(Contracts.Json.InstantConverter)])]
[JsonSerializable(typeof(List<EventEntry>))]
[JsonSerializable(typeof(List<Supplement>))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(NoticeExtension)), JsonSerializable(typeof(StoredAssessment))]
[JsonSerializable(typeof(StoredCorrections))]
[JsonSerializable(typeof(List<StoredProvisional>))]
[JsonSerializable(typeof(NoticeInput)), JsonSerializable(typeof(List<string>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The content of a notice.</summary>
    public static NoticeInput ReadNotice(string content) => JsonSerializer.Deserialize(content, Default.NoticeInput)!;
}
