using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>The time, or the call, in which a platform takes no more than its limit.</summary>
[JsonConverter(typeof(KebabEnumConverter<PlatformLimitPer>))]
public enum PlatformLimitPer
{
    /// <summary>One submission.</summary>
    Submission,
    /// <summary>A minute.</summary>
    Minute,
    /// <summary>An hour.</summary>
    Hour,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A week.</summary>
    Week,
    /// <summary>A month.</summary>
    Month,
}

/// <summary>Body of <c>POST /v1/platform-limits</c>: a limit on bulk complaints that was observed.</summary>
public sealed record PlatformLimitInput
{
    /// <summary>The platform.</summary>
    public Guid? PlatformId { get; set; }
    /// <summary>Where it was observed, such as the complaint form, at most 300 characters.</summary>
    public string? Channel { get; set; }
    /// <summary>Number of complaints that are taken, 0 to 1,000,000,000.</summary>
    public long? Limit { get; set; }
    /// <summary>In which time.</summary>
    public PlatformLimitPer? Per { get; set; }
    /// <summary>SHA-256 of the evidence, 64 hexadecimal digits.</summary>
    public string? EvidenceSha256 { get; set; }
    /// <summary>When it was observed; not in the future.</summary>
    public DateTimeOffset? At { get; set; }
    /// <summary>What happened, at most 2,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>Body of <c>POST /v1/platform-limits/{id}/answer</c>.</summary>
public sealed record PlatformLimitAnswerInput
{
    /// <summary>What the platform says about it, at most 2,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>An observed limit on bulk complaints. It is a report, and nothing follows from it by itself.</summary>
public sealed record PlatformLimitView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Kind of the organisation that observed it.</summary>
    public required OrganisationKind ObserverKind { get; init; }
    /// <summary>Who observed it; not shown to platforms.</summary>
    public Guid? ObserverId { get; init; }
    /// <summary>Name of who observed it; not shown to platforms.</summary>
    public string? ObserverName { get; init; }
    /// <summary>Where it was observed.</summary>
    public required string Channel { get; init; }
    /// <summary>Number of complaints that are taken.</summary>
    public required long Limit { get; init; }
    /// <summary>In which time.</summary>
    public required PlatformLimitPer Per { get; init; }
    /// <summary>SHA-256 of the evidence.</summary>
    public string? EvidenceSha256 { get; init; }
    /// <summary>When it was observed.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>What happened.</summary>
    public string? Text { get; init; }
    /// <summary>When it was reported.</summary>
    public required DateTimeOffset ReportedAt { get; init; }
    /// <summary>What the platform says about it.</summary>
    public string? Answer { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
