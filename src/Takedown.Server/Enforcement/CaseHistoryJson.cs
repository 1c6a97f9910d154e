using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Server.Enforcement;

/// <summary>The history of a case as a file of its package.</summary>
internal sealed record CaseHistory(IReadOnlyList<ActView> Acts);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Contracts.Json.InstantConverter)])]
[JsonSerializable(typeof(CaseHistory))]
internal sealed partial class CaseHistoryJson : JsonSerializerContext;
