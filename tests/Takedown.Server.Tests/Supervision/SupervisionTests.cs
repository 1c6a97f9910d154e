using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Cases;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Supervision;

/// <summary>挂牌督办: D17 to D21.</summary>
public sealed class SupervisionTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private static object Batch(params Guid[] cases) => new
    {
        title = "Batch 1", no = "2026-1", criteria = new[] { "amount", "gravity" }, ground = "5,000,000 yuan", cases,
    };

    private async Task<Guid> ListAsync(params Guid[] cases) =>
        (await work.Chief.PostAsync("/v1/supervisions", Batch(cases))).Must(201).Json.Id("id");

    [Fact]
    [Trait("Id", "D17")]
    [Trait("Id", "D20")]
    public async Task D17_D20_A_batch_is_listed_with_its_criteria_its_day_and_the_joint_bodies()
    {
        var (one, two) = (await work.CaseAsync(), await work.CaseAsync());
        var made = (await work.Chief.PostAsync("/v1/supervisions", new
        {
            title = "Batch", date = "2026-01-31", bodies = new[] { work.Far.Id }, criteria = new[] { "impact" },
            cases = new[] { one, two },
        })).Must(201).Json;
        Assert.Equal(("province", "2026-01-31", "open"), (made.Text("level"), made.Text("date"), made.Text("status")));
        Assert.Equal(2, made["cases"]!.AsArray().Count);
        Assert.Equal("listed", made["history"]![0].Text("act"));
        Assert.NotNull(made["history"]![0]!["personId"]);
        // The joint body and the body of the cases read it.
        foreach (var reader in new[] { work.Far.Api, work.County.Api, work.Officer, work.Server.Operator })
        {
            (await reader.GetAsync($"/v1/supervisions/{made.Id("id")}")).Must(200);
            Assert.Contains((await reader.GetAsync("/v1/supervisions?limit=1000")).Must(200).Items,
                i => i.Id("id") == made.Id("id"));
        }
        foreach (var stranger in new[] { work.Market.Api, work.OtherCounty.Api })
        {
            (await stranger.GetAsync($"/v1/supervisions/{made.Id("id")}")).Must(404);
            Assert.Empty((await stranger.GetAsync("/v1/supervisions")).Must(200).Items);
        }
    }

    [Fact]
    [Trait("Id", "D19")]
    public async Task D19_Reports_are_due_every_fifteen_days_a_missing_one_is_marked_and_the_closing_one_ends_it()
    {
        var caseId = await work.CaseAsync();
        var id = await ListAsync(caseId);
        var path = $"/v1/supervisions/{id}/reports";
        var first = (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Must(200).Json["cases"]![0].Time("due");
        await work.Server.AdvanceAsync("P10D");
        var report = (await work.Officer.PostAsync(path, new { text = "Under way" })).Must(201).Json;
        Assert.False(report["late"]!.GetValue<bool>());
        Assert.Equal(first.AddDays(15),
            (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Json["cases"]![0].Time("due"));
        await work.Server.AdvanceAsync("P21D");
        var overdue = (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Must(200).Json;
        Assert.Equal("overdue", overdue.Text("status"));
        Assert.Contains(overdue["history"]!.AsArray(),
            a => a.Text("act") == "report-overdue" && a!["personId"] is null);
        Assert.Contains((await work.Chief.GetAsync("/v1/supervisions?status=overdue&limit=1000")).Must(200).Items,
            i => i.Id("id") == id);
        var late = (await work.Officer.PostAsync(path, new { text = "Late" })).Must(201).Json;
        Assert.True(late["late"]!.GetValue<bool>());
        Assert.Equal("open", (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Json.Text("status"));
        Assert.Equal("supervision.open", await ObstacleAsync(caseId));
        (await work.Officer.PostAsync(path, new { kind = "closing", text = "Punished" })).Must(201);
        Assert.Equal("closed", (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Json.Text("status"));
        Assert.Null(await ObstacleAsync(caseId));
        Assert.Equal("supervision.closed", (await work.Officer.PostAsync(path, new { text = "More" })).Must(409).Code);
        // A deadline that has ended is marked no more.
        await work.Server.AdvanceAsync("P40D");
        Assert.Equal("closed", (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Json.Text("status"));
    }

    private async Task<string?> ObstacleAsync(Guid caseId)
    {
        var part = work.Server.Services.GetServices<ICasePart>().Single(p => p.Name == "supervisions");
        return await work.Server.Services.GetRequiredService<Database>()
            .ReadAsync(s => part.ObstacleAsync(s, caseId));
    }

    [Fact]
    public async Task Only_a_person_of_a_body_above_lists_cases()
    {
        var caseId = await work.CaseAsync();
        Assert.Equal("person.required",
            (await work.Province.Api.PostAsync("/v1/supervisions", Batch(caseId))).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync("/v1/supervisions", Batch(caseId))).Must(403).Code);
        foreach (var (who, code) in new[]
        {
            (work.Officer, "supervision.not-above"), (work.FarOfficer, "case.unknown"),
            (work.OtherOfficer, "case.unknown"), (work.MarketOfficer, "case.unknown"),
        })
        {
            Assert.Equal([("/cases/0", code)],
                (await who.PostAsync("/v1/supervisions", Batch(caseId))).Must(400).Faults);
        }
        var closed = await work.Server.CaseAsync(
            work.County, "CN-533123", state: Takedown.Contracts.CaseState.Closed);
        Assert.Equal([("/cases/0", "case.closed")],
            (await work.Chief.PostAsync("/v1/supervisions", Batch(closed))).Must(400).Faults);
        await ListAsync(caseId);
        Assert.Equal([("/cases/0", "supervision.twice")],
            (await work.Chief.PostAsync("/v1/supervisions", Batch(caseId))).Must(400).Faults);
    }

    [Fact]
    public async Task A_bad_batch_names_every_fault()
    {
        var answer = (await work.Chief.PostAsync("/v1/supervisions", new
        {
            title = " ", date = "2999-01-01", bodies = new[] { Guid.Empty }, criteria = Array.Empty<string>(),
            reportEvery = "P91D",
        })).Must(400);
        Assert.Equal(
            [
                ("/bodies/0", "body.unknown"), ("/cases", "field.required"), ("/criteria", "field.required"),
                ("/date", "time.future"), ("/reportEvery", "value.out-of-range"), ("/title", "field.required"),
            ],
            answer.Faults.Order());
        Assert.Equal([("/leads/0", "lead.unknown")], (await work.Chief.PostAsync("/v1/supervisions", new
        {
            title = "Leads", criteria = new[] { "impact" }, leads = new[] { NewId.Next() },
        })).Must(400).Faults);
    }

    [Fact]
    public async Task Only_the_body_of_the_case_reports()
    {
        var caseId = await work.CaseAsync();
        var id = await ListAsync(caseId, await work.CaseAsync());
        var path = $"/v1/supervisions/{id}/reports";
        var good = new { caseId, text = "Under way" };
        Assert.Equal("person.required", (await work.County.Api.PostAsync(path, good)).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync(path, good)).Must(403).Code);
        Assert.Equal("case.not-yours", (await work.Chief.PostAsync(path, good)).Must(403).Code);
        (await work.FarOfficer.PostAsync(path, good)).Must(404);
        Assert.Equal([("/caseId", "field.required")],
            (await work.Officer.PostAsync(path, new { text = "Which?" })).Must(400).Faults);
        Assert.Equal([("/caseId", "case.unknown")],
            (await work.Officer.PostAsync(path, new { caseId = NewId.Next(), text = "?" })).Must(400).Faults);
        var once = ("Idempotency-Key", "report");
        Assert.Equal((await work.Officer.PostAsync(path, good, once)).Must(201).Json.Id("id"),
            (await work.Officer.PostAsync(path, good, once)).Must(201).Json.Id("id"));
    }

    [Fact]
    [Trait("Id", "D21")]
    public async Task D21_Leads_of_a_lower_body_are_supervised_there()
    {
        var lead = NewId.Next();
        await using var own = new Disposable(await TestServer.StartAsync(services => services.AddSingleton(p =>
            new LeadLookup(async (s, ids) => ids.Contains(lead)
                ? [new SupervisedLead(lead, "A clue", await s.FirstAsync<Guid>(
                    "SELECT id FROM organisations WHERE region = 'CN-533123'"), "CN-533123", "copyright")]
                : []))));
        var (province, county) = (
            await own.Server.RegulatorAsync("CN-530000"), await own.Server.RegulatorAsync("CN-533123"));
        var chief = await own.Server.OfficerAsync(province, "head");
        var made = (await chief.PostAsync("/v1/supervisions", new
        {
            title = "Leads", criteria = new[] { "impact" }, leads = new[] { lead },
        })).Must(201).Json;
        Assert.Equal(("A clue", "CN-533123"), (made["cases"]![0].Text("title"), made["cases"]![0].Text("region")));
        var officer = await own.Server.OfficerAsync(county);
        (await officer.PostAsync($"/v1/supervisions/{made.Id("id")}/reports", new
        {
            leadId = lead, kind = "closing", text = "Done",
        })).Must(201);
    }

    [Fact]
    [Trait("Id", "D18")]
    [Trait("Id", "D26")]
    [Trait("Id", "H13")]
    public async Task D18_D26_H13_Meetings_and_inspections_are_dated_entries_of_the_supervision_and_the_case()
    {
        var caseId = await work.CaseAsync();
        var id = await ListAsync(caseId);
        object Entry(string kind) => new { kind, date = "2026-01-15", text = "Agreed", supervisionId = id, caseId };
        (await work.Chief.PostAsync("/v1/meetings", Entry("case-meeting"))).Must(201);
        var inspection = (await work.Chief.PostAsync("/v1/meetings", new
        {
            kind = "inspection", date = "2026-01-16", text = "Found", supervisionId = id, region = "CN-533123",
            platformId = work.Platform.Id, keyRegion = true, keyCompany = true, bodies = new[] { work.Far.Id },
        })).Must(201).Json;
        Assert.True(inspection["keyRegion"]!.GetValue<bool>());
        Assert.Equal(2, (await work.Chief.GetAsync($"/v1/supervisions/{id}")).Json["meetings"]!.AsArray().Count);
        foreach (var kind in new[] { "joint-meeting", "consultation", "clue-notice" })
            (await work.Officer.PostAsync("/v1/meetings", new
            {
                kind, date = "2026-01-17", text = "Told the police", caseId,
            })).Must(201);
        Assert.Single((await work.Far.Api.GetAsync("/v1/meetings?kind=inspection")).Must(200).Items);
        Assert.Empty((await work.Market.Api.GetAsync("/v1/meetings")).Must(200).Items);

        Assert.Equal("person.required",
            (await work.County.Api.PostAsync("/v1/meetings", Entry("consultation"))).Must(403).Code);
        Assert.Equal([("/supervisionId", "supervision.unknown")],
            (await work.FarOfficer.PostAsync("/v1/meetings", Entry("consultation"))).Must(400).Faults);
        Assert.Equal([("/caseId", "case.unknown")], (await work.MarketOfficer.PostAsync("/v1/meetings", new
        {
            kind = "consultation", date = "2026-01-17", text = "?", caseId,
        })).Must(400).Faults);
        Assert.Equal([("/date", "time.future"), ("/keyRegion", "field.not-here")],
            (await work.Officer.PostAsync("/v1/meetings", new
            {
                kind = "consultation", date = "2999-01-17", text = "?", keyRegion = true,
            })).Must(400).Faults);
    }
}
