using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A whole server whose public record is in MongoDB, which goes away and comes back.</summary>
public sealed class MongoWholeTests : IAsyncLifetime
{
    private readonly MongoPeer peer = new();
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync(
        ("Takedown:Transparency:Store", "mongodb"), ("Takedown:Transparency:Publish", "notices"),
        ("Takedown:Mongo:ConnectionString", peer.ConnectionString));

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Notices_go_on_without_MongoDB_and_are_published_when_it_is_back()
    {
        var (platform, claimant, first) = await server.DeliveredAsync("music.example");
        await PublishedAsync(first);
        Assert.Equal("ready", (await ReadyAsync())["parts"].Text("public record"));
        // The public asks any member and no answer is awaited for long; what is written the majority confirms.
        Assert.Contains(peer.Commands, c => c.Contains("find") && c["find"] == "publicNotices"
            && c["maxTimeMS"].ToInt32() == 2000 && c["$readPreference"]["mode"] == "secondaryPreferred");
        Assert.All(
            peer.Commands.Where(c => c.Contains("update")), c => Assert.Equal("majority", c["writeConcern"]["w"]));
        Assert.Contains(peer.Commands, c => c.Contains("createIndexes")
            && c["indexes"].AsBsonArray.Any(i => i["name"] == "expireAt" && i["expireAfterSeconds"] == 0));

        peer.GoAway();
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://music.example/2"));
        var ready = await ReadyAsync();
        Assert.Equal(("ready", "not ready: it does not answer"),
            (ready.Text("status"), ready["parts"].Text("public record")));
        var health = (await server.Operator.GetAsync("/v1/operations/health")).Must(200).Json;
        Assert.True(health["ready"]!.GetValue<bool>());
        Assert.Equal("unavailable", (await server.Anonymous.GetAsync("/v1/transparency/notices")).Must(503).Code);
        Assert.Equal("applied", await platform.SayAsync(second, "action-taken", "removed"));

        peer.ComeBack();
        await PublishedAsync(second);
        // A server that was restored from before all of it has nothing, and the cursor says so.
        peer.Store.Clear();
        await PublishedAsync(first);
        await PublishedAsync(second);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> ReadyAsync() =>
        (await server.Anonymous.GetAsync("/healthz/ready")).Must(200).Json;

    private Task PublishedAsync(Guid id) => Following.WaitUntilAsync(
        async () => (await server.Anonymous.GetAsync($"/v1/transparency/notices/{id}")).Status,
        status => status == 200);
}
