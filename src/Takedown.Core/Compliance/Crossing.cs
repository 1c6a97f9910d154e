namespace Takedown.Core.Compliance;

/// <summary>
/// When a watched figure crosses its threshold. It is told once: again only after the figure was normal. A missing
/// figure is neither, so what was said stands.
/// </summary>
/// <param name="Above">Whether values above the threshold are beyond it; otherwise those below.</param>
/// <param name="Value">The threshold; it is normal itself.</param>
/// <param name="MinCount">The smallest number of notices with which a value can cross it.</param>
public readonly record struct Crossing(bool Above, double Value, long MinCount)
{
    /// <summary>Decides about one value.</summary>
    /// <param name="wasCrossed">Whether it was beyond the threshold before.</param>
    /// <param name="value">The value; null if there is none.</param>
    /// <param name="n">The number of notices that it is computed from.</param>
    /// <returns>Whether it is beyond the threshold, and whether that is to be told.</returns>
    public (bool Crossed, bool Tells) Next(bool wasCrossed, double? value, long n)
    {
        if (value is null) return (wasCrossed, false);
        var beyond = Above ? value > Value : value < Value;
        if (!beyond) return (false, false);
        return n < MinCount ? (wasCrossed, false) : (true, !wasCrossed);
    }
}
