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
    /// <summary>Path of the notice.</summary>
    public string? NoticeUrl { get; init; }
    /// <summary>The target of the notice: its URL in canonical form, or where it is.</summary>
    public string? Target { get; init; }
    /// <summary>Title of the work that the notice is about.</summary>
    public string? Title { get; init; }
    /// <summary>The claimant of the notice.</summary>
    public Guid? ClaimantId { get; init; }
    /// <summary>Name of the claimant.</summary>
    public string? ClaimantName { get; init; }
    /// <summary>The account of the account action.</summary>
    public AccountRef? Account { get; init; }
    /// <summary>The platform in breach.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>The regulator function of the escalation.</summary>
    public required string Function { get; init; }
    /// <summary>The regulator or operator that received the escalation.</summary>
    public required Guid RegulatorId { get; init; }
    /// <summary>Name of the regulator or operator.</summary>
    public string? RegulatorName { get; init; }
    /// <summary>Why it went there; missing for escalations of before this was recorded.</summary>
    public RoutingView? Routing { get; init; }
    /// <summary>Region of the claimant when the notice was accepted.</summary>
    public string? ClaimantRegion { get; init; }
    /// <summary>Region of the accused, where the notice says it.</summary>
    public string? AccusedRegion { get; init; }
    /// <summary>
    /// As whose body you see it. The body in <c>regulatorId</c> has it; the others read. Missing for the operator.
    /// </summary>
    public SeenAs? SeenAs { get; init; }
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
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
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
    /// <summary>Refusals of the period that the platform later corrected into a measure.</summary>
    public long Overturned { get; init; }
    /// <summary>Answers on time that were given in the last tenth of the <c>act</c> limit.</summary>
    public long LastMinute { get; init; }
    /// <summary>Removals whose answer names the account.</summary>
    public long Attributed { get; init; }
    /// <summary>
    /// Of these, removals of a work that the same account had already been made to remove before the notice was
    /// accepted.
    /// </summary>
    public long Reuploads { get; init; }
    /// <summary><c>overturned</c> divided by all refusals, 0 to 1; null if there are none.</summary>
    public double? OverturnRate { get; init; }
    /// <summary><c>lastMinute</c> divided by <c>onTime</c>, 0 to 1; null if there are none.</summary>
    public double? LastMinuteRate { get; init; }
    /// <summary><c>reuploads</c> divided by <c>attributed</c>, 0 to 1; null if there are none.</summary>
    public double? ReuploadRate { get; init; }
}
