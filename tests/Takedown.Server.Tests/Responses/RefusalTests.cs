using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>A refusal without a published reason is no answer (gaps, section 1, no. 4).</summary>
public sealed class RefusalTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("unknown", "because", null, "reason.code-unknown")]
    [InlineData("bare", "other", null, "reason.text-required")]
    [InlineData("curt", "other", "no", "reason.text-required")]
    [InlineData("blank", "other", "                ", "reason.text-required")]
    public async Task A_refusal_that_says_nothing_is_refused_and_the_deadline_goes_on(
        string host, string code, string? text, string fault)
    {
        var (platform, claimant, id) = await server.DeliveredAsync($"{host}.example");
        Assert.Equal($"refused {fault}", await platform.SayAsync(id, "rejected", reason: new { code, text }));
        Assert.Equal("running", (await claimant.NoticeAsync(id))["sla"].Text("status"));
        await server.AdvanceAsync("P9D");
        Assert.Equal("escalated", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task Every_published_reason_is_an_answer()
    {
        var platform = await server.PlatformAsync("published.example");
        var claimant = await server.ClaimantAsync();
        var reasons = (await platform.Api.GetAsync("/v1/reason-codes")).Must(200).Items;
        Assert.Contains(reasons, r => r.Text("code") == "other" && r!["textRequired"]!.GetValue<bool>());
        foreach (var reason in reasons.Select(r => r.Text("code")))
        {
            var id = await claimant.DeliverAsync(platform, Sample.Notice($"https://published.example/{reason}"));
            Assert.Equal(
                "applied",
                await platform.SayAsync(
                    id, "rejected", reason: new { code = reason, text = "Our own licence of 2024 covers it." }));
        }
    }

    [Fact]
    public async Task Whoever_refuses_everything_at_once_is_seen_to_do_so()
    {
        var (platform, _, id) = await server.DeliveredAsync("always.example");
        await platform.SayAsync(id, "rejected", reason: new { code = "fair-use" });
        await server.AdvanceAsync("PT0S");
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1.0, 0.0, 1.0),
            (counts["onTimeRate"]!.GetValue<double>(), counts["actionRate"]!.GetValue<double>(),
                counts["refusalRate"]!.GetValue<double>()));
    }
}
