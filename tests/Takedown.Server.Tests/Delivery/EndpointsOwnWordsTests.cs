using System.Globalization;
using Microsoft.AspNetCore.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>An endpoint that says that it is gone, or when to come again, is taken at its word.</summary>
public sealed class EndpointsOwnWordsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Gone_is_disabled_said_to_operator_and_platform_and_its_notices_are_in_the_inbox_at_once()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(500);
        var platform = await server.PushedAsync("gone410.example", receiver);
        var claimant = await server.ClaimantAsync();
        var waiting = await claimant.AcceptAsync(Sample.Notice("https://gone410.example/waiting"));
        await claimant.NoticeUntilAsync(waiting, n => n["delivery"].Text("status") == "failed");
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = StatusCodes.Status410Gone);
        var first = await claimant.AcceptAsync(Sample.Notice("https://gone410.example/first"));
        var offered = await claimant.NoticeUntilAsync(first, n => n["delivery"].Text("status") == "offered");

        Assert.Equal("webhook.status-410", offered["delivery"].Text("code"));
        foreach (var reader in new[] { server.Operator, platform.Api })
        {
            var disabled = await Following.WaitUntilAsync(
                async () => (await reader.GetAsync($"/v1/organisations/{platform.Id}")).Must(200)
                    .Json["connector"]!["disabled"],
                d => d is not null);
            Assert.Equal("webhook.status-410", disabled.Text("reason"));
            Assert.InRange(
                (await server.NowAsync() - disabled.Time("at")).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        }
        await claimant.NoticeUntilAsync(waiting, n => n["delivery"].Text("status") == "offered");
        var posts = receiver.All.Count;
        var second = await claimant.AcceptAsync(Sample.Notice("https://gone410.example/second"));
        await claimant.NoticeUntilAsync(second, n => n["delivery"].Text("status") == "offered");
        Assert.Equal(
            0, (await server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { }))
                .Must(200).Json.Long("retried"));
        await server.AdvanceAsync("P2D");
        Assert.Equal(posts, receiver.All.Count);
        var inbox = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items;
        Assert.Equal([waiting, first, second], inbox.Select(i => i.Id("noticeId")));
        Assert.Contains("escalated", await claimant.TimelineAsync(second));

        var trail = (await server.Operator.GetAsync("/v1/audit?limit=1000")).Must(200).Items;
        Assert.Single(trail, a => a.Text("act") == "webhook.disable" && a.Text("object") == $"{platform.Id}");

        // A change of something else leaves it disabled; a change of the connector enables it.
        var path = $"/v1/organisations/{platform.Id}";
        (await server.Operator.PatchAsync(path, new { name = "Renamed" })).Must(200);
        Assert.NotNull((await server.Operator.GetAsync(path)).Json["connector"]!["disabled"]);
        receiver.Answer = _ => Task.CompletedTask;
        (await server.Operator.PatchAsync(
            path, new { connector = new { kind = "webhook", url = receiver.Url } })).Must(200);
        Assert.Null((await server.Operator.GetAsync(path)).Json["connector"]!["disabled"]);
        foreach (var id in new[] { waiting, first, second })
            await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "delivered");
        Assert.Equal(3, (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Count);
    }

    [Fact]
    public async Task Gone_is_said_in_the_feed_and_the_rest_of_the_message_is_not_posted()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        var platform = await server.PushedAsync("gonefeed.example", receiver);
        var claimant = await server.ClaimantAsync();
        // Three hundred notices are one message and at least three posts.
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 300).Select(i => Sample.Notice($"https://gonefeed.example/{i}")));

        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/notices?batch={batch}&delivery=offered&limit=1000"))
                .Must(200).Items.Count, n => n == 300);

        Assert.Single(receiver.All);
        var said = await Following.WaitUntilAsync(
            async () => (await platform.FeedAsync()).Where(e => e.Text("type") == "endpoint-disabled").ToList(),
            found => found.Count > 0);
        var one = Assert.Single(said);
        Assert.Equal("webhook.status-410", one["reason"].Text("code"));
        Assert.Equal(platform.Id, one.Id("platformId"));
        Assert.Null(one["noticeId"]);
        Assert.DoesNotContain(await claimant.FeedAsync(), e => e.Text("type") == "endpoint-disabled");
    }

    [Theory]
    [InlineData(429, "300", false)]
    [InlineData(503, "300", false)]
    [InlineData(503, "300", true)]
    [InlineData(301, "300", false)]
    [InlineData(403, "300", false)]
    public async Task A_time_to_come_again_is_heeded_for_the_whole_endpoint(int status, string seconds, bool asDate)
    {
        var host = $"hint{status}{asDate}.example".ToLowerInvariant();
        await using var receiver = await WebhookReceiver.StartAsync(http => Busy(http, status, seconds, asDate));
        await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var first = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        await claimant.NoticeUntilAsync(first, n => n["delivery"].Text("status") == "failed");
        Assert.Single(receiver.All);
        var second = await claimant.AcceptAsync(Sample.Notice($"https://{host}/2"));
        var failed = await claimant.NoticeUntilAsync(second, n => n["delivery"].Text("status") == "failed");
        Assert.Equal("webhook.retry-after", failed["delivery"].Text("code"));
        receiver.Answer = _ => Task.CompletedTask;

        await server.AdvanceAsync("PT4M");
        var third = await claimant.AcceptAsync(Sample.Notice($"https://{host}/3"));
        await claimant.NoticeUntilAsync(third, n => n["delivery"].Text("status") == "failed");
        Assert.Single(receiver.All);

        await server.AdvanceAsync("PT2M");
        foreach (var id in new[] { first, second, third })
            await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "delivered");
    }

    [Fact]
    public async Task A_week_is_an_hour_and_moves_no_clock()
    {
        await using var receiver = await WebhookReceiver.StartAsync(http => Busy(http, 503, "604800"));
        await server.PushedAsync("week.example", receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://week.example/1"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        receiver.Answer = _ => Task.CompletedTask;

        await server.AdvanceAsync("PT16M");
        Assert.Equal("offered", (await claimant.NoticeAsync(id))["delivery"].Text("status"));
        await server.AdvanceAsync("PT46M");
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "delivered");
    }

    [Theory]
    [InlineData("1", 2, "a short one is waited for")]
    [InlineData("0", 2, "none")]
    [InlineData("soon", 2, "not readable")]
    [InlineData("-5", 2, "not readable")]
    public async Task A_short_hint_or_none_that_can_be_read_is_a_retry_of_the_same_delivery(
        string hint, int posts, string why)
    {
        var host = $"short{Math.Abs(hint.GetHashCode(StringComparison.Ordinal))}.example";
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = http => receiver.All.Count == 1 ? Busy(http, 503, hint) : Task.CompletedTask;
        await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        var notice = await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "delivered");
        Assert.True(notice["delivery"].Long("failures") == 0, why);
        Assert.Equal(posts, receiver.All.Count);
    }

    private static Task Busy(HttpContext http, int status, string seconds, bool asDate = false)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = asDate
            ? (TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)))
                .ToString("R")
            : seconds;
        return Task.CompletedTask;
    }
}
