using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance;

/// <summary>Gap q: compliance by the region of the platform, of the claimant and of the accused.</summary>
[Trait("Id", "E12")]
public sealed class ThreeRegionsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_county_counts_by_its_own_platforms_claimants_and_accused()
    {
        var county = await server.RegulatorAsync("CN-530621");
        var (here, away) = ((Host: "here.example", Region: "CN-530621"), (Host: "away.example", Region: "CN-310101"));
        var (one, two) = (await server.PlatformAsync(here.Host, new { region = here.Region }),
            await server.PlatformAsync(away.Host, new { region = away.Region }));
        var local = await server.ClaimantAsync("Local", new { region = "CN-530621101" });
        var foreign = await server.ClaimantAsync("Foreign", new { region = "CN-310101" });
        await SendAsync(local, one, here.Host, "CN-310101");
        var acted = await SendAsync(local, two, away.Host, null);
        await SendAsync(foreign, two, away.Host, "CN-530621");
        await SendAsync(foreign, two, away.Host, "CN-530622");
        await two.SayAsync(acted, "action-taken", "removed");
        await server.AdvanceAsync("P8D");

        Assert.Equal((1L, 1L, 0L, 1L, 1L), await OverviewAsync(county.Api, "platform"));
        Assert.Equal((2L, 1L, 1L, 1L, 2L), await OverviewAsync(county.Api, "claimant"));
        Assert.Equal((1L, 1L, 0L, 1L, 1L), await OverviewAsync(county.Api, "accused"));
        Assert.Equal(await OverviewAsync(county.Api, "platform"), await OverviewAsync(county.Api, null));

        Assert.Equal(
            new[] { (one.Id, 1L), (two.Id, 1L) }.Order(), await PlatformsAsync(county.Api, "claimant"));
        Assert.Equal([(two.Id, 1L)], await PlatformsAsync(county.Api, "accused"));
        Assert.Equal([(one.Id, 1L)], await PlatformsAsync(county.Api, "platform"));
        var path = $"/v1/compliance/platforms/{two.Id}";
        Assert.Equal(1, (await county.Api.GetAsync($"{path}?by=claimant")).Must(200).Json.Long("removed"));
        (await county.Api.GetAsync(path)).Must(404);
        Assert.Equal(2, (await county.Api.GetAsync("/v1/compliance/trend?by=claimant&bucket=year")).Must(200)
            .Json["points"]!.AsArray().Sum(p => p.Long("received")));
        (await county.Api.GetAsync($"/v1/compliance/trend?platform={two.Id}")).Must(404);
        Assert.Equal(1, (await county.Api.GetAsync($"/v1/compliance/trend?by=accused&platform={two.Id}")).Must(200)
            .Json["points"]!.AsArray().Sum(p => p.Long("received")));

        // Another county sees nothing of it.
        var stranger = await server.RegulatorAsync("CN-530623");
        foreach (var by in (string[])["platform", "claimant", "accused"])
        {
            Assert.Equal((0L, 0L, 0L, 0L, 0L), await OverviewAsync(stranger.Api, by));
            (await stranger.Api.GetAsync($"{path}?by={by}")).Must(404);
        }
        // A platform counts its own by the others' regions, the operator all.
        foreach (var (reader, received) in new[] { (two.Api, 3L), (server.Operator, 4L) })
            Assert.Equal(received, (await OverviewAsync(reader, "claimant")).Item1);
        Assert.Equal([("?by", "value.unknown")],
            (await county.Api.GetAsync("/v1/compliance/overview?by=court")).Must(400).Faults);
    }

    private static async Task<Guid> SendAsync(
        Organisation claimant, Organisation platform, string host, string? accused)
    {
        var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(
            Sample.Notice($"https://{host}/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}")))!;
        if (accused is not null) notice["accused"] = new JsonObject { ["region"] = accused };
        return await claimant.DeliverAsync(platform, notice);
    }

    private static async Task<(long, long, long, long, long)> OverviewAsync(Api reader, string? by)
    {
        var o = (await reader.GetAsync($"/v1/compliance/overview{(by is null ? "" : $"?by={by}")}")).Must(200).Json;
        return (o.Long("received"), o.Long("breached"), o.Long("onTime"), o.Long("openEscalations"),
            o.Long("platforms"));
    }

    private static async Task<IEnumerable<(Guid, long)>> PlatformsAsync(Api reader, string by) =>
        (await reader.GetAsync($"/v1/compliance/platforms?by={by}")).Must(200).Items
            .Select(p => (p.Id("platformId"), p.Long("received")));
}
