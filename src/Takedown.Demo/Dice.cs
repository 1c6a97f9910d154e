namespace Takedown.Demo;

/// <summary>
/// Chance that falls the same way at every run: the demo is to look lived in, and to be the same for everybody who
/// talks about it. No <see cref="Random"/>, so that item 1,500 needs no 1,499 before it.
/// </summary>
internal static class Dice
{
    /// <summary>A number from 0 to <paramref name="sides"/> - 1, by what it is thrown for.</summary>
    public static int Roll(long subject, int throwNo, int sides)
    {
        // SplitMix64: neighbouring subjects must not fall alike.
        var z = (ulong)subject * 0x9E3779B97F4A7C15 + (ulong)(throwNo + 1) * 0xD1B54A32D192ED03;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)sides);
    }

    public static T Pick<T>(IReadOnlyList<T> from, long subject, int throwNo) =>
        from[Roll(subject, throwNo, from.Count)];

    public static bool Percent(long subject, int throwNo, int percent) => Roll(subject, throwNo, 100) < percent;

    /// <summary>Between two numbers.</summary>
    public static double Between(double least, double most, long subject, int throwNo) =>
        least + (most - least) * Roll(subject, throwNo, 10_000) / 10_000;
}
