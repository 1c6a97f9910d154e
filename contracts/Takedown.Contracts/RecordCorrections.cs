using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Status of a request for correction.</summary>
[JsonConverter(typeof(KebabEnumConverter<CorrectionStatus>))]
public enum CorrectionStatus
{
    /// <summary>Nobody has decided.</summary>
    Open,
    /// <summary>A decision about the notice was made for it.</summary>
    Granted,
    /// <summary>Refused, with a reason.</summary>
    Refused,
}

/// <summary>Body of <c>POST /v1/transparency/corrections</c>.</summary>
public sealed record CorrectionInput
{
    /// <summary>The notice of the public record.</summary>
    public Guid? NoticeId { get; set; }
    /// <summary>Who asks: a name, or the part in the matter, at most 200 characters.</summary>
    public string? Who { get; set; }
    /// <summary>Where an answer reaches you, at most 500 characters. Stored encrypted, never published.</summary>
    public string? Contact { get; set; }
    /// <summary>What is wrong, and what is right, at most 5,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>Answer to a request for correction.</summary>
public sealed record CorrectionReceipt
{
    /// <summary>Number of the request.</summary>
    public required Guid Id { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Its status.</summary>
    public required CorrectionStatus Status { get; init; }
    /// <summary>When it was received.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A request for correction as the operator reads it.</summary>
public sealed record CorrectionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>What is said to be wrong.</summary>
    public required string Text { get; init; }
    /// <summary>Its status.</summary>
    public required CorrectionStatus Status { get; init; }
    /// <summary>When it was received.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>The decision that grants it.</summary>
    public Guid? DecisionId { get; init; }
    /// <summary>Reason of a refusal.</summary>
    public string? Reason { get; init; }
    /// <summary>Who asks; only where one request is read by a person, which is audited.</summary>
    public string? Who { get; init; }
    /// <summary>Where an answer reaches who asks; likewise.</summary>
    public string? Contact { get; init; }
}
