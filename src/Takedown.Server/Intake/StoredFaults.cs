using System.Text.Json.Serialization;

namespace Takedown.Server.Intake;

/// <summary>The faults of an item as stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(List<ItemFault>))]
internal sealed partial class StoredFaults : JsonSerializerContext;
