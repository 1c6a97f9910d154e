using Takedown.Contracts;

namespace Takedown.Core.Compliance;

/// <summary>
/// When a claimant loses its tier by itself and gets it back. Only the share of refusals among the answers counts:
/// bulk itself is never a reason.
/// </summary>
public static class TierRules
{
    /// <summary>The fewest answers that a rule may be about.</summary>
    public const int LeastOver = 30;

    /// <summary>Ours (P): no law says how often a trusted notifier has to be right.</summary>
    public static readonly TierRule Default = new() { Below = 0.5, Back = 0.6, Over = 200, Days = 90 };

    /// <summary>The rule with the defaults where it says nothing.</summary>
    public static TierRule Whole(TierRule? given) => new()
    {
        Below = given?.Below ?? Default.Below,
        Back = given?.Back ?? Math.Max(Default.Back!.Value, given?.Below ?? 0),
        Over = given?.Over ?? Default.Over,
        Days = given?.Days ?? Default.Days,
    };

    /// <summary>Whether the tier is lowered from now on.</summary>
    /// <param name="rule">A whole rule.</param>
    /// <param name="isLowered">Whether it is so far.</param>
    /// <param name="removed">Answers that are measures.</param>
    /// <param name="refused">Answers that are refusals.</param>
    public static bool IsLowered(TierRule rule, bool isLowered, long removed, long refused)
    {
        var n = removed + refused;
        if (n < rule.Over) return false;
        var precision = (double)removed / n;
        return precision < (isLowered ? rule.Back : rule.Below);
    }
}
