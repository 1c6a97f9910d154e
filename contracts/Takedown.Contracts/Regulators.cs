using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Where an escalation stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<EscalationStatus>))]
public enum EscalationStatus
{
    /// <summary>Waits for the regulator.</summary>
    Open,
    /// <summary>The platform acted or answered after the breach, or the claimant withdrew.</summary>
    Resolved,
}

/// <summary>A breach put before a regulator, or before the operator where none is registered.</summary>
public sealed record EscalationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The notice; null where it is about an account action.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>The account action; null where it is about a notice.</summary>
    public Guid? AccountActionId { get; init; }
    /// <summary>The platform in breach.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Its region.</summary>
    public required string Region { get; init; }
    /// <summary>Function it was routed by.</summary>
    public required string Function { get; init; }
    /// <summary>The regulator it went to, or the operator.</summary>
    public required Guid RegulatorId { get; init; }
    /// <summary><c>act</c> or <c>account-action</c>.</summary>
    public required string Deadline { get; init; }
    /// <summary>The due time that passed.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>When the breach was recorded.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Where it stands.</summary>
    public required EscalationStatus Status { get; init; }
    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}

/// <summary>Escalations of one platform.</summary>
public sealed record EscalationCount
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>How many.</summary>
    public required long Count { get; init; }
}

/// <summary>Counts of a period. Every notice is counted once per column.</summary>
public record ComplianceCounts
{
    /// <summary>Notices accepted.</summary>
    public long Received { get; init; }
    /// <summary>Notices delivered: their clocks started.</summary>
    public long Delivered { get; init; }
    /// <summary>Delivered notices that wait for an outcome now, whatever the period.</summary>
    public long Open { get; init; }
    /// <summary>Acted on or refused inside the <c>act</c> limit.</summary>
    public long OnTime { get; init; }
    /// <summary>Acted on or refused after it.</summary>
    public long Late { get; init; }
    /// <summary>Passed the <c>act</c> limit unanswered, whether or not answered since.</summary>
    public long Breached { get; init; }
    /// <summary>Passed the <c>acknowledge</c> limit unanswered.</summary>
    public long AcknowledgeBreached { get; init; }
    /// <summary>Confirmed removals and other measures.</summary>
    public long Removed { get; init; }
    /// <summary>Refused by the platform.</summary>
    public long Rejected { get; init; }
    /// <summary>Withdrawn by the claimant.</summary>
    public long Withdrawn { get; init; }
    /// <summary>Account actions put for repeat infringement.</summary>
    public long AccountActions { get; init; }
    /// <summary>Accounts with two or more strikes standing now, whatever the period.</summary>
    public long RepeatAccounts { get; init; }
    /// <summary><see cref="OnTime"/> over everything answered or breached, 0 to 1; null before the first.</summary>
    public double? OnTimeRate { get; init; }
    /// <summary>From delivery to action or refusal.</summary>
    public HandlingTimes? Handling { get; init; }
}

/// <summary>Quantiles of handling time, from a histogram whose buckets are at most an eighth wide.</summary>
public sealed record HandlingTimes
{
    /// <summary>Half were faster.</summary>
    public required TimeSpan Median { get; init; }
    /// <summary>Nine tenths were faster.</summary>
    public required TimeSpan P90 { get; init; }
    /// <summary>99 of 100 were faster.</summary>
    public required TimeSpan P99 { get; init; }
}

/// <summary>Totals over the platforms a regulator is responsible for.</summary>
public sealed record ComplianceOverview : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public ComplianceOverview()
    {
    }

    /// <summary>These counts, to which the rest is added.</summary>
    public ComplianceOverview(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>First day, in UTC; null where open.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Platforms in it.</summary>
    public required long Platforms { get; init; }
    /// <summary>Escalations waiting now.</summary>
    public required long OpenEscalations { get; init; }
    /// <summary>How far the counters have read the events: they lag by moments.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One platform's counts.</summary>
public sealed record PlatformCompliance : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public PlatformCompliance()
    {
    }

    /// <summary>These counts, to which the rest is added.</summary>
    public PlatformCompliance(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>Its region.</summary>
    public required string Region { get; init; }
    /// <summary>Its service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Its escalations waiting now.</summary>
    public long OpenEscalations { get; init; }
}

/// <summary>Counts by time.</summary>
public sealed record ComplianceTrend
{
    /// <summary>Width of a point: <c>day</c>.</summary>
    public required string Bucket { get; init; }
    /// <summary>Points with anything in them, oldest first.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }
}

/// <summary>Counts of one UTC day. What is counted as of now (open, repeat accounts) is 0 here.</summary>
public sealed record TrendPoint : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public TrendPoint()
    {
    }

    /// <summary>These counts, to which the rest is added.</summary>
    public TrendPoint(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }
}
