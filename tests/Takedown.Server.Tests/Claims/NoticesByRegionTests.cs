using System.Text.Json.Nodes;
using Takedown.Server.Claims;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Observability;

namespace Takedown.Server.Tests.Claims;

/// <summary>
/// E18: bodies of the platform, of the claimant and of the accused share a notice, and each lists what it reads.
/// </summary>
[Trait("Id", "E18")]
public sealed class NoticesByRegionTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task E18_A_body_lists_by_the_region_of_the_platform_of_the_claimant_and_of_the_accused()
    {
        var body = await server.RegulatorAsync("CN-510000");
        var other = await server.RegulatorAsync("CN-520000");
        var police = await server.RegulatorAsync("CN-510000", "police");
        var platform = await server.PlatformAsync("by-region.example", new { region = "CN-310101" });
        var near = await server.ClaimantAsync("Near", new { region = "CN-510104" });
        var beside = await server.ClaimantAsync("Beside", new { region = "CN-510722" });
        var far = await server.ClaimantAsync("Far", new { region = "CN-310101" });
        var first = await SendAsync(near, platform, "CN-520102");
        var second = await SendAsync(far, platform, "CN-510104101");
        var third = await SendAsync(beside, platform, null);
        var fourth = await SendAsync(near, platform, null);

        Assert.Equal([first, third, fourth], await ListAsync(body, "claimant"));
        Assert.Equal([second], await ListAsync(body, "accused"));
        Assert.Empty(await ListAsync(body, "platform"));
        Assert.Empty(await ListAsync(body, null));
        Assert.Equal([first], await ListAsync(other, "accused"));
        Assert.Empty(await ListAsync(other, "claimant"));
        foreach (var by in (string[])["platform", "claimant", "accused"]) Assert.Empty(await ListAsync(police, by));
        // Each that is listed is read.
        foreach (var id in (Guid[])[first, second, third])
            (await body.Api.GetAsync($"/v1/notices/{id}")).Must(200);

        // Page by page, and with other filters.
        Assert.Equal([first, third, fourth], await ListAsync(body, "claimant", "limit=1"));
        Assert.Equal([fourth], await ListAsync(body, "claimant", $"after={third}"));
        await platform.SayAsync(third, "action-taken", "removed");
        Assert.Equal([third], await ListAsync(body, "claimant", "state=removed"));
        var batch = (await near.NoticeAsync(fourth)).Id("batchId");
        Assert.Equal([fourth], await ListAsync(body, "claimant", $"batch={batch}"));
        Assert.Empty(await ListAsync(body, "accused", $"batch={batch}"));

        Assert.Equal([("?by", "value.unknown")],
            (await body.Api.GetAsync("/v1/notices?by=court")).Must(400).Faults);
        // Who has no region lists as before.
        Assert.Equal([first, fourth], await ListAsync(near, "accused"));
    }

    [Fact]
    public async Task Of_many_regions_the_list_itself_is_scanned_and_says_the_same()
    {
        var body = await server.RegulatorAsync("CN-610000");
        var county = await server.RegulatorAsync("CN-610102");
        var platform = await server.PlatformAsync("many-regions.example", new { region = "CN-310101" });
        List<(string Region, Guid Id)> sent = [];
        var claimant = await server.ClaimantAsync("Far", new { region = "CN-310101" });
        for (var i = 100; i < 160; i++)
        {
            var region = $"CN-610102{i}";
            sent.Add((region, await claimant.AcceptAsync(Notice(region))));
        }
        await platform.InboxUntilAsync(items => items.Count == sent.Count);
        Assert.Equal(sent.Select(s => s.Id), await ListAsync(body, "accused", "limit=7"));
        Assert.Equal(sent.Select(s => s.Id), await ListAsync(county, "accused"));
        JsonNode Notice(string region)
        {
            var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(
                Sample.Notice($"https://many-regions.example/{region}")))!;
            notice["accused"] = new JsonObject { ["region"] = region };
            return notice;
        }
    }

    [Theory]
    [InlineData(NoticeRegions.Claimant)]
    [InlineData(NoticeRegions.Accused)]
    public async Task The_regions_and_their_notices_are_found_by_an_index(string column)
    {
        var none = TestStore.IsPostgres ? $"'{Guid.Empty}'" : $"x'{Guid.Empty:N}'";
        foreach (var sql in new[]
        {
            NoticeRegions.InUse(column), NoticeRegions.Merged(column, ["CN-510104", "CN-510722"]),
        })
        {
            var plan = await BacklogPlanTests.PlanAsync(server, sql.Replace("@after", none, StringComparison.Ordinal)
                .Replace("@scan", "1000", StringComparison.Ordinal).Replace("@take", "51", StringComparison.Ordinal)
                .Replace("@From", "'CN-51'", StringComparison.Ordinal)
                .Replace("@Before", "'CN-52'", StringComparison.Ordinal));
            Assert.Contains($"notices_{column}", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on notices", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN notices", plan, StringComparison.Ordinal);
        }
    }

    private static async Task<Guid> SendAsync(Organisation claimant, Organisation platform, string? accused)
    {
        var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(
            Sample.Notice($"https://by-region.example/{NewId.Next()}")))!;
        if (accused is not null) notice["accused"] = new JsonObject { ["region"] = accused };
        return await claimant.DeliverAsync(platform, notice);
    }

    private static async Task<List<Guid>> ListAsync(Organisation reader, string? by, string more = "")
    {
        List<Guid> found = [];
        var after = "";
        for (string? next = ""; next is not null;)
        {
            var page = (await reader.Api.GetAsync(
                $"/v1/notices?{(by is null ? "" : $"by={by}&")}{after}{more}")).Must(200);
            found.AddRange(page.Items.Select(n => n.Id("id")));
            next = page.Json["next"]?.GetValue<string>();
            after = $"after={next}&";
        }
        return found;
    }
}
