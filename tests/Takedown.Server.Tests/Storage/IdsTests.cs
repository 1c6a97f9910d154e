using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

[Trait("Database", "unused")]
public sealed class IdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ids_rise_strictly_in_every_thread_and_none_comes_twice()
    {
        var ids = new Ids(TimeProvider.System);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 20_000).Select(_ => ids.Next()).ToList())));

        Assert.All(runs, run => Assert.Equal(run.Order(), run));
        Assert.Equal(160_000, runs.SelectMany(r => r).Distinct().Count());
    }

    [Fact]
    public void An_id_is_a_UUID_of_version_7_with_the_moment_of_its_making()
    {
        var id = new Ids(new HandClock { Now = Noon }).Next();
        Assert.Equal((7, Noon.ToUnixTimeMilliseconds()), (id.Version, Convert.ToInt64(id.ToString("N")[..12], 16)));
        Assert.True(id.Variant is >= 8 and <= 11);
    }

    [Fact]
    public void Ids_rise_on_when_the_clock_stands_still_or_goes_back()
    {
        var clock = new HandClock { Now = Noon };
        var ids = new Ids(clock);
        var first = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();
        clock.Now = Noon.AddHours(-1);
        var after = ids.Next();

        Assert.Equal(first.Order(), first);
        Assert.True(after.CompareTo(first[^1]) > 0);
    }

    [Fact]
    public void The_moment_of_an_id_follows_the_clock_again_once_it_has_caught_up()
    {
        var clock = new HandClock { Now = Noon };
        var ids = new Ids(clock);
        for (var i = 0; i < 10_000; i++) ids.Next();
        clock.Now = Noon.AddMinutes(1);
        Assert.Equal(clock.Now.ToUnixTimeMilliseconds(), Convert.ToInt64(ids.Next().ToString("N")[..12], 16));
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
