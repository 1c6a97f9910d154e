using Takedown.Server.Delivery;

namespace Takedown.Server.Tests.Delivery;

/// <summary>How long deliveries are throttled while a client waits for the response to a batch.</summary>
[Trait("Database", "unused")]
public sealed class InboxThrottleTests
{
    [Theory]
    [InlineData(20, 0, 80)]
    [InlineData(100, 4_900, 400)]
    [InlineData(200, 1_000, 500)]
    [InlineData(30_000, 0, 500)]
    [InlineData(100, 5_001, 0)]
    [InlineData(100, 3_600_000, 0)]
    public void The_rest_grows_with_the_set_and_ends_where_notices_come_late(int took, int age, int rest) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(rest),
            InboxWriter.Throttle(TimeSpan.FromMilliseconds(took), TimeSpan.FromMilliseconds(age)));
}
