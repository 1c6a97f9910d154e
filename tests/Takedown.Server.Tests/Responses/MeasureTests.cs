using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>Measures that are neither a removal nor about an account.</summary>
public sealed class MeasureTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("ads-stopped")]
    [InlineData("geo-blocked")]
    [InlineData("transaction-ended")]
    [InlineData("demoted")]
    public async Task A_measure_is_taken_and_shown(string measure)
    {
        var (claimant, platform, id) = await DeliverAsync();
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", measure));
        Assert.Equal(measure, (await claimant.NoticeAsync(id))["measure"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_measure_is_described()
    {
        var (claimant, platform, id) = await DeliverAsync();
        Assert.Equal("refused measure.text-required", await platform.SayAsync(id, "action-taken", "other"));
        Assert.Equal(
            "refused measure.text-required",
            await platform.SayAsync(id, "action-taken", "other", new { code = "other", text = "no" }));
        Assert.Equal(
            "applied", await platform.SayAsync(id, "action-taken", "other", new { text = "Warned the whole group" }));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("removed", "other", "Warned the whole group"),
            (notice["state"]!.GetValue<string>(), notice["measure"]!.GetValue<string>(),
                notice["reason"]!["text"]!.GetValue<string>()));
    }

    [Fact]
    [Trait("Id", "E25")]
    public async Task E25_a_carrier_of_goods_gets_a_notice_about_them_and_says_that_it_carries_them_no_more()
    {
        var host = Bodies.NewHost("parcels");
        var carrier = await server.PlatformAsync(host, new { regime = "cn-ecommerce", serviceType = "logistics" });
        var claimant = await server.ClaimantAsync();
        var sent = (await claimant.Api.PostAsync("/v1/batches?strict=true", new
        {
            notices = new[]
            {
                new
                {
                    ipType = "trademark",
                    work = new { title = "Harbour bags", type = "goods", registrationNo = "TM-1" },
                    target = new { url = $"https://{host}/parcels/SF1" },
                    statements = new[] { "truth" },
                    evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
                },
            },
        })).Must(202).Json["results"]![0]!;
        var id = sent.Id("noticeId");
        await carrier.InboxUntilAsync(items => items.Count == 1);
        Assert.Equal("applied", await carrier.SayAsync(id, "action-taken", "other", new { text = "拒绝承运并退回" }));
        Assert.Equal(("removed", "other"), await ShownAsync(claimant, id));
        // A service that ends is a measure of its own.
        var stopped = await claimant.AcceptAsync(TestServer.Merge(Sample.Notice($"https://{host}/parcels/SF2"), new
        {
            statements = new[] { "truth" },
            work = new { title = "Harbour bags", type = "goods", registrationNo = "TM-1" },
        }));
        await carrier.InboxUntilAsync(items => items.Count == 2);
        Assert.Equal("applied", await carrier.SayAsync(stopped, "action-taken", "transaction-ended"));
    }

    private static async Task<(string, string)> ShownAsync(Organisation claimant, Guid id)
    {
        var notice = await claimant.NoticeAsync(id);
        return (notice.Text("state"), notice.Text("measure"));
    }

    private async Task<(Organisation Claimant, Organisation Platform, Guid Id)> DeliverAsync()
    {
        var host = Bodies.NewHost("measure");
        var (platform, claimant) = (await server.PlatformAsync(host), await server.ClaimantAsync());
        return (claimant, platform, await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/1")));
    }
}
