using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>What the passing of time did to a deadline.</summary>
/// <param name="Kind">The deadline.</param>
/// <param name="Change">What happened.</param>
/// <param name="Command">The command that followed from it; null where none did.</param>
public readonly record struct DeadlineEvent(DeadlineKind Kind, DeadlineChange Change, NoticeCommand? Command = null)
{
    /// <summary>Such as <c>ActBreached</c>.</summary>
    public override string ToString() => $"{Kind}{Change}";
}

/// <summary>What the passing of time does to a deadline.</summary>
public enum DeadlineChange
{
    /// <summary>A set part of the time limit has passed.</summary>
    AtRisk,
    /// <summary>The due time passed, which is a breach.</summary>
    Breached,
    /// <summary>The due time passed, which ends the matter without a breach.</summary>
    Expired,
}
