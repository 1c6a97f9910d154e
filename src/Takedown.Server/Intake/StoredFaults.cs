using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>Serializer of what is stored of refused items: their faults, and the shape of their table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(List<ItemFault>)), JsonSerializable(typeof(List<Contracts.RespondentResult>))]
[JsonSerializable(typeof(Csv.StoredShape))]
internal sealed partial class StoredFaults : JsonSerializerContext
{
    public static IReadOnlyList<InputFault> Read(string? stored) => stored is null ? []
        : [.. JsonSerializer.Deserialize(stored, Default.ListItemFault)!.Select(f => f.Input)];
}
