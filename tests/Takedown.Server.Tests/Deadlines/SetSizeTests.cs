using Takedown.Server.Deadlines;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>A slow machine holds rows not much longer than a fast one: its sets are smaller.</summary>
[Trait("Database", "unused")]
public sealed class SetSizeTests
{
    private readonly SetSize size = new(most: 2000, beside: 1000);

    [Theory]
    [InlineData(new int[0], 2000, 1000)]
    [InlineData(new[] { 400 }, 2000, 1000)]
    [InlineData(new[] { 1500 }, 1000, 1000)]
    [InlineData(new[] { 1500, 1500 }, 500, 500)]
    [InlineData(new[] { 9000, 9000, 9000, 9000, 9000, 9000, 9000 }, SetSize.Least, SetSize.Least)]
    [InlineData(new[] { 1500, 1500, 900 }, 1000, 1000)]
    [InlineData(new[] { 1500, 1500, 900, 900, 900 }, 2000, 1000)]
    public void A_set_is_half_as_large_after_a_slow_one_and_grows_again(int[] milliseconds, int alone, int busy)
    {
        foreach (var time in milliseconds) size.Took(size.Next(isBusy: false), TimeSpan.FromMilliseconds(time));

        Assert.Equal((alone, busy), (size.Next(isBusy: false), size.Next(isBusy: true)));
    }

    [Fact]
    public void What_a_slow_set_had_counts_and_not_what_it_could_have_had()
    {
        size.Took(1200, SetSize.Long * 2);
        Assert.Equal(600, size.Next(isBusy: false));
    }

    [Fact]
    public void Rows_of_the_index_with_more_than_the_size_are_no_reason_to_grow()
    {
        size.Took(400, SetSize.Long * 2);
        size.Took(900, SetSize.Long * 2);
        Assert.Equal(SetSize.Least, size.Next(isBusy: false));
    }

    /// <summary>Each sweep ends with a set that had nothing or little, whatever the machine is like.</summary>
    [Fact]
    public void A_set_that_had_little_says_nothing()
    {
        size.Took(2000, SetSize.Long * 2);
        size.Took(0, TimeSpan.Zero);
        size.Took(3, TimeSpan.Zero);
        Assert.Equal(1000, size.Next(isBusy: false));
    }

    [Fact]
    public void A_set_that_was_given_up_was_slow()
    {
        size.Took(size.Next(isBusy: true), TimeSpan.MaxValue);
        Assert.Equal(500, size.Next(isBusy: true));
    }
}
