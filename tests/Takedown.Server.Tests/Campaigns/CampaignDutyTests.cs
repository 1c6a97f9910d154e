using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Campaigns;

/// <summary>
/// Tasks and filings with their due days, and what is overdue by owner (E11, H06, H08, H09, H14, H17).
/// </summary>
public sealed class CampaignDutyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact, Trait("Id", "E11"), Trait("Id", "H17")]
    public async Task E11_H17_A_task_has_a_person_and_a_department_and_is_listed_when_it_is_overdue()
    {
        var body = await server.RegulatorAsync("CN-410100");
        var (officer, person) = await server.PersonOfAsync(body);
        var (other, stranger) = await server.PersonOfAsync(await server.RegulatorAsync("CN-420100"));
        await CreateAsync(officer, "e11");
        var due = $"{(await server.NowAsync()).AddDays(3):yyyy-MM-dd}";
        Assert.Equal("person.unknown", Assert.Single((await officer.PostAsync("/v1/campaigns/e11/tasks", new
        {
            title = "检查", owner = stranger,
        })).Must(400).Faults).Code);
        var ids = new List<Guid>();
        foreach (var title in new[] { "检查", "总结" })
        {
            ids.Add((await officer.PostAsync("/v1/campaigns/e11/tasks", new
            {
                title, owner = person, department = "版权科", due, targets = new[] { "a.example" },
            })).Must(201).Json.Id("id"));
        }
        var path = $"/v1/campaigns/e11/tasks/{ids[0]}/completion";
        (await other.PostAsync(path, new { text = "x" })).Must(404);
        Assert.Equal("person.required", (await body.Api.PostAsync(path, new { text = "x" })).Must(403).Code);
        Assert.Equal("done", (await officer.PostAsync(path, new { text = "已检查" })).Must(200).Json.Text("status"));
        Assert.Equal("campaign.task-done", (await officer.PostAsync(path, new { text = "again" })).Must(409).Code);
        await server.AdvanceAsync("P5D");
        var overdue = Assert.Single((await officer.GetAsync("/v1/campaigns/e11/tasks?status=overdue")).Must(
            200).Items)!;
        Assert.Equal(("总结", "李明", "版权科"),
            (overdue.Text("title"), overdue.Text("ownerName"), overdue.Text("department")));
        var read = (await officer.GetAsync("/v1/campaigns/e11")).Must(200).Json;
        Assert.Equal(("李明", "版权科", "1"), (read["overdue"]![0].Text("owner"), read["overdue"]![0].Text("department"),
            read["overdue"]![0]!["count"]!.ToJsonString()));
        Assert.Contains("task-overdue", read["history"]!.AsArray().Select(a => a.Text("act")));
        Assert.Equal("late", (await officer.PostAsync(
            $"/v1/campaigns/e11/tasks/{ids[1]}/completion", new { text = "迟到" })).Must(200).Json.Text("status"));
    }

    [Fact, Trait("Id", "H06"), Trait("Id", "H08"), Trait("Id", "H09")]
    public async Task H06_H08_H09_Bodies_below_owe_a_plan_and_a_summary_of_at_most_2000_characters()
    {
        var province = await server.RegulatorAsync("CN-430000");
        var prefecture = await server.RegulatorAsync("CN-430100");
        await server.RegulatorAsync("CN-430102");
        var (officer, _) = await server.PersonOfAsync(province);
        var (below, _) = await server.PersonOfAsync(prefecture);
        var now = await server.NowAsync();
        await CreateAsync(officer, "h06", new { filings = new[] { new { kind = "plan",
            due = $"{now.AddDays(2):yyyy-MM-dd}" } } });
        var owed = Assert.Single((await officer.GetAsync("/v1/campaigns/h06/filings")).Must(200).Items)!;
        Assert.Equal((prefecture.Id, "open"), (owed.Id("body"), owed.Text("status")));
        Assert.Equal("done", (await below.PostAsync(
            "/v1/campaigns/h06/filings", new { kind = "plan", text = "工作计划" })).Must(201).Json.Text("status"));
        Assert.Equal("campaign.filed", (await below.PostAsync(
            "/v1/campaigns/h06/filings", new { kind = "plan", text = "again" })).Must(409).Code);
        (await officer.PostAsync("/v1/campaigns/h06/filings", new
        {
            kind = "summary", due = $"{now.AddDays(1):yyyy-MM-dd}",
        })).Must(201);
        Assert.Equal("value.too-long", Assert.Single((await below.PostAsync("/v1/campaigns/h06/filings", new
        {
            kind = "summary", text = new string('结', 2001),
        })).Must(400).Faults).Code);
        Assert.Equal("campaign.not-yours", (await below.PostAsync("/v1/campaigns/h06/filings", new
        {
            kind = "summary", due = "2030-01-01",
        })).Must(403).Code);
        await server.AdvanceAsync("P3D");
        Assert.Equal(["done", "overdue"], (await officer.GetAsync("/v1/campaigns/h06/filings")).Must(200).Items
            .Select(f => f.Text("status")));
        Assert.Equal("late", (await below.PostAsync("/v1/campaigns/h06/filings", new
        {
            kind = "summary", text = new string('结', 2000),
        })).Must(201).Json.Text("status"));
    }

    [Fact, Trait("Id", "H14")]
    public async Task H14_Units_and_people_are_commended()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-470000"));
        await CreateAsync(officer, "h14");
        (await officer.PostAsync("/v1/campaigns/h14/commendations", new { kind = "unit", name = "大队", merit = "查办大案" }))
            .Must(201);
        Assert.Equal("大队",
            Assert.Single((await officer.GetAsync("/v1/campaigns/h14/commendations")).Must(200).Items).Text("name"));
        Assert.Equal(("/kind", "value.unknown"), Assert.Single((await officer.PostAsync(
            "/v1/campaigns/h14/commendations", new { kind = "dog", name = "x", merit = "x" })).Must(400).Faults));
    }

    [Fact]
    public async Task Notices_and_cases_are_counted_by_region()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-480000"));
        await CreateAsync(officer, "view");
        var (_, _, _) = await server.DeliveredAsync("campaign.example", new { region = "CN-480102" });
        await server.AdvanceAsync("PT1S");
        var counts = await Following.WaitUntilAsync(
            async () => (await officer.GetAsync("/v1/campaigns/view/notices")).Must(200).Items, items =>
                items.Count > 0);
        Assert.Equal(("CN-480102", "1"), (counts[0].Text("region"), counts[0]!["received"]!.ToJsonString()));
        Assert.Empty((await officer.GetAsync("/v1/campaigns/view/cases")).Must(200).Items);
    }

    private async Task CreateAsync(Api officer, string code, object? more = null)
    {
        var now = await server.NowAsync();
        (await officer.PostAsync("/v1/campaigns", TestServer.Merge(new
        {
            code, title = "专项行动", from = $"{now.AddMonths(-1):yyyy-MM-dd}", to = $"{now.AddMonths(2):yyyy-MM-dd}",
        }, more))).Must(201);
    }
}
