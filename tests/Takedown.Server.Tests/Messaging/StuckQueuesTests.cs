using Takedown.Server.Messaging;

namespace Takedown.Server.Tests.Messaging;

/// <summary>A queue that ended is told from one that is tried again, and from one that works.</summary>
[Trait("Database", "unused")]
public sealed class StuckQueuesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private readonly StuckQueues stuck = new();

    [Fact]
    public void One_of_which_nothing_is_heard_for_two_minutes_is_stuck()
    {
        Assert.Empty(Look(0));
        Assert.Empty(Look(119));
        Assert.Equal(["ended"], Look(120));
    }

    [Fact]
    public void One_that_reports_its_failed_attempts_is_not()
    {
        Look(0);
        stuck.Heard("ended", At(100));
        Assert.Empty(Look(200));
        Assert.Equal(["ended"], Look(220));
    }

    [Fact]
    public void Neither_is_one_that_was_healthy_meanwhile()
    {
        Look(0);
        Look(60, healthy: true);
        Assert.Empty(Look(130));
        Assert.Empty(Look(240));
        Assert.Equal(["ended"], Look(250));
    }

    [Fact]
    public void After_a_restart_of_the_bus_it_has_its_time_again()
    {
        Look(0);
        stuck.Clear();
        Assert.Empty(Look(120));
        Assert.Equal(["ended"], Look(240));
    }

    private IReadOnlyList<string> Look(int seconds, bool healthy = false) =>
        stuck.Find([("works", true), ("ended", healthy)], At(seconds));

    private static DateTimeOffset At(int seconds) => Start + TimeSpan.FromSeconds(seconds);
}
