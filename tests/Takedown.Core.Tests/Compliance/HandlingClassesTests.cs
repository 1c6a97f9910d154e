using Takedown.Core.Compliance;

namespace Takedown.Core.Tests.Compliance;

public sealed class HandlingClassesTests
{
    [Fact]
    public void Each_time_is_in_one_class_and_none_is_lost()
    {
        var times = new[]
        {
            TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromHours(3),
            TimeSpan.FromHours(30), TimeSpan.FromDays(400),
        };
        Assert.Equal(
            [1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1],
            HandlingClasses.CountsOf(times.Select(t => (HandlingBucket.Of(t), 1L))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    public void What_is_just_within_a_limit_is_not_shown_beyond_it(int at)
    {
        var end = HandlingClasses.Ends[at];
        var counts = HandlingClasses.CountsOf([(HandlingBucket.Of(end - TimeSpan.FromMilliseconds(1)), 7)]);
        Assert.Equal(7, counts[at]);
    }

    [Fact]
    public void Nothing_is_no_count() => Assert.All(HandlingClasses.CountsOf([]), c => Assert.Equal(0, c));
}
