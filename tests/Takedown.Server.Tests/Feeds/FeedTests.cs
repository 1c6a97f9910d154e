using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Feeds;

public sealed class FeedTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_feed_tells_the_whole_road_in_order()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("road.example");
        await platform.SayAsync(id, "acknowledged");
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed", text = "Licence of 2025" });

        var feed = await claimant.FeedAsync();
        Assert.Equal(
            ["accepted accepted", "delivered delivered", "acknowledged acknowledged", "rejected rejected"],
            feed.Select(e => $"{e.Text("type")} {e.Text("state")}"));
        Assert.All(feed, e => Assert.Equal((id, platform.Id), (e.Id("noticeId"), e.Id("platformId"))));
        Assert.Equal("Licence of 2025", feed[^1]["reason"].Text("text"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Reading_in_small_pages_gives_the_same_as_in_one(int limit)
    {
        var platform = await server.PlatformAsync($"pages{limit}.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 60).Select(i => Sample.Notice($"https://pages{limit}.example/{i}")));
        var ids = (await platform.InboxUntilAsync(i => i.Count == 60)).Select(i => i.Id("noticeId"));
        await platform.RespondAsync([.. ids.Select(id => new { noticeId = id, response = "acknowledged" })]);

        var whole = await claimant.FeedAsync();
        Assert.Equal(180, whole.Count);
        Assert.Equal(
            whole.Select(e => e.ToJsonString()), (await claimant.FeedAsync(limit)).Select(e => e.ToJsonString()));
        Assert.Equal(180, whole.Select(e => e.Text("cursor")).Distinct().Count());
    }

    [Fact]
    public async Task Every_cursor_goes_on_right_behind_its_event()
    {
        var platform = await server.PlatformAsync("cursor.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 12).Select(i => Sample.Notice($"https://cursor.example/{i}")));
        await platform.InboxUntilAsync(i => i.Count == 12);
        var whole = (await claimant.FeedAsync()).Select(e => e.Text("cursor")).ToList();
        for (var i = 0; i < whole.Count; i++)
        {
            Assert.Equal(whole.Skip(i + 1), (await claimant.FeedAsync(after: whole[i])).Select(e => e.Text("cursor")));
        }
    }

    [Fact]
    public async Task A_waiting_poll_gets_the_news_at_once_and_an_idle_one_ends_empty()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("news.example");
        var after = (await claimant.FeedAsync())[^1].Text("cursor");
        var idle = (await claimant.Api.GetAsync($"/v1/events?after={after}&wait=1")).Must(200);
        Assert.Empty(idle.Items);
        Assert.Equal(after, idle.Json.Text("next"));

        var waiting = claimant.Api.GetAsync($"/v1/events?after={after}&wait=30");
        await platform.SayAsync(id, "acknowledged");
        var page = (await waiting.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System)).Must(200);
        Assert.Equal("acknowledged", Assert.Single(page.Items).Text("type"));
    }

    [Fact]
    public async Task A_claimant_reads_its_own_reference_and_the_platform_does_not()
    {
        var (platform, claimant) = (await server.PlatformAsync("references.example"), await server.ClaimantAsync());
        await claimant.DeliverAsync(platform, Sample.Notice("https://references.example/1", "case-17"));
        await claimant.DeliverAsync(platform, Sample.Notice("https://references.example/2"));
        Assert.Equal(
            ["case-17", "case-17", null, null],
            (await claimant.FeedAsync()).OrderBy(e => e.Id("noticeId"))
                .Select(e => e["clientRef"]?.GetValue<string>()));
        Assert.All(await platform.FeedAsync(), e => Assert.Null(e["clientRef"]));
    }

    [Fact]
    public async Task Each_claimant_has_its_own_feed()
    {
        var (_, claimant, id) = await server.DeliveredAsync("own.example");
        var other = await server.ClaimantAsync("Other");
        Assert.Empty(await other.FeedAsync());
        Assert.All(await claimant.FeedAsync(), e => Assert.Equal(id, e.Id("noticeId")));
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=1")]
    [InlineData("after=1.x")]
    [InlineData("after=-1.0")]
    [InlineData("limit=0")]
    [InlineData("wait=31")]
    public async Task A_bad_parameter_is_named(string query)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal(
            $"?{query.Split('=')[0]}",
            Assert.Single((await claimant.Api.GetAsync($"/v1/events?{query}")).Must(400).Faults).Pointer);
    }

    [Fact]
    public async Task A_reader_misses_nothing_while_many_write()
    {
        const int batches = 15;
        var platforms =
            await Task.WhenAll(Enumerable.Range(0, 3).Select(p => server.PlatformAsync($"write{p}.example")));
        var claimant = await server.ClaimantAsync();
        var reading = Task.Run(() => ReadAsync(claimant, batches * 3 * 10 * 2));

        await Task.WhenAll(platforms.Select((_, p) => Task.Run(async () =>
        {
            for (var b = 0; b < batches; b++)
            {
                await claimant.SubmitAsync(
                    [.. Enumerable.Range(0, 10).Select(i => Sample.Notice($"https://write{p}.example/{b}/{i}"))]);
            }
        })));

        var followed = (await reading).Select(e => e.ToJsonString()).ToList();
        Assert.Equal(batches * 3 * 10 * 2, followed.Count);
        Assert.Equal((await claimant.FeedAsync()).Select(e => e.ToJsonString()), followed);
    }

    private static async Task<List<JsonNode>> ReadAsync(Organisation claimant, int count)
    {
        var (items, after) = (new List<JsonNode>(), "0");
        while (items.Count < count)
        {
            var page = (await claimant.Api.GetAsync($"/v1/events?after={after}&limit=11&wait=20")).Must(200);
            if (page.Items.Count == 0) break;
            items.AddRange(page.Items!);
            after = page.Json.Text("next");
        }
        return items;
    }
}
