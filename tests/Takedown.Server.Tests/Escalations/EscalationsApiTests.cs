using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Escalations;

public sealed class EscalationsApiTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_escalation_is_seen_up_its_region_by_its_function_and_by_nobody_else()
    {
        var county = await server.RegulatorAsync("CN-110101");
        var country = await server.RegulatorAsync("CN");
        var otherRegion = await server.RegulatorAsync("CN-120000");
        var otherFunction = await server.RegulatorAsync("CN-110000", "police");
        var (platform, claimant, _) = await server.DeliveredAsync("seen.example", new { region = "CN-110101" });
        await server.AdvanceAsync("PT25H");
        var id = Assert.Single((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}"))
            .Must(200).Items).Id("id");

        foreach (var seer in new[] { county.Api, country.Api, server.Operator })
        {
            Assert.Contains(id, await ListAsync(seer, ""));
            Assert.Equal(platform.Id, (await seer.GetAsync($"/v1/escalations/{id}")).Must(200).Json.Id("platformId"));
            Assert.Contains(
                platform.Id,
                (await seer.GetAsync("/v1/escalations/by-platform")).Items.Select(c => c.Id("platformId")));
        }
        foreach (var blind in new[] { otherRegion.Api, otherFunction.Api })
        {
            Assert.DoesNotContain(id, await ListAsync(blind, ""));
            (await blind.GetAsync($"/v1/escalations/{id}")).Must(404);
            Assert.DoesNotContain(
                platform.Id,
                (await blind.GetAsync("/v1/escalations/by-platform")).Items.Select(c => c.Id("platformId")));
        }
        (await otherRegion.Api.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(404);
        (await claimant.Api.GetAsync("/v1/escalations")).Must(403);
        (await platform.Api.GetAsync($"/v1/escalations/{id}")).Must(403);
    }

    /// <summary>Newcomers F12: ids alone tell an officer nothing.</summary>
    [Fact]
    public async Task An_escalation_says_who_and_what_it_is_about()
    {
        var regulator = await server.RegulatorAsync("CN-330000");
        var platform = await server.PlatformAsync("named.example", new { region = "CN-330100", name = "Named Video" });
        var claimant = await server.ClaimantAsync("Harbour Music");
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://named.example/1"));
        await server.AdvanceAsync("PT25H");

        var listed = Assert.Single((await regulator.Api.GetAsync("/v1/escalations")).Must(200).Items);
        var one = (await regulator.Api.GetAsync($"/v1/escalations/{listed.Id("id")}")).Must(200).Json;
        foreach (var seen in new[] { listed, one })
        {
            Assert.Equal(("Named Video", "Harbour Music", $"/v1/notices/{id}", "https://named.example/1"),
                (seen.Text("platformName"), seen.Text("claimantName"), seen.Text("noticeUrl"), seen.Text("target")));
            Assert.NotEmpty(seen.Text("title"));
            Assert.NotEmpty(seen.Text("regulatorName"));
        }
        Assert.Equal(id, (await regulator.Api.GetAsync(listed.Text("noticeUrl"))).Must(200).Json.Id("id"));
        var count = Assert.Single((await regulator.Api.GetAsync("/v1/escalations/by-platform")).Must(200).Items);
        Assert.Equal("Named Video", count.Text("platformName"));
    }

    [Fact]
    public async Task A_notice_names_its_platform_and_only_to_others_than_it_its_claimant()
    {
        var platform = await server.PlatformAsync("who.example", new { name = "Who Video" });
        var claimant = await server.ClaimantAsync("Amber Ferry");
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://who.example/1"));
        var own = Assert.Single((await claimant.Api.GetAsync("/v1/notices")).Must(200).Items);
        Assert.Equal(("Who Video", "Amber Ferry"), (own.Text("platformName"), own.Text("claimantName")));
        Assert.Equal("", (await platform.NoticeAsync(id)).Text("claimantName"));
        Assert.Equal("Who Video", (await platform.NoticeAsync(id)).Text("platformName"));
    }

    [Fact]
    public async Task The_list_is_filtered_by_status_and_platform_counted_and_read_in_pages()
    {
        var regulator = await server.RegulatorAsync("CN-310000");
        var claimant = await server.ClaimantAsync();
        var (one, other) = (await server.PlatformAsync("one.example", new { region = "CN-310101" }),
            await server.PlatformAsync("other.example", new { region = "CN-310104" }));
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add(await claimant.DeliverAsync(
                i < 3 ? one : other, Sample.Notice($"https://{(i < 3 ? "one" : "other")}.example/{i}")));
        await server.AdvanceAsync("PT25H");
        await one.SayAsync(ids[0], "action-taken", "removed");
        await other.SayAsync(ids[3], "rejected", reason: new { code = "licensed" });

        Assert.Equal(5, (await ListAsync(regulator.Api, "")).Count);
        Assert.Equal(3, (await ListAsync(regulator.Api, "status=open")).Count);
        Assert.Equal(2, (await ListAsync(regulator.Api, "status=resolved")).Count);
        Assert.Equal(2, (await ListAsync(regulator.Api, $"status=open&platform={one.Id}")).Count);
        Assert.Single(await ListAsync(regulator.Api, $"status=open&platform={other.Id}"));
        Assert.Equal([(one.Id, 3L), (other.Id, 2L)], await CountsAsync(regulator.Api, ""));
        Assert.Equal([(one.Id, 2L), (other.Id, 1L)], await CountsAsync(regulator.Api, "?status=open"));
        (await regulator.Api.GetAsync("/v1/escalations?status=maybe")).Must(400);

        var (paged, after) = (new List<Guid>(), "");
        do
        {
            var page = (await regulator.Api.GetAsync($"/v1/escalations?limit=2{after}")).Must(200);
            paged.AddRange(page.Items.Select(e => e.Id("id")));
            after = page.Json["next"] is { } next ? $"&after={next.GetValue<string>()}" : "";
        }
        while (after != "");
        Assert.Equal(await ListAsync(regulator.Api, ""), paged);
    }

    [Fact]
    public async Task Acting_late_resolves_the_escalation_and_stays_late()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("resolve.example");
        await server.AdvanceAsync("PT25H");
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("escalated", await claimant.StateAsync(id));
        Assert.Equal(
            "refused transition.not-allowed",
            await platform.SayAsync(id, "information-requested", reason: new { code = "more" }));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));

        var escalation =
            Assert.Single((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Items);
        Assert.Equal("resolved", escalation.Text("status"));
        Assert.True(escalation.Time("resolvedAt") >= escalation.Time("at"));
        Assert.Equal("late", (await claimant.NoticeAsync(id))["sla"].Text("status"));
    }

    private static async Task<List<Guid>> ListAsync(Api api, string query) =>
        [.. (await api.GetAsync($"/v1/escalations?limit=1000&{query}")).Must(200).Items.Select(e => e.Id("id"))];

    private static async Task<IEnumerable<(Guid, long)>> CountsAsync(Api api, string query) =>
        (await api.GetAsync($"/v1/escalations/by-platform{query}")).Must(200).Items
            .Select(c => (c.Id("platformId"), c.Long("count")));
}
