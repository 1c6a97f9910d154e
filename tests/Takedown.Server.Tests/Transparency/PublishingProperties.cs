using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// Several projectors that crash anywhere, read early and write late, publish every notice as it is; and the same runs
/// see each mistake that a store could make.
/// </summary>
[Trait("Database", "unused")]
public sealed class PublishingProperties
{
    private const int Seeds = 60, SeedsInMongo = 3;

    // Without a context, so that a step runs on until the next one.
    private static Task<List<(int Wrong, int Crashes, int Spared)>> RunAsync(
        Mistake mistake, int seeds, Func<IPublicRecord>? store = null) => Task.Run(async () =>
    {
        List<(int, int, int)> results = [];
        for (var seed = 0; seed < seeds; seed++)
        {
            var world = new RecordWorld(seed, mistake, store?.Invoke());
            await world.RunAsync();
            results.Add((await world.WrongAsync(), world.Crashes, world.Spared));
        }
        return results;
    });

    [Fact]
    public async Task Whatever_crashes_every_notice_is_published_as_it_is()
    {
        var worlds = await RunAsync(Mistake.None, Seeds);
        Assert.All(worlds, (world, seed) => Assert.True(world.Wrong == 0, $"seed {seed}: {world.Wrong} wrong"));
        Assert.InRange(worlds.Sum(w => w.Crashes), Seeds * 10, int.MaxValue);
        Assert.InRange(worlds.Sum(w => w.Spared), Seeds, int.MaxValue);
    }

    [Theory]
    [InlineData(Mistake.CursorFirst)]
    [InlineData(Mistake.NoGuard)]
    [InlineData(Mistake.Deletes)]
    [InlineData(Mistake.ReadAhead)]
    public async Task A_mistake_of_the_store_is_seen(Mistake mistake)
    {
        var worlds = await RunAsync(mistake, Seeds);
        Assert.NotEqual(0, worlds.Sum(w => w.Wrong));
    }

    /// <summary>The same with the real driver and its peer, whose writes are not all at once either.</summary>
    [Theory]
    [InlineData(Mistake.None)]
    [InlineData(Mistake.CursorFirst)]
    public async Task The_same_holds_in_MongoDB(Mistake mistake)
    {
        await using var peer = new MongoPeer();
        using var mongo = new MongoStore(peer.ConnectionString);
        var worlds = await RunAsync(mistake, SeedsInMongo, () =>
        {
            peer.Store.Clear();
            peer.Commands.Clear();
            return new MongoPublicRecord(mongo, new());
        });
        Assert.Equal(mistake is Mistake.None, worlds.All(w => w.Wrong == 0));
        Assert.InRange(worlds.Sum(w => w.Crashes), SeedsInMongo * 10, int.MaxValue);
    }
}
