using System.Globalization;

namespace Takedown.Screens.Charts;

/// <summary>Values over the same points; null where there is none.</summary>
/// <param name="Name">As the legend and the table name it.</param>
/// <param name="Values">One for each point.</param>
public sealed record Series(string Name, IReadOnlyList<double?> Values);

/// <summary>A row of a dot plot.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Value">Between 0 and 1.</param>
/// <param name="N">How many stand behind the value.</param>
public sealed record Dot(string Name, string? Href, double? Value, long N)
{
    /// <summary>So few that the value says little.</summary>
    public bool IsSmall => N < 30;
}

/// <summary>Numbers as SVG has them, and round ends of axes.</summary>
internal static class Scale
{
    private static readonly double[] Steps = [1, 2, 5, 10];

    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The next round number: 1, 2 or 5 times a power of ten.</summary>
    public static double Top(double max)
    {
        if (max <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(max)));
        return Steps.Select(f => f * power).First(top => top >= max);
    }
}
