using System.Text.Json.Nodes;
using System.Xml;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>What a counter-notice needs is its regime's, and what it leads to is its policy's: both are data.</summary>
public sealed class CounterNoticeRuleTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Sworn = ["truth", "good-faith", "authority-under-perjury"];

    [Fact]
    public async Task Under_the_Chinese_copyright_rules_a_second_notice_for_the_material_is_barred()
    {
        var (platform, claimant, id) = await server.RemovedAsync("barred.example");
        var again = Sample.Notice("https://barred.example/1", account: "pirate");
        (await platform.CounterAsync(id)).Must(201);

        Assert.Equal("rejected /target notice.barred", await OutcomeAsync(claimant, again));
        var dry = (await claimant.Api.PostAsync(
            "/v1/batches?dryRun=true", new { notices = new[] { again } })).Must(202);
        Assert.Equal("notice.barred", dry.Json["results"]![0]!["errors"]![0].Text("code"));
        // Other material of the same account is another claim, and so is the same by somebody else.
        await claimant.AcceptAsync(Sample.Notice("https://barred.example/2", account: "pirate"));
        await (await server.ClaimantAsync()).AcceptAsync(again);

        await server.AdvanceAsync("P18D");
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Equal("rejected /target notice.barred", await OutcomeAsync(claimant, again));
    }

    [Fact]
    public async Task A_claim_that_a_court_upheld_may_be_made_again()
    {
        var (platform, claimant, id) = await server.RemovedAsync("right.example");
        (await platform.CounterAsync(id)).Must(201);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()))).Must(200);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding-outcome", new
        {
            outcome = "upheld", document = new { sha256 = Sample.Sha256 },
        })).Must(200);
        await claimant.AcceptAsync(Sample.Notice("https://right.example/1", account: "pirate"));
    }

    [Theory]
    [InlineData("name", "/accused/name")]
    [InlineData("address", "/accused/address")]
    public async Task An_element_that_the_regime_requires_is_named_where_it_is_missing(string without, string element)
    {
        var (platform, claimant, id) = await server.RemovedAsync($"no-{without}.example");
        var body = CounterNoticing.Of(id);
        var accused = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(CounterNoticing.Accused))!.AsObject();
        accused.Remove(without);
        body["accused"] = accused;
        var refused = (await platform.Api.PostAsync("/v1/counter-notices", body)).Must(400).Json;
        Assert.Equal((element, "element.missing"),
            (refused["errors"]![0].Text("pointer"), refused["errors"]![0].Text("code")));
        Assert.Equal("removed", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task Under_the_DMCA_the_window_has_ten_business_days_and_the_end_is_within_the_fourteenth()
    {
        var platform = await server.PlatformAsync(
            "dmca.example", new { country = "US", region = "US", regime = "us-dmca" });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, new
        {
            work = new { title = "七里香", type = "music" }, target = new { url = "https://dmca.example/1" },
            statements = Sworn, signature = "A. Lin",
        });
        await platform.RemoveAsync(id, "pirate");
        (await platform.CounterAsync(id)).Must(201);
        // The claimant must be able to sue: name, address and phone are forwarded.
        var seen = (await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200)
            .Items.Single()!["accused"];
        Assert.Equal(("Wang Wei", "+86 10 5555 0100"), (seen.Text("name"), seen.Text("phone")));
        // Only a suit keeps the measure, and a complaint does not.
        var complaint = await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding", new
        {
            kind = "complaint", court = "Office", caseNo = "1", filedAt = await server.NowAsync(),
            document = new { kind = "filing", sha256 = Sample.Sha256 },
        });
        Assert.Equal(["/kind proceeding.not-enough"], complaint.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
        // Ten business days are two weeks and the rest of a day, and more where a holiday lies in them.
        var window = (await claimant.NoticeAsync(id))["deadlines"]!.Time("counterWindow");
        var left = window - await server.NowAsync();
        Assert.InRange(left, TimeSpan.FromDays(13), TimeSpan.FromDays(20));
        await server.AdvanceAsync(XmlConvert.ToString(left - TimeSpan.FromHours(1)));
        Assert.Equal("awaiting-claimant", await claimant.StateAsync(id));
        await server.AdvanceAsync("PT2H");
        var due = await claimant.NoticeAsync(id);
        Assert.Equal("restore-due", due.Text("state"));
        Assert.InRange(due["deadlines"]!.Time("restore") - window, TimeSpan.FromDays(4), TimeSpan.FromDays(9));
    }

    [Fact]
    public async Task A_window_and_the_end_after_it_can_be_over_at_the_same_look()
    {
        var platform = await server.PlatformAsync(
            "leap.example", new { country = "US", region = "US", regime = "us-dmca" });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, new
        {
            work = new { title = "七里香", type = "music" }, target = new { url = "https://leap.example/1" },
            statements = Sworn, signature = "A. Lin",
        });
        await platform.RemoveAsync(id, "pirate");
        (await platform.CounterAsync(id)).Must(201);
        await server.AdvanceAsync("P60D");
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Equal(
            ["restore-due", "deadline-breached", "escalated"], (await claimant.TimelineAsync(id)).TakeLast(3));
    }

    [Theory]
    [InlineData("restored", "reinstated")]
    [InlineData("action-taken", "removed")]
    public async Task Under_the_DSA_the_platform_decides_about_the_complaint(string said, string state)
    {
        var (platform, claimant, id) = await EuropeanAsync($"{said}.example");
        var filed = (await platform.CounterAsync(id)).Must(201).Json.Item();
        Assert.Equal("counter-noticed", filed.Text("state"));
        Assert.NotNull((await claimant.NoticeAsync(id))["deadlines"]!["review"]);
        Assert.Equal("applied", await platform.SayAsync(id, said, said == "restored" ? null : "removed"));
        Assert.Equal(state, await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_complaint_that_nobody_decides_is_before_the_regulator()
    {
        var (platform, claimant, id) = await EuropeanAsync("undecided.example");
        (await platform.CounterAsync(id)).Must(201);
        await server.AdvanceAsync("P8D");
        Assert.Equal(("counter-noticed", "escalated"),
            (await claimant.StateAsync(id), (await claimant.TimelineAsync(id))[^1]));
        // It may still be decided, late, and once only.
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal((409, "counter-notice.filed"), (await platform.CounterAsync(id)) is var again
            ? (again.Status, again.Json.Text("code")) : default);
    }

    [Fact]
    public async Task A_link_is_restored_at_once()
    {
        var (platform, claimant, id) = await server.RemovedAsync("links.example", new { serviceType = "link" });
        Assert.Equal("restore-due", (await platform.CounterAsync(id)).Must(201).Json.Item().Text("state"));
        Assert.Equal(["counter-noticed", "restore-due"], (await claimant.TimelineAsync(id)).TakeLast(2));
        await server.AdvanceAsync("P3D");
        Assert.Equal("escalated", (await claimant.TimelineAsync(id))[^1]);
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> EuropeanAsync(string host)
    {
        var platform = await server.PlatformAsync(host, new { country = "DE", region = "DE", regime = "eu-dsa" });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, new
        {
            work = new { title = "七里香", type = "music" }, target = new { url = $"https://{host}/1" },
            statements = new[] { "truth", "good-faith" }, explanation = "The whole recording without a licence.",
        });
        await platform.SayAsync(id, "action-taken", "removed");
        return (platform, claimant, id);
    }

    private static async Task<string> OutcomeAsync(Organisation claimant, object notice)
    {
        var result = (await claimant.SubmitAsync(notice)).Json["results"]![0]!;
        var error = result["errors"]?[0];
        return $"{result.Text("status")} {error.Text("pointer")} {error.Text("code")}";
    }
}
