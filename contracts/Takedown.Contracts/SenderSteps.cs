using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>A step against a claimant that abuses notices, always decided by a person.</summary>
[JsonConverter(typeof(KebabEnumConverter<SenderStep>))]
public enum SenderStep
{
    /// <summary>It is warned; nothing else changes. Required before the others.</summary>
    Warn,
    /// <summary>What it sends has the tier <c>ordinary</c>.</summary>
    Lower,
    /// <summary>Its batches are refused until a time.</summary>
    Suspend,
    /// <summary>All steps end, the warning too.</summary>
    Lift,
}

/// <summary>What changed how a claimant stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<StandingChangeKind>))]
public enum StandingChangeKind
{
    /// <summary>A person warned it.</summary>
    Warned,
    /// <summary>A person lowered its tier.</summary>
    Lowered,
    /// <summary>A person suspended it.</summary>
    Suspended,
    /// <summary>A person ended the steps.</summary>
    Lifted,
    /// <summary>The rule lowered its tier.</summary>
    LoweredByRule,
    /// <summary>The rule gave its tier back.</summary>
    RestoredByRule,
}

/// <summary>Body of <c>POST /v1/senders/{id}/steps</c>.</summary>
public sealed record SenderStepInput
{
    /// <summary>The step; required.</summary>
    public SenderStep? Step { get; init; }
    /// <summary>Why; required. The number of notices is none of the reasons.</summary>
    public SlowdownReason? Reason { get; init; }
    /// <summary>What the claimant is told beside it, at most 2,000 characters; required.</summary>
    public string? Text { get; init; }
    /// <summary>With <c>suspend</c>, and required there: when it ends, at most 180 days from now.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>One change of how a claimant stands.</summary>
public sealed record StandingChange
{
    /// <summary>What changed.</summary>
    public required StandingChangeKind Change { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Why, of a person's decision.</summary>
    public SlowdownReason? Reason { get; init; }
    /// <summary>What the claimant was told.</summary>
    public string? Text { get; init; }
    /// <summary>The person who decided; absent for the rule.</summary>
    public string? Person { get; init; }
    /// <summary>When a suspension ends.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Of the rule: the precision at that time.</summary>
    public double? Precision { get; init; }
    /// <summary>Of the rule: the answers behind it.</summary>
    public long? N { get; init; }
}

/// <summary>What is in force about a claimant as a sender.</summary>
public sealed record SenderStanding
{
    /// <summary>The warning.</summary>
    public StandingChange? Warning { get; init; }
    /// <summary>The lowered tier, by a person.</summary>
    public StandingChange? Lowered { get; init; }
    /// <summary>The suspension. It ends by itself at its time.</summary>
    public StandingChange? Suspended { get; init; }
    /// <summary>The lowered tier, by the rule.</summary>
    public StandingChange? ByRule { get; init; }
}

/// <summary>
/// When a claimant loses its tier by itself and gets it back. The number of notices alone lowers nothing: only the
/// share of refusals among the answers does.
/// </summary>
public sealed record TierRule
{
    /// <summary>The tier is lowered when the precision is under this, 0 to 1; 0 ends the rule.</summary>
    public double? Below { get; init; }
    /// <summary>It comes back when the precision is at least this, 0 to 1, and not less than <c>below</c>.</summary>
    public double? Back { get; init; }
    /// <summary>Fewer answers than this say nothing, 30 to 1,000,000: the tier stays, or comes back.</summary>
    public int? Over { get; init; }
    /// <summary>The answers of so many days count, 1 to 730.</summary>
    public int? Days { get; init; }
}
