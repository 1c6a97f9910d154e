using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>Verify, then remove: a finding before the answer, in a time that a policy may set.</summary>
public sealed class AssessmentTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Receipt_finding_and_removal_are_seen_by_everybody()
    {
        await PolicyAsync("ASSESSED", "assessing");
        var county = await server.RegulatorAsync("CN-533123");
        var (platform, claimant, id) = await server.DeliveredAsync(
            "finding.example", new { serviceType = "assessing" });
        var due = (await claimant.NoticeAsync(id))["deadlines"].Time("act");
        Assert.Equal("applied", await FindAsync(platform, id, "unclear"));
        Assert.Equal("unchanged", await FindAsync(platform, id, "unclear"));
        await server.AdvanceAsync("PT3H");
        Assert.Equal("applied", await FindAsync(platform, id, "infringing"));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("acknowledged", "infringing", "met", "met", "running"),
            (notice.Text("state"), notice["assessment"].Text("finding"), notice["sla"].Text("assess"),
                notice["sla"].Text("acknowledge"), notice["sla"].Text("status")));
        Assert.Equal(due, notice["deadlines"].Time("act"));
        await server.AdvanceAsync("PT2H");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("unchanged", await FindAsync(platform, id, "not"));

        var entries = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items;
        Assert.Equal(
            ["accepted ", "delivered ", "assessed unclear", "assessed infringing", "action-taken "],
            entries.Select(e => $"{e.Text("type")} {e.Text("finding")}"));
        Assert.Equal(["unclear", "infringing"], (await claimant.FeedAsync())
            .Where(e => e.Text("type") == "assessed").Select(e => e.Text("finding")));
        var duty = (await county.Api.GetAsync($"/v1/compliance/platforms/{platform.Id}/duties")).Must(200)
            .Json["takedown"]!["assessments"]!;
        Assert.Equal((1, 0, 0), (duty.Long("infringing"), duty.Long("not"), duty.Long("unclear")));
        Assert.Equal((3.0, 2.0), (Hours(duty, "hoursToFinding"), Hours(duty, "hoursToMeasure")));
    }

    [Fact]
    public async Task Without_a_finding_in_time_the_breach_is_recorded_and_an_answer_is_enough()
    {
        await PolicyAsync("ASSESSED-LATE", "late-assessing");
        var more = new { serviceType = "late-assessing" };
        var (platform, claimant, late) = await server.DeliveredAsync("late-finding.example", more);
        var answered = await claimant.DeliverAsync(platform, Sample.Notice("https://late-finding.example/2"));
        Assert.Equal("applied", await platform.SayAsync(answered, "rejected", reason: new { code = "licensed" }));
        await server.AdvanceAsync("PT7H");
        Assert.Equal("met", (await claimant.NoticeAsync(answered))["sla"].Text("assess"));
        var notice = await claimant.NoticeAsync(late);
        Assert.Equal(("delivered", "breached"), (notice.Text("state"), notice["sla"].Text("assess")));
        var breach = (await claimant.Api.GetAsync($"/v1/notices/{late}/timeline")).Must(200).Items
            .Single(e => e.Text("type") == "deadline-breached" && e.Text("deadline") == "assess")!;
        Assert.Equal(notice["deadlines"].Time("assess"), breach.Time("due"));
        Assert.Equal("applied", await FindAsync(platform, late, "infringing"));
        Assert.Equal("late", (await claimant.NoticeAsync(late))["sla"].Text("assess"));
    }

    [Fact]
    public async Task A_finding_belongs_to_its_response_and_to_nothing_else()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("no-finding.example");
        var before = await claimant.PrintAsync(id);
        foreach (var (response, code) in new (object, string)[]
        {
            (new { noticeId = id, response = "assessed" }, "finding.required"),
            (new { noticeId = id, response = "acknowledged", finding = "not" }, "finding.not-here"),
            (new { noticeId = id, response = "assessed", finding = "maybe" }, "value.unknown"),
            (new { noticeId = id, response = "assessed", finding = "not", measure = "removed" }, "measure.not-here"),
        })
        {
            var result = (await platform.RespondAsync(response))[0]!;
            Assert.Equal(("refused", code), (result.Text("status"), result.Text("code")));
        }
        Assert.Equal(before, await claimant.PrintAsync(id));
        // Without a clock of the policy it is a finding all the same.
        Assert.Equal("applied", await FindAsync(platform, id, "not"));
        var notice = await claimant.NoticeAsync(id);
        Assert.Null(notice["sla"]!["assess"] ?? notice["deadlines"]!["assess"]);
        Assert.Equal("not", notice["assessment"].Text("finding"));
    }

    private static async Task<string> FindAsync(Organisation platform, Guid noticeId, string finding) =>
        (await platform.RespondAsync(new { noticeId, response = "assessed", finding }))[0].Text("status");

    private static double Hours(JsonNode duty, string name) => Math.Round(duty[name]!.GetValue<double>(), 2);

    /// <summary>A policy of a service that has 6 h for its finding.</summary>
    private async Task PolicyAsync(string code, string service)
    {
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-DISK")).Must(200).Json;
        policy["selectors"] = JsonNode.Parse($$"""{"serviceTypes":["{{service}}"]}""");
        policy["rank"] = 900_000;
        policy["deadlines"]!["assess"] = JsonNode.Parse("""{"unit":"running","duration":"PT6H"}""");
        (await server.Operator.PutAsync($"/v1/policies/{code}", policy)).Must(200);
    }
}
