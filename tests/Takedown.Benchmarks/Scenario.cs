namespace Takedown.Benchmarks;

/// <summary>One thing measured. It starts its own server and leaves nothing behind.</summary>
internal sealed record Scenario(string Name, Func<CancellationToken, Task<IReadOnlyList<Figure>>> Run);

/// <summary>What a scenario measured.</summary>
/// <param name="Name">What.</param>
/// <param name="Unit">In what.</param>
/// <param name="Samples">One value a repetition.</param>
/// <param name="Aim">What we want, in words.</param>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Samples, string Aim = "")
{
    public double Median => Quantile(Samples, 0.5);

    public static double Quantile(IEnumerable<double> samples, double share)
    {
        double[] sorted = [.. samples.Order()];
        var at = share * (sorted.Length - 1);
        var below = sorted[(int)Math.Floor(at)];
        return below + ((sorted[(int)Math.Ceiling(at)] - below) * (at - Math.Floor(at)));
    }
}
