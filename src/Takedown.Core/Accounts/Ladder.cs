using Takedown.Contracts;
using Takedown.Core.Compliance;

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

    /// <summary>As how many strikes a removal counts (DSA art. 23(3): gravity).</summary>
    /// <param name="ladder">The ladder of its policy.</param>
    /// <param name="mark">What the notice is about, as <see cref="WorkMark"/> numbers it; null for unknown.</param>
    public static int WeightOf(StrikeLadder ladder, long? mark) =>
        mark is { } known && ladder.GraveModes is { Count: > 0 } grave
        && grave.Any(mode => WorkMark.ModeOf(mode) == WorkMark.ModeOf(WorkMark.TopicOf(known)))
            ? ladder.GraveStrikes ?? ladder.Steps.Select(step => step.Strikes).DefaultIfEmpty(1).Max() : 1;

    /// <summary>
    /// Whether the measure taken satisfies the measure requested: it is the same or a stricter one. The blacklist has
    /// an end and a basis, so it is taken only where it is asked for.
    /// </summary>
    public static bool Satisfies(Measure taken, Measure asked) =>
        asked is Measure.AccountBlacklisted || taken is Measure.AccountBlacklisted ? taken == asked
            : IsStep(taken) && IsStep(asked) && taken >= asked;

    /// <summary>Whether a measure applies to an account rather than to material.</summary>
    public static bool IsAccountMeasure(Measure measure) => IsStep(measure) || measure is Measure.AccountBlacklisted;

    /// <summary>Whether a measure is a step that strikes lead to.</summary>
    private static bool IsStep(Measure measure) => measure is >= Measure.AccountWarned and <= Measure.AccountClosed;
}
