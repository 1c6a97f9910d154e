using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>Content that must be restored has a deadline with breach and escalation (gaps, section 1, no. 5).</summary>
public sealed class RestoreDeadlineTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_measure_that_is_not_ended_is_a_breach_before_the_regulator_until_it_is()
    {
        var (platform, claimant, id) = await WithdrawnAsync("kept.example");
        var notice = await claimant.NoticeAsync(id);
        var due = notice["deadlines"].Time("restore");
        Assert.Equal("running", notice["sla"].Text("restore"));
        Assert.Equal("restore", (await claimant.FeedAsync())[^1].Text("deadline"));
        Assert.Equal(due, (await platform.FeedAsync())[^1].Time("due"));

        await server.AdvanceAsync("P60D");

        Assert.Equal(
            [
                "accepted", "delivered", "action-taken", "withdrawn", "deadline-breached", "escalated",
                "deadline-breached",
            ],
            await claimant.TimelineAsync(id));
        notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("restore-due", "breached", due),
            (notice.Text("state"), notice["sla"].Text("restore"), notice["deadlines"].Time("restore")));
        var escalation = Assert.Single(await EscalationsAsync(platform, "open"));
        Assert.Equal(("restore", due), (escalation.Text("deadline"), escalation.Time("due")));
        var counts = await CountsAsync(platform);
        Assert.Equal(
            (1, 1, 0), (counts.Long("restoreBreached"), counts.Long("openEscalations"), counts.Long("breached")));

        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Empty(await EscalationsAsync(platform, "open"));
        await server.AdvanceAsync("PT0S");
        Assert.Equal(0, (await CountsAsync(platform)).Long("openEscalations"));
        Assert.Equal("late", (await claimant.NoticeAsync(id))["sla"].Text("restore"));
    }

    [Fact]
    public async Task A_measure_that_is_ended_in_time_is_no_breach()
    {
        var (platform, claimant, id) = await WithdrawnAsync("ended.example");
        await server.AdvanceAsync("PT23H");
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        await server.AdvanceAsync("P60D");
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("reinstated", "met"), (notice.Text("state"), notice["sla"].Text("restore")));
        Assert.Empty(await EscalationsAsync(platform, null));
        Assert.Contains(
            (await claimant.Api.GetAsync("/v1/notices?limit=1000")).Must(200).Items,
            n => n.Id("id") == id && n!["sla"].Text("restore") == "met");
    }

    [Fact]
    public async Task A_withdrawal_before_the_measure_starts_no_deadline()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("early.example");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        await server.AdvanceAsync("P60D");
        Assert.Null((await claimant.NoticeAsync(id))["deadlines"]!["restore"]);
        Assert.Empty(await EscalationsAsync(platform, null));
    }

    /// <summary>A notice acted on late and then withdrawn was escalated once already.</summary>
    [Fact]
    public async Task A_notice_that_was_escalated_before_is_escalated_for_its_restoration_too()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("twice.example");
        await server.AdvanceAsync("P9D");
        await platform.SayAsync(id, "action-taken", "removed");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        await server.AdvanceAsync("P2D");
        Assert.Equal(
            ["act resolved", "restore open"],
            (await EscalationsAsync(platform, null)).Select(e => $"{e.Text("deadline")} {e.Text("status")}"));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> WithdrawnAsync(string host)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host);
        await platform.SayAsync(id, "action-taken", "removed");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        return (platform, claimant, id);
    }

    private async Task<System.Text.Json.Nodes.JsonArray> EscalationsAsync(Organisation platform, string? status) =>
        (await server.Operator.GetAsync(
            $"/v1/escalations?platform={platform.Id}{(status is null ? "" : $"&status={status}")}")).Must(200).Items;

    private async Task<System.Text.Json.Nodes.JsonNode> CountsAsync(Organisation platform) =>
        (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
}
