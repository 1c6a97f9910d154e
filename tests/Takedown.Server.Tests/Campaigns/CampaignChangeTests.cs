using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Campaigns;

/// <summary>Versions of a campaign, and what the body above decides about filings (H01–H06, H08).</summary>
public sealed class CampaignChangeTests(TestServer server) : IClassFixture<TestServer>
{
    private static Dictionary<string, object?> Campaign(params object[] more)
    {
        var campaign = TestServer.Merge(new
        {
            title = "剑网专项行动", from = "2030-06-01", to = "2030-11-30",
            phases = new object[] { new { name = "部署", from = "2030-06-01", to = "2030-06-30" } },
        }, null);
        foreach (var (name, value) in more.SelectMany(m => TestServer.Merge(m, null))) campaign[name] = value;
        return campaign;
    }

    private static Dictionary<string, object?> New(string code, params object[] more) =>
        Campaign([.. more, new { code }]);

    [Fact, Trait("Id", "H01"), Trait("Id", "H02")]
    public async Task H01_H02_A_campaign_is_changed_and_every_version_is_in_its_history()
    {
        var body = await server.RegulatorAsync("CN-131000");
        var (officer, _) = await server.PersonOfAsync(body);
        var made = (await officer.PostAsync("/v1/campaigns", New("change"))).Must(201).Json;
        Assert.Equal(1, made.Long("version"));
        var changed = (await officer.PutAsync("/v1/campaigns/change", Campaign(new
        {
            title = "剑网专项行动（延长）", to = "2030-12-31", targets = new[] { new { figure = "sites-patrolled",
                target = 50 } },
            scope = new { regions = new[] { "CN-131002" } },
        }))).Must(200).Json;
        Assert.Equal((2, "2030-12-31", "CN-131002"), (changed.Long("version"), changed.Text("to"),
            changed["scope"]!["regions"]![0]!.GetValue<string>()));
        var read = (await officer.GetAsync("/v1/campaigns/change")).Must(200).Json;
        Assert.Equal((2, "剑网专项行动（延长）", 50), (read.Long("version"), read.Text("title"),
            read["targets"]![0].Long("target")));
        Assert.Equal([("created", 1L, "2030-11-30"), ("changed", 2, "2030-12-31")], read["history"]!.AsArray().Select(
            a => (a.Text("act"), a!["details"].Long("version"), a["details"].Text("to"))));
        Assert.Equal("李明", read["history"]![1].Text("person"));
        Assert.Single((await body.Api.GetAsync("/v1/audit?act=campaign.put")).Must(200).Items);
    }

    [Fact]
    public async Task What_is_fixed_or_changed_elsewhere_is_refused_at_its_place()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-132000"));
        (await officer.PostAsync("/v1/campaigns", New("fixed"))).Must(201);
        (await officer.PostAsync("/v1/campaigns", New("other"))).Must(201);
        foreach (var (more, pointer, code) in new (object, string, string)[]
        {
            (new { code = "renamed" }, "/code", "field.fixed"),
            (new { parent = "other" }, "/parent", "field.fixed"),
            (new { function = "police" }, "/function", "field.fixed"),
            (new { filings = new[] { new { kind = "plan", due = "2030-07-01" } } }, "/filings", "field.fixed"),
            (new { phases = new[] { new { name = "部署", from = "2030-06-01", to = "2030-06-30",
                tasks = new[] { "x" } } } }, "/phases/0/tasks", "field.fixed"),
            (new { to = "2030-05-01", phases = Array.Empty<object>() }, "/to", "period.ends-before"),
            (new { scope = new { regions = new[] { "CN-310000" } } }, "/scope/regions/0", "region.not-yours"),
            (new { targets = new[] { new { figure = "luck", target = 1 } } }, "/targets/0/figure", "figure.unknown"),
        })
        {
            var answer = (await officer.PutAsync("/v1/campaigns/fixed", Campaign(more))).Must(400);
            Assert.Equal((pointer, code), Assert.Single(answer.Faults));
        }
        // The code may be repeated.
        (await officer.PutAsync("/v1/campaigns/fixed", New("fixed"))).Must(200);
    }

    [Fact]
    public async Task Phases_with_tasks_and_local_parts_stay_within_a_changed_campaign()
    {
        var province = await server.RegulatorAsync("CN-140000");
        var (above, _) = await server.PersonOfAsync(province);
        var (local, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-140100"));
        (await above.PostAsync("/v1/campaigns", New("whole", new
        {
            phases = new object[]
            {
                new { name = "部署", from = "2030-06-01", to = "2030-06-30" },
                new { name = "整治", from = "2030-07-01", to = "2030-10-31", tasks = new[] { "巡查" } },
            },
        }))).Must(201);
        (await local.PostAsync("/v1/campaigns", New("part", new { parent = "whole" }))).Must(201);
        Assert.Equal("campaign.phase-has-tasks",
            (await above.PutAsync("/v1/campaigns/whole", Campaign())).Must(409).Code);
        object Phases(string to) => new
        {
            to, phases = new object[]
            {
                new { name = "动员", from = "2030-06-01", to = "2030-06-15" },
                new { name = "集中整治", from = "2030-06-16", to = "2030-09-30" },
            },
        };
        Assert.Equal("campaign.part-outside",
            (await above.PutAsync("/v1/campaigns/whole", Campaign(Phases("2030-10-31")))).Must(409).Code);
        Assert.Equal("campaign.part-outside", (await above.PutAsync("/v1/campaigns/whole", Campaign(
            Phases("2030-11-30"), new { scope = new { regions = new[] { "CN-140200" } } }))).Must(409).Code);
        (await above.PutAsync("/v1/campaigns/whole", Campaign(Phases("2030-11-30")))).Must(200);
        Assert.Equal("集中整治", Assert.Single(
            (await above.GetAsync("/v1/campaigns/whole/tasks")).Must(200).Items).Text("phase"));
        Assert.Equal([("/to", "campaign.outside-parent")],
            (await local.PutAsync("/v1/campaigns/part", Campaign(new { to = "2031-01-01" }))).Must(400).Faults);
    }

    [Fact]
    public async Task Only_a_person_of_the_body_that_holds_it_changes_a_campaign()
    {
        var province = await server.RegulatorAsync("CN-150000");
        var county = await server.RegulatorAsync("CN-150100");
        var (officer, _) = await server.PersonOfAsync(province);
        var (reader, _) = await server.PersonOfAsync(province, "reader");
        var (below, _) = await server.PersonOfAsync(county);
        var (stranger, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-210000"));
        (await officer.PostAsync("/v1/campaigns", New("held"))).Must(201);
        Assert.Equal("person.required",
            (await province.Api.PutAsync("/v1/campaigns/held", Campaign())).Must(403).Code);
        Assert.Equal("scope.missing", (await reader.PutAsync("/v1/campaigns/held", Campaign())).Must(403).Code);
        Assert.Equal("campaign.not-yours", (await below.PutAsync("/v1/campaigns/held", Campaign())).Must(403).Code);
        (await stranger.PutAsync("/v1/campaigns/held", Campaign())).Must(404);
        (await officer.PutAsync("/v1/campaigns/nobody", Campaign())).Must(404);
        Assert.Equal(1, (await officer.GetAsync("/v1/campaigns/held")).Must(200).Json.Long("version"));
        // Two at once are two versions.
        var both = await Task.WhenAll(
            officer.PutAsync("/v1/campaigns/held", Campaign()), officer.PutAsync("/v1/campaigns/held", Campaign()));
        Assert.Equal([2L, 3], both.Select(a => a.Must(200).Json.Long("version")).Order());
    }

    [Fact, Trait("Id", "H06"), Trait("Id", "H08")]
    public async Task H06_H08_What_was_filed_is_returned_filed_again_and_accepted_by_the_body_above()
    {
        var province = await server.RegulatorAsync("CN-220000");
        var prefecture = await server.RegulatorAsync("CN-220100");
        var (above, _) = await server.PersonOfAsync(province);
        var (below, _) = await server.PersonOfAsync(prefecture);
        var (beside, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-220200"));
        var (stranger, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-230000"));
        var due = $"{(await server.NowAsync()).AddDays(2):yyyy-MM-dd}";
        (await above.PostAsync("/v1/campaigns", New("filed", new
        {
            from = "2026-01-01", phases = Array.Empty<object>(), to = "2035-01-01",
            filings = new[] { new { kind = "plan", due } },
        }))).Must(201);
        var id = (await below.GetAsync("/v1/campaigns/filed/filings")).Must(200).Items
            .Single(f => f.Id("body") == prefecture.Id).Id("id");
        var path = $"/v1/campaigns/filed/filings/{id}";
        var reason = new { reason = "未列明责任人" };
        Assert.Equal("campaign.not-filed", (await above.PostAsync($"{path}/acceptance", new { })).Must(409).Code);
        Assert.Equal("campaign.not-filed", (await above.PostAsync($"{path}/return", reason)).Must(409).Code);
        var plan = new { kind = "plan", text = "工作计划" };
        (await below.PostAsync("/v1/campaigns/filed/filings", plan)).Must(201);

        Assert.Equal([("/reason", "field.required")],
            (await above.PostAsync($"{path}/return", new { reason = " " })).Must(400).Faults);
        Assert.Equal("person.required", (await province.Api.PostAsync($"{path}/return", reason)).Must(403).Code);
        foreach (var act in (string[])["return", "acceptance"])
        {
            Assert.Equal("campaign.not-above", (await below.PostAsync($"{path}/{act}", reason)).Must(403).Code);
            // A body beside it does not even see it.
            (await beside.PostAsync($"{path}/{act}", reason)).Must(404);
            (await stranger.PostAsync($"{path}/{act}", reason)).Must(404);
            (await above.PostAsync($"/v1/campaigns/filed/filings/{NewId.Next()}/{act}", reason)).Must(404);
        }
        var returned = (await above.PostAsync($"{path}/return", reason)).Must(200).Json;
        Assert.Equal(("returned", "open", "未列明责任人", "李明"), (returned.Text("decision"), returned.Text("status"),
            returned.Text("reason"), returned.Text("decidedBy")));
        Assert.Null(returned["filedAt"]);
        // Returned, it is owed again, and runs over like any other.
        await server.AdvanceAsync("P4D");
        Assert.Equal("overdue", (await below.GetAsync("/v1/campaigns/filed/filings")).Must(200).Items
            .Single(f => f.Id("id") == id).Text("status"));
        var again = (await below.PostAsync("/v1/campaigns/filed/filings", new { kind = "plan", text = "工作计划二" }))
            .Must(201).Json;
        Assert.Equal(("late", "工作计划二", id), (again.Text("status"), again.Text("text"), again.Id("id")));
        Assert.Null(again["decision"]);
        var accepted = (await above.PostAsync($"{path}/acceptance", new { })).Must(200).Json;
        Assert.Equal(("accepted", "late"), (accepted.Text("decision"), accepted.Text("status")));
        foreach (var act in (string[])["return", "acceptance"])
            Assert.Equal("campaign.accepted", (await above.PostAsync($"{path}/{act}", reason)).Must(409).Code);
        Assert.Equal("campaign.filed", (await below.PostAsync("/v1/campaigns/filed/filings", plan)).Must(409).Code);
        var acts = (await above.GetAsync("/v1/campaigns/filed")).Must(200).Json["history"]!.AsArray();
        Assert.Equal(["filed", "filing-returned", "filing-overdue", "filed", "filing-accepted"],
            acts.Select(a => a.Text("act")).Where(a => a != "created"));
    }

    [Fact]
    public async Task Nobody_accepts_its_own_filing_and_the_body_above_accepts_that_of_the_holder()
    {
        var nation = await server.RegulatorAsync("CN");
        var county = await server.RegulatorAsync("CN-240100");
        var (chief, _) = await server.PersonOfAsync(nation);
        var (own, _) = await server.PersonOfAsync(county);
        (await own.PostAsync("/v1/campaigns", New("alone"))).Must(201);
        var id = (await own.PostAsync("/v1/campaigns/alone/filings", new { kind = "summary", text = "总结" })).Must(201)
            .Json.Id("id");
        var path = $"/v1/campaigns/alone/filings/{id}/acceptance";
        Assert.Equal("campaign.not-above", (await own.PostAsync(path, new { })).Must(403).Code);
        Assert.Equal("accepted", (await chief.PostAsync(path, new { })).Must(200).Json.Text("decision"));
    }
}
