using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

public sealed class ReadInboxTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_waiting_poll_gets_the_news_at_once()
    {
        var platform = await server.PlatformAsync("poll.example");
        var claimant = await server.ClaimantAsync();

        var waiting = platform.Api.GetAsync("/v1/inbox?wait=30");
        var id = await claimant.AcceptAsync(Sample.Notice("https://poll.example/1"));

        var item = Assert.Single(
            (await waiting.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System)).Must(200).Items);
        Assert.Equal(id, item.Id("noticeId"));
    }

    [Fact]
    public async Task A_wait_for_nothing_ends_empty_with_the_cursor_to_go_on_with()
    {
        var platform = await server.PlatformAsync("nothing.example");
        var page = (await platform.Api.GetAsync("/v1/inbox?after=0&wait=1")).Must(200);
        Assert.Empty(page.Items);
        Assert.Equal("0", page.Json.Text("next"));
    }

    [Fact]
    public async Task An_item_says_what_is_claimed_and_by_when_to_answer()
    {
        var platform = await server.PlatformAsync("item.example");
        var claimant = await server.ClaimantAsync(more: new { tier = "green" });
        await claimant.DeliverAsync(platform, Sample.Notice("https://item.example/1", "ref-1", account: "pirate"));

        var item = (await platform.InboxUntilAsync(i => i.Count == 1))[0];
        Assert.Equal((1, "green", "delivered"), (item.Long("seq"), item.Text("tier"), item.Text("state")));
        Assert.Equal(item.Time("deliveredAt").AddHours(4), item["deadlines"].Time("acknowledge"));
        Assert.Equal(item.Time("deliveredAt").AddHours(24), item["deadlines"].Time("act"));
        Assert.Equal("七里香", item["notice"]!["work"].Text("title"));
        Assert.Equal("cn-copyright", item["notice"].Text("regime"));
        Assert.Equal("Rights Ltd", item["notice"]!["rightsHolder"].Text("name"));
    }

    [Fact]
    public async Task Reading_one_by_one_gives_the_same_as_reading_at_once()
    {
        var platform = await server.PlatformAsync("pages.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 30).Select(i => Sample.Notice($"https://pages.example/{i}")));
        var all = await platform.InboxUntilAsync(i => i.Count == 30);

        var after = "0";
        foreach (var expected in all)
        {
            var page = (await platform.Api.GetAsync($"/v1/inbox?after={after}&limit=1")).Must(200);
            Assert.Equal(expected.ToJsonString(), Assert.Single(page.Items)!.ToJsonString());
            after = page.Json.Text("next");
        }
        Assert.Empty((await platform.Api.GetAsync($"/v1/inbox?after={after}&limit=1")).Must(200).Items);
    }

    [Fact]
    public async Task Each_platform_has_its_own_inbox_and_its_own_numbers()
    {
        var one = await server.PlatformAsync("one.example");
        var other = await server.PlatformAsync("other.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(one, Sample.Notice("https://one.example/1"));
        var otherId = await claimant.DeliverAsync(other, Sample.Notice("https://other.example/1"));

        Assert.Equal(
            (id, 1),
            (await one.InboxUntilAsync(i => i.Count == 1)).Select(i => (i.Id("noticeId"), i.Long("seq"))).Single());
        Assert.Equal(
            (otherId, 1),
            (await other.InboxUntilAsync(i => i.Count == 1)).Select(i => (i.Id("noticeId"), i.Long("seq"))).Single());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=ten")]
    [InlineData("wait=31")]
    [InlineData("wait=1e9")]
    [InlineData("wait=-1")]
    [InlineData("after=-1")]
    [InlineData("after=abc")]
    [InlineData("after=99999999999999999999")]
    public async Task A_bad_parameter_is_named(string query)
    {
        var platform =
            await server.PlatformAsync($"{string.Concat(query.Where(char.IsAsciiLetterOrDigit))}.bad.example");
        var answer = (await platform.Api.GetAsync($"/v1/inbox?{query}")).Must(400);
        Assert.Equal($"?{query.Split('=')[0]}", Assert.Single(answer.Faults).Pointer);
    }
}
