namespace Takedown.Benchmarks.Figures;

internal enum Verdict
{
    Worse,
    Better,
    Same,
    OnlyOld,
    OnlyNew,
}

/// <summary>One figure in two runs.</summary>
/// <param name="Old">The figure of the old run; null if only the new run has it.</param>
/// <param name="New">The figure of the new run; null if only the old run has it.</param>
/// <param name="Verdict">The result of the comparison.</param>
internal sealed record Comparison(Figure? Old, Figure? New, Verdict Verdict)
{
    /// <summary>
    /// Differences below this fraction are ignored, however small the spread: a figure measured once has no spread.
    /// </summary>
    public const double Noticeable = 0.05;

    /// <summary>New median over old.</summary>
    public double? Factor => Old is { Median: not 0 } old && New is { } now ? now.Median / old.Median : null;

    /// <summary>
    /// Pairs the figures of both runs by name and engine, in the order of the new run, followed by those only in the
    /// old run.
    /// </summary>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<Figure> old, IReadOnlyList<Figure> now)
    {
        var before = old.ToDictionary(Key);
        var after = now.Select(Key).ToHashSet();
        return
        [
            .. now.Select(f => before.TryGetValue(Key(f), out var was)
                ? new Comparison(was, f, Judge(was, f))
                : new(null, f, Verdict.OnlyNew)),
            .. old.Where(f => !after.Contains(Key(f))).Select(f => new Comparison(f, null, Verdict.OnlyOld)),
        ];
    }

    private static (string Name, string Engine) Key(Figure figure) => (figure.Name, figure.Engine);

    /// <summary>Different only if no repetition of one run is within the spread of the other.</summary>
    private static Verdict Judge(Figure old, Figure now)
    {
        var apart = now.Min > old.Max || now.Max < old.Min;
        if (!apart || Math.Abs(now.Median - old.Median) < Noticeable * Math.Abs(old.Median)) return Verdict.Same;
        return now.Median > old.Median == now.Better is Better.Higher ? Verdict.Better : Verdict.Worse;
    }
}
