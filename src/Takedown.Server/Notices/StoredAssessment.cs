using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// The finding about a notice and its deadline, in one column: few policies ask for a finding, and few platforms send
/// one.
/// </summary>
internal sealed record StoredAssessment
{
    [JsonPropertyName("f")]
    public Finding? Finding { get; init; }

    [JsonPropertyName("a")]
    public DateTimeOffset? At { get; init; }

    [JsonPropertyName("d")]
    public DateTimeOffset? Due { get; init; }

    [JsonPropertyName("s")]
    public SlaStatus Sla { get; init; }

    [JsonPropertyName("p")]
    public DateTimeOffset? PausedAt { get; init; }

    [JsonIgnore]
    public Deadline? Deadline => Due is { } due ? new(DeadlineKind.Assess, due, Sla, PausedAt) : null;

    public static StoredAssessment? Read(string? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(stored, StoredJson.Default.StoredAssessment);

    /// <summary>The column with a new status of the deadline.</summary>
    public static string? With(string? stored, Deadline? deadline) => deadline is not { } d ? stored
        : Write((Read(stored) ?? new()) with { Due = d.Due, Sla = d.Status, PausedAt = d.PausedAt });

    /// <summary>The column with a finding.</summary>
    public static string Found(string? stored, Finding finding, DateTimeOffset at) =>
        Write((Read(stored) ?? new()) with { Finding = finding, At = at });

    private static string Write(StoredAssessment assessment) =>
        JsonSerializer.Serialize(assessment, StoredJson.Default.StoredAssessment);
}
