using Takedown.Benchmarks.Figures;

namespace Takedown.Server.Tests.Benchmarks;

/// <summary>What two runs say of each other.</summary>
[Trait("Database", "unused")]
public sealed class ComparisonTests
{
    private static readonly Figure Rate = Figure.Of("intake", "postgres", "notices/s", Better.Higher, [90, 100, 110]);
    private static readonly Figure Time = Figure.Of("start", "postgres", "s", Better.Lower, [90, 100, 110]);

    [Theory]
    [InlineData(80, 85, 89, "Worse", "below all that was")]
    [InlineData(80, 85, 90, "Same", "one repetition reached what was")]
    [InlineData(111, 120, 130, "Better", "above all that was")]
    public void A_rate_differs_when_the_spreads_are_apart(
        double min, double median, double max, string verdict, string why) =>
        Assert.True(verdict == Judge(Rate, [min, median, max]), why);

    [Theory]
    [InlineData(80, 85, 89, "Better")]
    [InlineData(111, 120, 130, "Worse")]
    public void Of_a_time_less_is_better(double min, double median, double max, string verdict) =>
        Assert.Equal(verdict, Judge(Time, [min, median, max]));

    [Fact]
    public void A_difference_too_small_to_notice_is_none_though_there_is_no_spread() =>
        Assert.Equal(Verdict.Same, Assert.Single(Comparison.Of([Once(100)], [Once(96)])).Verdict);

    [Fact]
    public void What_only_one_run_has_is_said_so_and_engines_are_told_apart()
    {
        var compared = Comparison.Of([Rate, Time], [Rate with { Engine = "sqlite" }, Time]);

        Assert.Equal([Verdict.OnlyNew, Verdict.Same, Verdict.OnlyOld], compared.Select(c => c.Verdict));
    }

    private static string Judge(Figure old, double[] samples)
    {
        var now = Figure.Of(old.Name, old.Engine, old.Unit, old.Better, samples);
        return Assert.Single(Comparison.Of([old], [now])).Verdict.ToString();
    }

    private static Figure Once(double value) => Figure.Of("herd", "postgres", "ms", Better.Lower, [value]);
}
