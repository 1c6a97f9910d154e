using Takedown.Server.Deadlines;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>A slow machine holds rows no longer than a fast one: its sets are smaller.</summary>
[Trait("Database", "unused")]
public sealed class SetSizeTests
{
    [Theory]
    [InlineData(new int[0], 2000, 1000)]
    [InlineData(new[] { 400 }, 2000, 1000)]
    [InlineData(new[] { 700 }, 2000, 1000)]
    [InlineData(new[] { 1500 }, 1000, 1000)]
    [InlineData(new[] { 1500, 1500 }, 500, 500)]
    [InlineData(new[] { 1500, 1500, 700 }, 500, 500)]
    [InlineData(new[] { 1500, 1500, 400 }, 1000, 1000)]
    [InlineData(new[] { 9000, 9000, 9000, 9000, 9000, 9000, 9000 }, SetSize.Least, SetSize.Least)]
    [InlineData(new[] { 1500, 1500, 400, 400, 400, 400 }, 2000, 1000)]
    public void A_set_is_half_as_large_after_a_slow_one_and_grows_again(int[] milliseconds, int alone, int busy)
    {
        var size = new SetSize(most: 2000, beside: 1000);
        foreach (var time in milliseconds) size.Took(size.Next(isBusy: false), TimeSpan.FromMilliseconds(time));

        Assert.Equal((alone, busy), (size.Next(isBusy: false), size.Next(isBusy: true)));
    }

    [Fact]
    public void A_small_set_beside_others_that_was_slow_counts_as_what_it_was()
    {
        var size = new SetSize(most: 2000, beside: 1000);
        size.Took(size.Next(isBusy: true), SetSize.Long * 2);

        Assert.Equal(500, size.Next(isBusy: false));
    }
}
