namespace Takedown.Core.Compliance;

/// <summary>Ranks in a comparison.</summary>
public static class Ranks
{
    /// <summary>With fewer notices than this a rate says little, and a row says so.</summary>
    public const int SmallN = 30;

    /// <summary>
    /// The ranks of values, 1 for the best; equal values share a rank and the next one is skipped. A value that is
    /// missing has none.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="highIsGood">Whether a higher value is better.</param>
    public static IReadOnlyList<int?> Of(IReadOnlyList<double?> values, bool highIsGood)
    {
        var sorted = values.OfType<double>().ToArray();
        Array.Sort(sorted);
        if (highIsGood) Array.Reverse(sorted);
        var first = new Dictionary<double, int>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++) first.TryAdd(sorted[i], i + 1);
        return [.. values.Select(v => v is null ? (int?)null : first[v.Value])];
    }
}
