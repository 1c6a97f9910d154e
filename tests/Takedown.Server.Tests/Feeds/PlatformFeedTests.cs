using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Feeds;

/// <summary>What a platform learns of the notices it has been given, besides its inbox.</summary>
public sealed class PlatformFeedTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_platform_hears_of_answers_and_withdrawals_of_its_own_notices_only()
    {
        var platform = await server.PlatformAsync("hears.example");
        var other = await server.PlatformAsync("hears-not.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://hears.example/1"));
        await claimant.DeliverAsync(other, Sample.Notice("https://hears-not.example/1"));
        await platform.SayAsync(
            id, "information-requested", reason: new { code = "insufficient", text = "Which minute?" });

        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "The third." })).Must(200);
        await platform.SayAsync(id, "action-taken", "removed");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);

        Assert.Equal(
            ["delivered", "information-requested", "information-supplied", "action-taken", "withdrawn"],
            (await platform.FeedAsync()).Select(e => e.Text("type")));
        Assert.Equal("delivered", Assert.Single(await other.FeedAsync()).Text("type"));
    }
}
