using System.Text.Json.Serialization;

namespace Takedown.Server.Intake;

/// <summary>Serializer of the stored faults of an item.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(List<ItemFault>))]
internal sealed partial class StoredFaults : JsonSerializerContext;
