using System.Text.Json.Serialization;

namespace Takedown.Contracts;

/// <summary>What a notice lacked when it was submitted.</summary>
public sealed record DeficiencyView
{
    /// <summary>Elements of the regime that were missing.</summary>
    public required IReadOnlyList<FieldError> Missing { get; init; }
    /// <summary>When the notice was completed; absent before.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
    /// <summary>
    /// Until when a notice that was sent with what it lacked can be completed; absent of one that waits, which has
    /// <c>deadlines.completion</c>.
    /// </summary>
    public DateTimeOffset? CompleteBy { get; init; }
    /// <summary>True while that time is provisional: a later version of its calendar may move it.</summary>
    public bool? Provisional { get; init; }
}

/// <summary>Body of <c>POST /v1/notices/{id}/completion</c>: all that the notice lacks, and nothing else.</summary>
public sealed record Completion
{
    /// <summary>Typed name or electronic signature, at most 500 characters.</summary>
    public string? Signature { get; init; }
    /// <summary>The missing statements.</summary>
    public IReadOnlyList<string>? Statements { get; init; }
    /// <summary>Why the material is illegal; at most 5,000 characters.</summary>
    public string? Explanation { get; init; }
    /// <summary>The missing evidence.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
}

/// <summary>Another notice that belongs to this one.</summary>
public sealed record NoticeLink
{
    /// <summary><c>same-target</c>: sent as one item to several platforms.</summary>
    public required string Link { get; init; }
    /// <summary>The other notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Its platform.</summary>
    public required Guid PlatformId { get; init; }
}

/// <summary>The result of an item for one of its respondents.</summary>
public sealed record RespondentResult
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Accepted, duplicate or rejected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ItemStatus Status { get; init; }
    /// <summary>The notice; for a duplicate, the existing notice.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>True if the notice is not sent before it is complete.</summary>
    public bool? Deficient { get; init; }
    /// <summary>True if the notice is sent with what it lacks.</summary>
    public bool? Incomplete { get; init; }
}
