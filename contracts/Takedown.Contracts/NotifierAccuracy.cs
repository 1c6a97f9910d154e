namespace Takedown.Contracts;

/// <summary>How often the notices of a notifier are right.</summary>
public sealed record NotifierAccuracy
{
    /// <summary>The claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>Name of the claimant.</summary>
    public string? Name { get; init; }
    /// <summary>Notices accepted, to platforms that the reader sees.</summary>
    public required long Accepted { get; init; }
    /// <summary>Items of its batches that were duplicates, whatever the platform.</summary>
    public required long Duplicates { get; init; }
    /// <summary>Notices with a confirmed measure.</summary>
    public required long Removed { get; init; }
    /// <summary>Notices refused.</summary>
    public required long Refused { get; init; }
    /// <summary>Refusals that the platform later corrected into a measure; they count as removed.</summary>
    public required long Overturned { get; init; }
    /// <summary>Notices withdrawn.</summary>
    public required long Withdrawn { get; init; }
    /// <summary>Measures that had to end again.</summary>
    public long Reversed { get; init; }
    /// <summary>
    /// Confirmed measures against a work that the account, by the platform's word, had been made to remove before.
    /// </summary>
    public required long Reuploads { get; init; }
    /// <summary><c>removed</c> divided by the answers, 0 to 1; null if there are none.</summary>
    public double? Precision { get; init; }
    /// <summary>Whether there are fewer than 30 answers: the precision then says little.</summary>
    public required bool SmallN { get; init; }
}

/// <summary>Notices whose <c>act</c> limit ends soon.</summary>
public sealed record DueView
{
    /// <summary>The end of the time looked at; its hour is included.</summary>
    public required DateTimeOffset Until { get; init; }
    /// <summary>Notices of all platforms.</summary>
    public required long Due { get; init; }
    /// <summary>Open escalations of all platforms by age.</summary>
    public required BreachAges OpenBreaches { get; init; }
    /// <summary>Platforms with something due or overdue, most due first.</summary>
    public required IReadOnlyList<PlatformDue> Items { get; init; }
}

/// <summary>What is due and overdue on a platform.</summary>
public sealed record PlatformDue
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string Name { get; init; }
    /// <summary>Notices whose <c>act</c> limit ends within the time.</summary>
    public required long Due { get; init; }
    /// <summary>Open escalations by age.</summary>
    public required BreachAges OpenBreaches { get; init; }
}

/// <summary>How a platform fulfils its duties: to act on notices, to cooperate, to review what is uploaded.</summary>
public sealed record PlatformDuties
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string Name { get; init; }
    /// <summary>Notice and removal.</summary>
    public required TakedownDuty Takedown { get; init; }
    /// <summary>Cooperation.</summary>
    public required CooperationDuty Cooperation { get; init; }
    /// <summary>Copyright review.</summary>
    public required ReviewDuty Review { get; init; }
}

/// <summary>The duty to act on notices.</summary>
public sealed record TakedownDuty
{
    /// <summary>Notices answered or breached.</summary>
    public required long N { get; init; }
    /// <summary>Whether <c>n</c> is below 30.</summary>
    public required bool SmallN { get; init; }
    /// <summary>
    /// <c>onTime</c> divided by the notices answered or breached, 0 to 1; null if there are none.
    /// </summary>
    public double? OnTimeRate { get; init; }
    /// <summary>Measures that had to end again.</summary>
    public long Reversed { get; init; }
    /// <summary><c>removed</c> divided by the answers, 0 to 1; null if there are none.</summary>
    public double? ActionRate { get; init; }
    /// <summary><c>rejected</c> divided by the answers, 0 to 1; null if there are none.</summary>
    public double? RefusalRate { get; init; }
    /// <summary><c>overturned</c> divided by all refusals, 0 to 1; null if there are none.</summary>
    public double? OverturnRate { get; init; }
    /// <summary><c>lastMinute</c> divided by <c>onTime</c>, 0 to 1; null if there are none.</summary>
    public double? LastMinuteRate { get; init; }
    /// <summary>
    /// Whether the platform reacts only at the deadline: of at least 30 answers on time, half came in the last tenth of
    /// the limit. No law gives these numbers.
    /// </summary>
    public required bool LastMinute { get; init; }
    /// <summary>Findings before the measures; absent if the platform sent none.</summary>
    public AssessmentDuty? Assessments { get; init; }
}

/// <summary>The duty to cooperate.</summary>
public sealed record CooperationDuty
{
    /// <summary>Notices not acknowledged within the limit.</summary>
    public required long AcknowledgeBreached { get; init; }
    /// <summary>Measures not ended within the limit after a withdrawal.</summary>
    public required long RestoreBreached { get; init; }
    /// <summary>Account actions requested.</summary>
    public required long AccountActions { get; init; }
    /// <summary>Account actions not answered within the limit.</summary>
    public required long AccountActionsBreached { get; init; }
    /// <summary>Requests of authorities for information that were asked in the period.</summary>
    public long InformationRequests { get; init; }
    /// <summary>Of these, answered within the limit.</summary>
    public long InformationOnTime { get; init; }
    /// <summary>Of these, answered after the limit.</summary>
    public long InformationLate { get; init; }
    /// <summary>Of these, refused.</summary>
    public long InformationRefused { get; init; }
    /// <summary>Of these, not answered although the limit has passed.</summary>
    public long InformationOverdue { get; init; }
    /// <summary>
    /// 0 to 1: an answer in time counts 1, a late one one half, a refusal or an overdue request nothing; null while
    /// nothing is settled.
    /// </summary>
    public double? InformationScore { get; init; }
}

/// <summary>The duty to review what is uploaded.</summary>
public sealed record ReviewDuty
{
    /// <summary>Removals whose answer names the account.</summary>
    public required long Attributed { get; init; }
    /// <summary>Of these, removals of a work that the same account had been made to remove before.</summary>
    public required long Reuploads { get; init; }
    /// <summary><c>reuploads</c> divided by <c>attributed</c>, 0 to 1; null if there are none.</summary>
    public double? ReuploadRate { get; init; }
    /// <summary>Accounts with two or more valid strikes.</summary>
    public required long RepeatAccounts { get; init; }
    /// <summary>Removals that the platform made without a notice.</summary>
    public long OwnRemovals { get; init; }
}

/// <summary>Breaches that are open now, by the time since the due time; in whole hours.</summary>
public sealed record BreachAges
{
    /// <summary>Less than a day.</summary>
    public long UnderOneDay { get; init; }
    /// <summary>One day to less than three.</summary>
    public long UnderThreeDays { get; init; }
    /// <summary>Three days to less than seven.</summary>
    public long UnderSevenDays { get; init; }
    /// <summary>Seven days to less than thirty.</summary>
    public long UnderThirtyDays { get; init; }
    /// <summary>Thirty days or more.</summary>
    public long ThirtyDaysOrMore { get; init; }
}
