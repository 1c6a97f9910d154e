using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Campaigns;

/// <summary>Campaigns: days, phases, nesting, targets (H01–H05, H12, H15, H16, H18, H24, H25, D39).</summary>
public sealed class CampaignTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Campaign(string code, int year, object? more = null) => TestServer.Merge(new
    {
        code, title = "剑网专项行动", from = $"{year - 1}-06-01", to = $"{year + 1}-11-30",
        scope = new { workTypes = Array.Empty<string>() },
        phases = new object[]
        {
            new { name = "工作部署阶段", from = $"{year - 1}-06-01", to = $"{year - 1}-06-30", tasks = new[] { "方案" } },
            new { name = "集中整治阶段", from = $"{year - 1}-08-01", to = $"{year + 1}-10-31" },
        },
        targets = new[] { new { figure = "sites-patrolled", target = 100 } },
    }, more);

    private async Task<int> YearAsync() => (await server.NowAsync()).Year;

    [Fact, Trait("Id", "H01"), Trait("Id", "H02"), Trait("Id", "H03"), Trait("Id", "H04"), Trait("Id", "H05")]
    public async Task H01_to_H05_A_campaign_has_days_and_phases_with_tasks()
    {
        var body = await server.RegulatorAsync("CN-320100");
        var (officer, _) = await server.PersonOfAsync(body);
        var made = (await officer.PostAsync("/v1/campaigns", Campaign("h01", await YearAsync()))).Must(201).Json;
        Assert.Equal(["工作部署阶段", "集中整治阶段"], made["phases"]!.AsArray().Select(p => p.Text("name")));
        var task = Assert.Single((await officer.GetAsync("/v1/campaigns/h01/tasks")).Must(200).Items)!;
        Assert.Equal(("方案", "工作部署阶段"), (task.Text("title"), task.Text("phase")));
        Assert.Equal("campaign.exists",
            (await officer.PostAsync("/v1/campaigns", Campaign("h01", await YearAsync()))).Must(409).Code);
        var read = (await officer.GetAsync("/v1/campaigns/h01")).Must(200).Json;
        Assert.Equal("created", read["history"]![0].Text("act"));
        Assert.Equal("李明", read["history"]![0].Text("person"));
    }

    [Fact, Trait("Id", "H18"), Trait("Id", "H15"), Trait("Id", "H16"), Trait("Id", "H12"), Trait("Id", "D39")]
    public async Task H12_H15_H16_H18_D39_What_was_reached_is_counted_from_the_work_of_the_bodies()
    {
        var province = await server.RegulatorAsync("CN-330000");
        var county = await server.RegulatorAsync("CN-330102");
        var outside = await server.RegulatorAsync("CN-340000");
        var (officer, _) = await server.PersonOfAsync(province);
        var year = await YearAsync();
        (await officer.PostAsync("/v1/campaigns", Campaign("h18", year))).Must(201);
        (await province.Api.PostAsync("/v1/patrols", new { sites = 10 })).Must(201);
        (await county.Api.PostAsync("/v1/patrols", new { sites = 30, campaign = "h18" })).Must(201);
        (await outside.Api.PostAsync("/v1/patrols", new { sites = 500 })).Must(201);
        Assert.Equal("campaign.unknown", Assert.Single((await outside.Api.PostAsync(
            "/v1/patrols", new { sites = 1, campaign = "h18" })).Must(400).Faults).Code);
        Assert.Single((await county.Api.GetAsync("/v1/patrols?campaign=h18")).Must(200).Items);
        var read = (await officer.GetAsync("/v1/campaigns/h18")).Must(200).Json;
        Assert.Equal(("100", "40"), (
            read["targets"]![0]!["target"]!.ToJsonString(), read["targets"]![0]!["actual"]!.ToJsonString()));
        var results = (await officer.GetAsync("/v1/campaigns/h18/results")).Must(200).Items;
        var figure = results.Single(r => r.Text("figure") == "sites-patrolled")!;
        Assert.Equal(["CN-330102", "CN-330000"], figure["bodies"]!.AsArray().Select(b => b.Text("region")));
        var csv = (await officer.GetAsync("/v1/campaigns/h18/results?format=csv", ("Accept-Language", "zh"))).Must(200);
        Assert.Contains("巡查网站 (家次),100,40", csv.Body, StringComparison.Ordinal);
        var day = $"{await server.NowAsync():yyyy-MM-dd}";
        (await officer.PostAsync("/v1/campaigns/h18/actions", new { title = "集中办案周", from = day,
            to = $"{year + 1}-01-31" }))
            .Must(201);
        var action = Assert.Single((await officer.GetAsync("/v1/campaigns/h18/actions")).Must(200).Items)!;
        Assert.True(action["figures"]![0]!["actual"]!.GetValue<long>() is 0 or 40);
        Assert.Equal("campaign.outside", (await officer.PostAsync("/v1/campaigns/h18/actions", new
        {
            title = "x", from = $"{year + 2}-01-01", to = $"{year + 2}-01-02",
        })).Must(400).Faults.First().Code);
    }

    [Fact, Trait("Id", "H24"), Trait("Id", "H25")]
    public async Task H24_H25_A_local_campaign_lies_within_its_parent_and_strangers_find_neither()
    {
        var province = await server.RegulatorAsync("CN-350000");
        var county = await server.RegulatorAsync("CN-350102");
        var (above, _) = await server.PersonOfAsync(province);
        var (local, _) = await server.PersonOfAsync(county);
        var (stranger, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-360000"));
        var year = await YearAsync();
        (await above.PostAsync("/v1/campaigns", Campaign("h24", year))).Must(201);
        object Child(string code, string to, string region = "CN-350102") => new
        {
            code, title = "全县专项行动", from = $"{year}-10-01", to, parent = "h24",
                scope = new { regions = new[] { region } },
        };
        (await local.PostAsync("/v1/campaigns", Child("h24-county", $"{year}-11-30"))).Must(201);
        Assert.Equal(("/to", "campaign.outside-parent"), Assert.Single(
            (await local.PostAsync("/v1/campaigns", Child("late", $"{year + 2}-01-01"))).Must(400).Faults));
        Assert.Equal(("/scope/regions/0", "region.not-yours"), Assert.Single(
            (await local.PostAsync("/v1/campaigns", Child("far", $"{year}-11-30", "CN-350103"))).Must(400).Faults));
        Assert.Equal("h24-county", (await above.GetAsync("/v1/campaigns/h24")).Must(
            200).Json["children"]![0]!.GetValue<string>());
        (await above.GetAsync("/v1/campaigns/h24-county")).Must(200);
        (await local.GetAsync("/v1/campaigns/h24")).Must(200);
        Assert.Equal(("/parent", "campaign.unknown"), Assert.Single((await stranger.PostAsync("/v1/campaigns", new
        {
            code = "spy", title = "x", from = $"{year}-10-01", to = $"{year}-10-02", parent = "h24",
        })).Must(400).Faults));
        foreach (var path in new[] { "h24", "h24-county", "nobody" })
        {
            foreach (var part in new[] { "", "/tasks", "/filings", "/results", "/notices", "/cases", "/actions" })
                (await stranger.GetAsync($"/v1/campaigns/{path}{part}")).Must(404);
            (await stranger.PostAsync($"/v1/campaigns/{path}/tasks", new { title = "x" })).Must(404);
        }
        Assert.Empty((await stranger.GetAsync("/v1/campaigns")).Must(200).Items);
        Assert.Equal(2, (await above.GetAsync("/v1/campaigns")).Must(200).Items.Count);
    }

    [Fact]
    public async Task A_campaign_that_ends_before_it_begins_is_refused_and_so_are_phases_outside()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-370000"));
        Assert.Equal(("/to", "period.ends-before"), Assert.Single((await officer.PostAsync("/v1/campaigns", new
        {
            code = "back", title = "x", from = "2026-06-01", to = "2026-05-31",
        })).Must(400).Faults));
        Assert.Equal(("/phases/0/to", "campaign.outside"), Assert.Single((await officer.PostAsync("/v1/campaigns", new
        {
            code = "back", title = "x", from = "2026-06-01", to = "2026-06-30",
            phases = new[] { new { name = "x", from = "2026-06-01", to = "2026-07-01" } },
        })).Must(400).Faults));
        Assert.Equal(("/targets/0/figure", "figure.unknown"), Assert.Single((await officer.PostAsync("/v1/campaigns",
            new
        {
            code = "back", title = "x", from = "2026-06-01", to = "2026-06-30",
            targets = new[] { new { figure = "luck", target = 1 } },
        })).Must(400).Faults));
    }

    [Fact]
    public async Task An_organisations_key_and_a_reader_create_none()
    {
        var body = await server.RegulatorAsync("CN-380000");
        var (reader, _) = await server.PersonOfAsync(body, "reader");
        var campaign = new { code = "none", title = "x", from = "2026-06-01", to = "2026-06-30" };
        Assert.Equal("person.required", (await body.Api.PostAsync("/v1/campaigns", campaign)).Must(403).Code);
        Assert.Equal("scope.missing", (await reader.PostAsync("/v1/campaigns", campaign)).Must(403).Code);
    }
}
