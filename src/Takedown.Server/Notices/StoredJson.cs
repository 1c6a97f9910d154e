using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Server.Notices;

/// <summary>Stored JSON of this process's own making; lenient where the wire is strict.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(Contracts.Json.InstantConverter)])]
[JsonSerializable(typeof(List<EventEntry>))]
[JsonSerializable(typeof(List<Supplement>))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(NoticeInput))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The content of a notice.</summary>
    public static NoticeInput ReadNotice(string content) => JsonSerializer.Deserialize(content, Default.NoticeInput)!;
}
