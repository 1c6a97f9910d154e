using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registers;

/// <summary>
/// The pre-warning list: platforms read it with an ETag, and it raises the tier (gaps section 3 no. 4 and 8).
/// </summary>
public sealed class KeyWorkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Platforms_of_the_region_read_it_and_are_told_when_it_has_not_changed()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-610000"));
        await ListAsync(officer, "流浪地球");
        var platform = await server.PlatformAsync("etag.example", new { region = "CN-610102" });
        var other = await server.PlatformAsync("far.example", new { region = "CN-620000" });
        using var first = await platform.Api.Client.GetAsync("/v1/registers/key-works");
        var tag = first.Headers.ETag!.ToString();
        Assert.Contains("流浪地球", System.Text.RegularExpressions.Regex.Unescape(await first.Content.ReadAsStringAsync()),
            StringComparison.Ordinal);
        Assert.Equal(304, await StatusAsync(platform.Api, tag));
        Assert.Empty((await other.Api.GetAsync("/v1/registers/key-works")).Must(200).Items);
        await ListAsync(officer, "长津湖");
        Assert.Equal(200, await StatusAsync(platform.Api, tag));
        (await platform.Api.PostAsync("/v1/registers/key-works", new { fields = new { title = "x" } })).Must(403);
    }

    [Fact]
    public async Task A_notice_about_a_listed_work_has_a_higher_tier_and_its_policy()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-630000"));
        var platform = await server.PlatformAsync("tier.example", new { region = "CN-630102" });
        var elsewhere = await server.PlatformAsync("tier2.example", new { region = "CN-640000" });
        var claimant = await server.ClaimantAsync();
        async Task<string> TierAsync(Organisation to, string url, string title)
        {
            var id = await claimant.DeliverAsync(to, Sample.Notice(url, title: title, type: "film"));
            var item = (await to.Api.GetAsync("/v1/inbox")).Must(200).Items.Single(i => i.Id("noticeId") == id)!;
            var notice = (await claimant.Api.GetAsync($"/v1/notices/{id}")).Must(200).Json;
            return $"{item.Text("tier")} {notice["sla"].Text("policy")}";
        }

        Assert.StartsWith("ordinary ", await TierAsync(platform, "https://tier.example/1", "唐探"),
            StringComparison.Ordinal);
        var row = await ListAsync(officer, "唐探");
        Assert.Equal("urgent CN-PREWARN", await TierAsync(platform, "https://tier.example/2", " 唐探 "));
        Assert.StartsWith(
            "ordinary ", await TierAsync(elsewhere, "https://tier2.example/1", "唐探"), StringComparison.Ordinal);
        Assert.StartsWith("ordinary ", await TierAsync(platform, "https://tier.example/3", "别的"),
            StringComparison.Ordinal);
        (await officer.PostAsync($"/v1/registers/key-works/rows/{row}/removal", new { reason = "期满" })).Must(204);
        Assert.StartsWith("ordinary ", await TierAsync(platform, "https://tier.example/4", "唐探"),
            StringComparison.Ordinal);
    }

    private static async Task<Guid> ListAsync(Api officer, string title) => (await officer.PostAsync(
        "/v1/registers/key-works", new { fields = new { title, batch = "第一批", listedOn = "2026-03-01" } }))
        .Must(201).Json.Id("id");

    private static async Task<int> StatusAsync(Api api, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/registers/key-works");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await api.Client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
