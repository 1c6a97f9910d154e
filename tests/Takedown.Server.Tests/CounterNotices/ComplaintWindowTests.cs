using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>DSA 20: both sides have six months from the decision, and that is the one that stands.</summary>
public sealed class ComplaintWindowTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_six_months_run_from_the_decision_that_stands()
    {
        var platform = await server.PlatformAsync(
            "stands.example", new { country = "DE", region = "DE", regime = "eu-dsa" });
        var claimant = await server.ClaimantAsync();
        var first = await claimant.DeliverAsync(platform, European(1));
        Assert.Equal("applied", await platform.SayAsync(first, "rejected", reason: new { code = "licensed" }));
        await server.AdvanceAsync("P150D");

        // Refused first, and removed on a dispute five months later: the user learns of that decision.
        (await claimant.Api.PostAsync(
            $"/v1/notices/{first}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        Assert.Equal("applied", await platform.SayAsync(first, "action-taken", "removed"));
        var other = await claimant.DeliverAsync(platform, European(2));
        Assert.Equal("applied", await platform.SayAsync(other, "action-taken", "removed"));
        await server.AdvanceAsync("P150D");
        Assert.Equal("unchanged", await platform.SayAsync(other, "action-taken", "removed"));
        // Who the account is decides nothing.
        Assert.Equal("applied", await platform.RemoveAsync(other, "pirate"));
        (await platform.CounterAsync(first)).Must(201);

        await server.AdvanceAsync("P40D");
        var late = await platform.CounterAsync(other);
        Assert.Equal((409, "counter-notice.too-late"), (late.Status, late.Json.Text("code")));
        // Another measure is another decision.
        Assert.Equal("applied", await platform.SayAsync(other, "action-taken", "blocked"));
        (await platform.CounterAsync(other)).Must(201);
    }

    private static object European(int i) => new
    {
        work = new { title = "七里香", type = "music" }, target = new { url = $"https://stands.example/{i}" },
        statements = new[] { "truth", "good-faith" }, explanation = "The whole recording without a licence.",
    };
}
