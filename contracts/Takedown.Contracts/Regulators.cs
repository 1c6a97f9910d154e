using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Status of an escalation.</summary>
[JsonConverter(typeof(KebabEnumConverter<EscalationStatus>))]
public enum EscalationStatus
{
    /// <summary>Not yet resolved.</summary>
    Open,
    /// <summary>The platform acted or answered after the breach, or the claimant withdrew the notice.</summary>
    Resolved,
}

/// <summary>A breach reported to a regulator, or to the operator if no regulator is registered.</summary>
public sealed record EscalationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The notice; null if the escalation concerns an account action.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>The account action; null if the escalation concerns a notice.</summary>
    public Guid? AccountActionId { get; init; }
    /// <summary>The platform in breach.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>The regulator function of the escalation.</summary>
    public required string Function { get; init; }
    /// <summary>The regulator or operator that received the escalation.</summary>
    public required Guid RegulatorId { get; init; }
    /// <summary>The breached deadline: <c>act</c> or <c>account-action</c>.</summary>
    public required string Deadline { get; init; }
    /// <summary>The due time that passed.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>When the breach was recorded.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Status of the escalation.</summary>
    public required EscalationStatus Status { get; init; }
    /// <summary>When the escalation was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}

/// <summary>Number of escalations of one platform.</summary>
public sealed record EscalationCount
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Number of escalations.</summary>
    public required long Count { get; init; }
}

/// <summary>Counts of a period. Each notice is counted once per count.</summary>
public record ComplianceCounts
{
    /// <summary>Notices accepted.</summary>
    public long Received { get; init; }
    /// <summary>Notices delivered or made available, so that their deadlines started.</summary>
    public long Delivered { get; init; }
    /// <summary>
    /// Notices made available in the pull inbox because no push was confirmed; those confirmed later are not counted.
    /// </summary>
    public long Undeliverable { get; init; }
    /// <summary>Delivered notices without an outcome now, regardless of the period.</summary>
    public long Open { get; init; }
    /// <summary>Notices acted on or refused within the <c>act</c> limit.</summary>
    public long OnTime { get; init; }
    /// <summary>Notices acted on or refused after the <c>act</c> limit.</summary>
    public long Late { get; init; }
    /// <summary>Notices not answered within the <c>act</c> limit, including those answered later.</summary>
    public long Breached { get; init; }
    /// <summary>Notices not acknowledged within the <c>acknowledge</c> limit.</summary>
    public long AcknowledgeBreached { get; init; }
    /// <summary>Notices with a confirmed removal or other measure.</summary>
    public long Removed { get; init; }
    /// <summary>Notices refused by the platform.</summary>
    public long Rejected { get; init; }
    /// <summary>Notices withdrawn by the claimant.</summary>
    public long Withdrawn { get; init; }
    /// <summary>Measures not ended within the <c>restore</c> limit after a withdrawal.</summary>
    public long RestoreBreached { get; init; }
    /// <summary>Account actions requested for repeat infringement.</summary>
    public long AccountActions { get; init; }
    /// <summary>Accounts with two or more valid strikes now, regardless of the period.</summary>
    public long RepeatAccounts { get; init; }
    /// <summary><c>onTime</c> divided by the notices answered or breached, 0 to 1; null if there are none.</summary>
    public double? OnTimeRate { get; init; }
    /// <summary>
    /// <c>removed</c> divided by the answers, 0 to 1; null if there are none. A platform that refuses everything at
    /// once has an <c>onTimeRate</c> of 1 and an <c>actionRate</c> of 0.
    /// </summary>
    public double? ActionRate { get; init; }
    /// <summary><c>rejected</c> divided by the answers, 0 to 1; null if there are none.</summary>
    public double? RefusalRate { get; init; }
    /// <summary>Time from delivery to action or refusal.</summary>
    public HandlingTimes? Handling { get; init; }
}

/// <summary>Quantiles of the handling time, from a histogram with buckets at most an eighth wide.</summary>
public sealed record HandlingTimes
{
    /// <summary>Median.</summary>
    public required TimeSpan Median { get; init; }
    /// <summary>90th percentile.</summary>
    public required TimeSpan P90 { get; init; }
    /// <summary>99th percentile.</summary>
    public required TimeSpan P99 { get; init; }
}

/// <summary>Totals of the platforms under the regulator's responsibility.</summary>
public sealed record ComplianceOverview : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public ComplianceOverview()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public ComplianceOverview(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>First day, UTC; null if not limited.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, UTC, included; null if not limited.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Number of platforms.</summary>
    public required long Platforms { get; init; }
    /// <summary>Number of escalations that are open now.</summary>
    public required long OpenEscalations { get; init; }
    /// <summary>Time of the last counted event. The counts lag by a few moments.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Counts of one platform.</summary>
public sealed record PlatformCompliance : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public PlatformCompliance()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public PlatformCompliance(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string Name { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>Type of service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Number of its escalations that are open now.</summary>
    public long OpenEscalations { get; init; }
}

/// <summary>Counts over time.</summary>
public sealed record ComplianceTrend
{
    /// <summary>Width of a point: <c>day</c>.</summary>
    public required string Bucket { get; init; }
    /// <summary>Points with at least one count, oldest first.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }
}

/// <summary>Counts of one UTC day. Counts as of now (open, repeat accounts) are 0 here.</summary>
public sealed record TrendPoint : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public TrendPoint()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public TrendPoint(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }
}
