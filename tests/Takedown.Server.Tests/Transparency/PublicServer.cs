using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A server that publishes notices, with some notices on their way.</summary>
public sealed class PublicServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;
    public Organisation Platform { get; private set; } = null!;
    public Organisation Claimant { get; private set; } = null!;

    /// <summary>A notice that was removed.</summary>
    public Guid Removed { get; private set; }

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(("Takedown:Transparency:Publish", "notices"));
        await UnlimitedAsync(Server);
        Platform = await Server.PlatformAsync("music.example", new { name = "音乐平台" });
        Claimant = await Server.ClaimantAsync("沈清秋工作室");
        Removed = await Claimant.DeliverAsync(Platform, new
        {
            work = new { title = "晴天 七里香 精选（周杰伦）", type = "music" },
            target = new { url = "https://music.example/u/zhangsan88/1", account = "zhangsan88" },
            rightsHolder = new
            {
                name = "周杰伦", kind = "person", email = "jay@home.example", phone = "13800138000", address = "和平路1号",
            },
            evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
        });
        Assert.Equal("applied", await Platform.SayAsync(
            Removed, "action-taken", "removed", account: new { id = "zhangsan88", name = "七里的香" }));
        await SeenAsync(Removed, n => n.Text("state") == "removed");
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>
    /// The tests read more often in a minute than an address without a key may; with one, everybody reads the same.
    /// </summary>
    public static async Task UnlimitedAsync(TestServer server) =>
        (await server.Operator.PutAsync("/v1/limits", new { requestsPerMinute = 1_000_000 })).Must(200);

    /// <summary>Waits until the record has a notice as wanted.</summary>
    public Task<JsonNode> SeenAsync(Guid id, Func<JsonNode, bool> wanted) => Following.WaitUntilAsync(
        async () => (await Server.Operator.GetAsync($"/v1/transparency/notices/{id}")).Json,
        n => n["id"] is not null && wanted(n));

    public async Task<Answer> AskAsync(string query, int status = 200) =>
        (await Server.Operator.GetAsync($"/v1/transparency/notices?{query}")).Must(status);

    public async Task<IReadOnlyList<Guid>> FoundAsync(string q) =>
        [.. (await AskAsync($"q={Uri.EscapeDataString(q)}")).Items.Select(i => i.Id("id"))];
}
