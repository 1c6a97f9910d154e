using Takedown.Contracts;

namespace Takedown.Core.Accounts;

/// <summary>
/// The ladder of account measures against repeat infringers: warn, limit, suspend, close. The thresholds are policy
/// data; no law sets them.
/// </summary>
public static class Ladder
{
    /// <summary>
    /// The steps reached when an account's valid strikes rise from <paramref name="before"/> to
    /// <paramref name="after"/>. Every step in between is requested, because a closure without a prior warning would
    /// not be lawful (DSA art. 23).
    /// </summary>
    public static IEnumerable<StrikeStep> Reached(StrikeLadder ladder, int before, int after) =>
        ladder.Steps.Where(step => before < step.Strikes && step.Strikes <= after);

    /// <summary>Whether the measure taken satisfies the measure requested: it is the same or a stricter one.</summary>
    public static bool Satisfies(Measure taken, Measure asked) =>
        IsAccountMeasure(taken) && IsAccountMeasure(asked) && taken >= asked;

    /// <summary>Whether a measure applies to an account rather than to material.</summary>
    public static bool IsAccountMeasure(Measure measure) =>
        measure is >= Measure.AccountWarned and <= Measure.AccountClosed;
}
