using Takedown.Contracts;

namespace Takedown.Core.Accounts;

/// <summary>
/// The repeat-infringer ladder: warn, limit, suspend, close. Thresholds are policy data; no law gives them.
/// </summary>
public static class Ladder
{
    /// <summary>
    /// The steps that are reached when an account's standing strikes rise from <paramref name="before"/> to
    /// <paramref name="after"/>. Every step on the way is asked for: a closure without the warning before it would not
    /// stand (DSA art. 23 wants a prior warning).
    /// </summary>
    public static IEnumerable<StrikeStep> Reached(StrikeLadder ladder, int before, int after) =>
        ladder.Steps.Where(step => before < step.Strikes && step.Strikes <= after);

    /// <summary>Whether a measure taken satisfies the one asked for: the same, or a stricter one.</summary>
    public static bool Satisfies(Measure taken, Measure asked) =>
        IsAccountMeasure(taken) && IsAccountMeasure(asked) && taken >= asked;

    /// <summary>Whether a measure is about an account.</summary>
    public static bool IsAccountMeasure(Measure measure) => measure >= Measure.AccountWarned;
}
