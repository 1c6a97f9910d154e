using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>A change of a deadline caused by the passing of time.</summary>
/// <param name="Kind">The deadline.</param>
/// <param name="Change">The change.</param>
/// <param name="Command">The resulting command; null if there is none.</param>
/// <param name="Escalates">Whether the breach is put before the regulator.</param>
public readonly record struct DeadlineEvent(
    DeadlineKind Kind, DeadlineChange Change, NoticeCommand? Command = null, bool Escalates = false)
{
    /// <summary>The name of the event, such as <c>ActBreached</c>.</summary>
    public override string ToString() => $"{Kind}{Change}";
}

/// <summary>Kinds of change of a deadline by the passing of time.</summary>
public enum DeadlineChange
{
    /// <summary>A fraction of the time limit, set by the policy, has passed.</summary>
    AtRisk,
    /// <summary>The due time passed: a breach.</summary>
    Breached,
    /// <summary>The due time passed without a breach.</summary>
    Expired,
}
