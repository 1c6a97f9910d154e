using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>
/// A part of a score: of a claimant <c>refused</c>, <c>reversed</c>, <c>duplicate</c>; of a platform <c>late</c>,
/// <c>last-minute</c>, <c>overturned</c>.
/// </summary>
[JsonConverter(typeof(KebabEnumConverter<ScorePart>))]
public enum ScorePart
{
    /// <summary>Notices whose refusal stands.</summary>
    Refused,
    /// <summary>Notices whose measure had to end again: after a counter-notice, a proceeding or a withdrawal.</summary>
    Reversed,
    /// <summary>Items that were sent again while the same claim was open.</summary>
    Duplicate,
    /// <summary>Notices not acted on within their limit.</summary>
    Late,
    /// <summary>Notices answered on time in the last tenth of the limit.</summary>
    LastMinute,
    /// <summary>Refusals that became measures later.</summary>
    Overturned,
}

/// <summary>Notices that an upheld appeal took out of a score, by part.</summary>
public sealed record ScoreExclusions
{
    /// <summary>Out of <c>refused</c>.</summary>
    public long Refused { get; init; }
    /// <summary>Out of <c>reversed</c>.</summary>
    public long Reversed { get; init; }
    /// <summary>Out of <c>late</c>.</summary>
    public long Late { get; init; }
    /// <summary>Out of <c>last-minute</c>.</summary>
    public long LastMinute { get; init; }
    /// <summary>Out of <c>overturned</c>.</summary>
    public long Overturned { get; init; }
}

/// <summary>
/// How often the notices of a claimant were right, over the platforms that the reader sees. The number of its notices
/// is no part of any rate.
/// </summary>
public sealed record ClaimantScore
{
    /// <summary>The claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
    /// <summary>Notices accepted.</summary>
    public required long Accepted { get; init; }
    /// <summary>Answers that count: measures and refusals, without what was excluded.</summary>
    public required long N { get; init; }
    /// <summary>Whether there are fewer than 30: the rates then say little.</summary>
    public required bool SmallN { get; init; }
    /// <summary>Notices with a confirmed measure.</summary>
    public required long Removed { get; init; }
    /// <summary>Notices refused, without those excluded.</summary>
    public required long Refused { get; init; }
    /// <summary>Measures that had to end again, without those excluded.</summary>
    public required long Reversed { get; init; }
    /// <summary>Notices withdrawn.</summary>
    public required long Withdrawn { get; init; }
    /// <summary>Items that were duplicates, whatever the platform. They lower nothing.</summary>
    public required long Duplicates { get; init; }
    /// <summary><c>removed</c> divided by <c>n</c>, 0 to 1; absent where <c>n</c> is 0.</summary>
    public double? Precision { get; init; }
    /// <summary><c>refused</c> divided by <c>n</c>.</summary>
    public double? RefusalRate { get; init; }
    /// <summary><c>reversed</c> divided by <c>removed</c>.</summary>
    public double? ReversedRate { get; init; }
    /// <summary><c>duplicates</c> divided by the items that were accepted or duplicates.</summary>
    public double? DuplicateRate { get; init; }
    /// <summary>What upheld appeals took out.</summary>
    public required ScoreExclusions Excluded { get; init; }
    /// <summary>The tier that was granted.</summary>
    public required Tier Tier { get; init; }
    /// <summary>The tier of what it sends now.</summary>
    public required Tier TierInForce { get; init; }
    /// <summary>What is in force about it, each with its reason; absent where nothing is.</summary>
    public SenderStanding? Standing { get; init; }
}

/// <summary>How a platform acts on notices.</summary>
public sealed record PlatformScore
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
    /// <summary>Notices answered on time or breached, without what was excluded.</summary>
    public required long N { get; init; }
    /// <summary>Whether there are fewer than 30: the rates then say little.</summary>
    public required bool SmallN { get; init; }
    /// <summary>Notices answered on time.</summary>
    public required long OnTime { get; init; }
    /// <summary>Notices not acted on within their limit, without those excluded.</summary>
    public required long Late { get; init; }
    /// <summary>Answers on time in the last tenth of the limit, without those excluded.</summary>
    public required long LastMinute { get; init; }
    /// <summary>Notices refused, as the answers stand.</summary>
    public required long Refused { get; init; }
    /// <summary>Refusals that became measures later, without those excluded.</summary>
    public required long Overturned { get; init; }
    /// <summary>Removals that name the account.</summary>
    public required long Attributed { get; init; }
    /// <summary>Of these, removals of what the account had been made to remove before.</summary>
    public required long Reuploads { get; init; }
    /// <summary>Limits on bulk complaints that were reported in the period; absent in lists.</summary>
    public long? ObservedLimits { get; init; }
    /// <summary>Of these, those about which the platform has said nothing.</summary>
    public long? ObservedLimitsUnanswered { get; init; }
    /// <summary><c>late</c> divided by <c>n</c>, 0 to 1.</summary>
    public double? LateRate { get; init; }
    /// <summary><c>lastMinute</c> divided by <c>onTime</c>.</summary>
    public double? LastMinuteRate { get; init; }
    /// <summary><c>overturned</c> divided by all refusals, overturned ones too.</summary>
    public double? OverturnRate { get; init; }
    /// <summary><c>reuploads</c> divided by <c>attributed</c>.</summary>
    public double? ReuploadRate { get; init; }
    /// <summary>What upheld appeals took out.</summary>
    public required ScoreExclusions Excluded { get; init; }
}

/// <summary>A notice behind a part of a score; of <c>duplicate</c> an item of a batch.</summary>
public sealed record ScoreNotice
{
    /// <summary>The notice; of <c>duplicate</c> the notice that was open.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>Of <c>duplicate</c>: the batch.</summary>
    public Guid? BatchId { get; init; }
    /// <summary>Of <c>duplicate</c>: the item in the batch, from 0.</summary>
    public long? Index { get; init; }
    /// <summary>The platform; absent for <c>duplicate</c>.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>When it counted; the number of the hour is that of the counters.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>State of the notice now.</summary>
    public NoticeState? State { get; init; }
    /// <summary>The reason that the platform gave.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The appeal about it; absent where there is none.</summary>
    public Guid? AppealId { get; init; }
    /// <summary><c>true</c> once an upheld appeal took it out of the score; otherwise absent.</summary>
    public bool? Excluded { get; init; }
}
