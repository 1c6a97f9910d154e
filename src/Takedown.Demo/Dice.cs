namespace Takedown.Demo;

/// <summary>
/// Pseudo-random values that are the same in every run, so that the demo looks realistic and is reproducible. Not
/// <see cref="Random"/>, so that item 1,500 does not depend on the 1,499 before it.
/// </summary>
internal static class Dice
{
    /// <summary>A number from 0 to <paramref name="sides"/> - 1 for a subject and the number of the throw.</summary>
    public static int Roll(long subject, int throwNo, int sides)
    {
        // SplitMix64, so that neighbouring subjects give unrelated values.
        var z = (ulong)subject * 0x9E3779B97F4A7C15 + (ulong)(throwNo + 1) * 0xD1B54A32D192ED03;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)sides);
    }

    public static T Pick<T>(IReadOnlyList<T> from, long subject, int throwNo) =>
        from[Roll(subject, throwNo, from.Count)];

    public static bool Percent(long subject, int throwNo, int percent) => Roll(subject, throwNo, 100) < percent;

    /// <summary>A number between two bounds.</summary>
    public static double Between(double least, double most, long subject, int throwNo) =>
        least + (most - least) * Roll(subject, throwNo, 10_000) / 10_000;
}
