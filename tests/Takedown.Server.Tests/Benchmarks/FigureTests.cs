using Takedown.Benchmarks.Figures;

namespace Takedown.Server.Tests.Benchmarks;

/// <summary>What the benchmark makes of its samples.</summary>
[Trait("Database", "unused")]
public sealed class FigureTests
{
    [Fact]
    public void The_target_is_held_against_the_ratio_where_there_is_a_limit()
    {
        var figure = Figure.Of("intake", "postgres", "notices/s", Better.Higher, [30, 10, 20], limit: 40, target: 0.5);

        Assert.Equal((20, 10, 30, 40), (figure.Median, figure.Min, figure.Max, figure.Limit));
        Assert.Equal(0.5, figure.Ratio);
        Assert.True(figure.Met);
    }

    [Fact]
    public void The_target_is_held_against_the_median_where_there_is_none()
    {
        var figure = Figure.Of("one-notice-200", "postgres", "ms", Better.Lower, [40, 60], target: 49.9);

        Assert.Null(figure.Ratio);
        Assert.False(figure.Met);
    }

    [Fact]
    public void A_figure_without_a_target_is_neither_met_nor_missed() =>
        Assert.Null(Figure.Of("intake-cpu", "postgres", "µs/notice", Better.Lower, [1]).Met);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.99, 3.97)]
    [InlineData(1, 4)]
    public void A_quantile_lies_between_its_neighbours(double share, double expected) =>
        Assert.Equal(expected, Figure.Quantile([4, 2, 1, 3], share), precision: 9);
}
