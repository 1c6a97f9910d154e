using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Server.Cases;

namespace Takedown.Server.Enforcement;

/// <summary>What a case says beside its columns, as stored.</summary>
internal sealed record CaseContent
{
    public IReadOnlyList<CaseParty> Parties { get; init; } = [];
    public IReadOnlyList<CaseTarget> Targets { get; init; } = [];
    public IReadOnlyList<string>? WorkTypes { get; init; }
    public CaseOfficer? Owner { get; init; }
    public Guid? LeadBodyId { get; init; }
    public IReadOnlyDictionary<string, int>? Severity { get; init; }
    public IReadOnlyList<string>? Path { get; init; }
    public bool SuspectedOfCrime { get; init; }
    public TransferIndicators? Indicators { get; init; }
    public Guid TraceId { get; init; }
    public string? Outcome { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Contracts.Json.InstantConverter)])]
[JsonSerializable(typeof(CaseContent))]
[JsonSerializable(typeof(CaseStepView))]
[JsonSerializable(typeof(TransferView))]
[JsonSerializable(typeof(CaseRequestView))]
internal sealed partial class StoredCase : JsonSerializerContext
{
    public static CaseContent Of(CaseRow row) => JsonSerializer.Deserialize(row.Content, Default.CaseContent)!;

    public static string Text(CaseContent content) => JsonSerializer.Serialize(content, Default.CaseContent);
}
