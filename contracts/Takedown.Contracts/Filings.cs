using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>State of a filing: draft, checked, signed, submitted upward, accepted and so locked, or returned.</summary>
[JsonConverter(typeof(KebabEnumConverter<FilingStatus>))]
public enum FilingStatus
{
    /// <summary>Figures are computed at every read.</summary>
    Draft,
    /// <summary>Checked by another person than the drafter; the figures are frozen.</summary>
    Checked,
    /// <summary>Signed by the head of the body.</summary>
    Signed,
    /// <summary>Submitted to the superior body.</summary>
    Submitted,
    /// <summary>Sent back with a reason; may be edited and checked again.</summary>
    Returned,
    /// <summary>Accepted by the superior body. Only dated corrections are added.</summary>
    Locked,
}

/// <summary>What is filed.</summary>
[JsonConverter(typeof(KebabEnumConverter<FilingKind>))]
public enum FilingKind
{
    /// <summary>The monthly form (工作情况统计表).</summary>
    Monthly,
    /// <summary>The yearly work plan (工作计划).</summary>
    Plan,
    /// <summary>The final summary of a year (工作总结).</summary>
    Summary,
}

/// <summary>Who did an act on a filing, and when.</summary>
public sealed record FilingAct
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>The person; missing where the organisation's own key drafted or submitted.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public string? Person { get; init; }
}

/// <summary>A filing in a list.</summary>
public sealed record FilingView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is filed.</summary>
    public required FilingKind Kind { get; init; }
    /// <summary>The body that owes it.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OrganisationName { get; init; }
    /// <summary>Region of the body.</summary>
    public string? Region { get; init; }
    /// <summary>The reporting line.</summary>
    public required string Line { get; init; }
    /// <summary>The month, such as <c>2026-10</c>, or the year.</summary>
    public required string Period { get; init; }
    /// <summary>State.</summary>
    public required FilingStatus Status { get; init; }
    /// <summary>Until when it is to be submitted; missing where no obligation asks for it.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>Whether the due time has passed without a submission.</summary>
    public bool Overdue { get; init; }
    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
    /// <summary>Text of a plan or a summary.</summary>
    public string? Text { get; init; }
}
