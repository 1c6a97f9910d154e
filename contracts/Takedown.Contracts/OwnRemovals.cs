using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What became of one own removal that was sent.</summary>
[JsonConverter(typeof(KebabEnumConverter<OwnRemovalStatus>))]
public enum OwnRemovalStatus
{
    /// <summary>Recorded.</summary>
    Recorded,
    /// <summary>The same URL was already recorded for the same time; what stands there is kept.</summary>
    Unchanged,
    /// <summary>Not recorded, for the reason given.</summary>
    Refused,
}

/// <summary>Body of <c>POST /v1/own-removals</c>: up to 10,000 removals.</summary>
public sealed record OwnRemovalsInput
{
    /// <summary>The removals; each has its own result.</summary>
    public IReadOnlyList<OwnRemovalInput>? Items { get; set; }
}

/// <summary>Content that a platform removed without a notice.</summary>
public sealed record OwnRemovalInput
{
    /// <summary>URL of the content, on a host of the platform.</summary>
    public string? Url { get; set; }
    /// <summary>Type of the work, such as <c>film-tv</c>.</summary>
    public string? WorkType { get; set; }
    /// <summary>Kind of the infringement, such as <c>full-copy</c>.</summary>
    public string? Mode { get; set; }
    /// <summary>The account that had uploaded it.</summary>
    public AccountRef? Account { get; set; }
    /// <summary>What was done.</summary>
    public Measure? Measure { get; set; }
    /// <summary>When it was done; not in the future.</summary>
    public DateTimeOffset? At { get; set; }
    /// <summary>How it was found and why it infringes, at most 500 characters.</summary>
    public string? Ground { get; set; }
}

/// <summary>The results of own removals, in the order of the body.</summary>
public sealed record OwnRemovalsView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<OwnRemovalResult> Results { get; init; }
}

/// <summary>Result of one own removal.</summary>
public sealed record OwnRemovalResult
{
    /// <summary>Position in the list, from 0.</summary>
    public required int Index { get; init; }
    /// <summary>Id of the removal as recorded.</summary>
    public Guid? Id { get; init; }
    /// <summary>Outcome.</summary>
    public required OwnRemovalStatus Status { get; init; }
    /// <summary>Stable code of the refusal.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
    /// <summary>JSON pointer (RFC 6901) into the removal, such as <c>/measure</c>.</summary>
    public string? Pointer { get; init; }
    /// <summary>Words that are in no vocabulary, each with the nearest one.</summary>
    public IReadOnlyList<FieldError>? Warnings { get; init; }
}

/// <summary>An own removal of a platform as recorded.</summary>
public sealed record OwnRemovalView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>URL of the content in canonical form.</summary>
    public required string Url { get; init; }
    /// <summary>Type of the work.</summary>
    public required string WorkType { get; init; }
    /// <summary>Kind of the infringement.</summary>
    public required string Mode { get; init; }
    /// <summary>The account that had uploaded it.</summary>
    public AccountRef? Account { get; init; }
    /// <summary>What was done.</summary>
    public required Measure Measure { get; init; }
    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>How it was found and why it infringes.</summary>
    public required string Ground { get; init; }
    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
