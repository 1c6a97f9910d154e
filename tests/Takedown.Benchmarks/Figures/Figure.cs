using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Figures;

[JsonConverter(typeof(KebabEnumConverter<Better>))]
internal enum Better
{
    Higher,
    Lower,
}

/// <summary>One measured value of a scenario: one line of the table and one entry of <c>result.json</c>.</summary>
internal sealed record Figure
{
    public required string Name { get; init; }
    public required string Engine { get; init; }
    public required string Unit { get; init; }
    public required Better Better { get; init; }
    public required double Median { get; init; }
    public required double Min { get; init; }
    public required double Max { get; init; }
    /// <summary>Median of the limit it is compared with, measured in the same run.</summary>
    public double? Limit { get; init; }
    /// <summary>Median divided by limit.</summary>
    public double? Ratio { get; init; }
    /// <summary>Target of the ratio, or of the median if there is no limit.</summary>
    public double? Target { get; init; }
    public bool? Met { get; init; }
    /// <summary>Additional information, such as a size.</summary>
    public string? Note { get; init; }

    public static Figure Of(
        string name, string engine, string unit, Better better, IReadOnlyCollection<double> samples,
        double? limit = null, double? target = null, string? note = null)
    {
        var median = Quantile(samples, 0.5);
        var ratio = limit is > 0 ? median / limit : null;
        return new()
        {
            Name = name,
            Engine = engine,
            Unit = unit,
            Better = better,
            Median = Round(median),
            Min = Round(samples.Min()),
            Max = Round(samples.Max()),
            Limit = Round(limit),
            Ratio = Round(ratio),
            Target = target,
            Met = target is { } aim ? IsMet(better, limit is null ? median : ratio, aim) : null,
            Note = note,
        };
    }

    public static double Quantile(IEnumerable<double> samples, double share)
    {
        double[] sorted = [.. samples.Order()];
        var at = share * (sorted.Length - 1);
        var below = sorted[(int)Math.Floor(at)];
        return below + ((sorted[(int)Math.Ceiling(at)] - below) * (at - Math.Floor(at)));
    }

    private static bool IsMet(Better better, double? value, double target) => better switch
    {
        Better.Higher => value >= target,
        Better.Lower => value <= target,
    };

    private static double Round(double value) => Math.Round(value, 3);

    private static double? Round(double? value) => value is { } number ? Round(number) : null;
}
