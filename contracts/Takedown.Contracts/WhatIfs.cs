namespace Takedown.Contracts;

/// <summary>
/// Time limits of another policy: a whole policy as for <c>PUT /v1/policies/{code}</c>, or the code of one in force
/// with what would be different. What is absent is as in the policy in force.
/// </summary>
public sealed record WhatIfPolicy
{
    /// <summary>Code of the policy; required.</summary>
    public string? Code { get; init; }
    /// <summary>As in the policy; ignored.</summary>
    public int? Version { get; init; }
    /// <summary>Name for people.</summary>
    public string? Name { get; init; }
    /// <summary>
    /// Selects the notices of this policy. Absent: the notices that were accepted under a version of it.
    /// </summary>
    public PolicySelectors? Selectors { get; init; }
    /// <summary>The rank.</summary>
    public int? Rank { get; init; }
    /// <summary>Code of the calendar of working days.</summary>
    public string? Calendar { get; init; }
    /// <summary>Time limits; those that are absent stay.</summary>
    public WhatIfDeadlines? Deadlines { get; init; }
    /// <summary>Stricter <c>act</c> limits by tier.</summary>
    public IReadOnlyDictionary<string, TimeLimit>? ActByTier { get; init; }
    /// <summary>Times of reminders; they change no breach.</summary>
    public IReadOnlyList<double>? Reminders { get; init; }
    /// <summary>Effect of a breach.</summary>
    public string? OnBreach { get; init; }
    /// <summary>Effect of a counter-notice; it changes no breach of <c>act</c>.</summary>
    public CounterNoticeRule? CounterNotice { get; init; }
    /// <summary>Account measures; they change no breach of <c>act</c>.</summary>
    public StrikeLadder? Strikes { get; init; }
    /// <summary>Source of the <c>act</c> limit.</summary>
    public SourceMark? Source { get; init; }
}

/// <summary>Time limits that would be different.</summary>
public sealed record WhatIfDeadlines
{
    /// <summary>From delivery to acknowledgement.</summary>
    public TimeLimit? Acknowledge { get; init; }
    /// <summary>From delivery to action or refusal; the one that is asked about.</summary>
    public TimeLimit? Act { get; init; }
    /// <summary>From a request for information to the claimant's answer.</summary>
    public TimeLimit? AnswerInformation { get; init; }
    /// <summary>From the request of an account action to the platform's answer.</summary>
    public TimeLimit? AccountAction { get; init; }
    /// <summary>Until a notice that was not pushed is made available.</summary>
    public TimeLimit? Offer { get; init; }
    /// <summary>From a withdrawal after the measure to its end.</summary>
    public TimeLimit? Restore { get; init; }
}

/// <summary>A question: how many notices would have breached <c>act</c> under another policy.</summary>
public sealed record WhatIfInput
{
    /// <summary>The policy; required.</summary>
    public WhatIfPolicy? Policy { get; init; }
    /// <summary>First day of the acceptance of the notices, in the zone of the body; required.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, included; required.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>One line of the answer: <c>progress</c> lines, then one <c>result</c>.</summary>
public sealed record WhatIfLine
{
    /// <summary><c>progress</c> or <c>result</c>.</summary>
    public required string Type { get; init; }
    /// <summary>Part of the period that is done, 0 to 1.</summary>
    public double? Progress { get; init; }
    /// <summary>Notices looked at so far.</summary>
    public required long Notices { get; init; }
    /// <summary>Of the result: notices that the policy would have applied to.</summary>
    public long? Affected { get; init; }
    /// <summary>Of the result: how many of all breached <c>act</c>.</summary>
    public long? Breached { get; init; }
    /// <summary>Of the result: how many of all would have.</summary>
    public long? WouldBreach { get; init; }
    /// <summary>Of the result: each platform with notices in the period.</summary>
    public IReadOnlyList<WhatIfPlatform>? Platforms { get; init; }
}

/// <summary>A platform in the answer to a what-if.</summary>
public sealed record WhatIfPlatform
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? Name { get; init; }
    /// <summary>Delivered notices of the period whose limit ran or ended.</summary>
    public required long Notices { get; init; }
    /// <summary>Of these, those that the policy would have applied to.</summary>
    public required long Affected { get; init; }
    /// <summary>How many breached <c>act</c>.</summary>
    public required long Breached { get; init; }
    /// <summary>How many would have.</summary>
    public required long WouldBreach { get; init; }
}
