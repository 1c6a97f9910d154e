using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>What time does to a notice, on the sandbox's clock.</summary>
public sealed class ClockRoadTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_missed_acknowledgement_is_a_breach_of_its_own_and_may_come_late()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("slow.example");
        await server.AdvanceAsync("PT3H59M");
        Assert.Equal("running", (await claimant.NoticeAsync(id))["sla"].Text("acknowledge"));
        await server.AdvanceAsync("PT2M");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("delivered", "breached", "running"),
            (notice.Text("state"), notice["sla"].Text("acknowledge"), notice["sla"].Text("status")));
        var told = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items[^1];
        Assert.Equal(
            ("deadline-breached", "acknowledge", "system"),
            (told.Text("type"), told.Text("deadline"), told.Text("by")));
        Assert.Empty((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Items);

        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        notice = await claimant.NoticeAsync(id);
        Assert.Equal(("late", "met"), (notice["sla"].Text("acknowledge"), notice["sla"].Text("status")));
    }

    [Fact]
    public async Task Reminders_come_at_their_parts_of_the_limit_once_each()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("remind.example");
        await platform.SayAsync(id, "acknowledged");
        var due = (await claimant.NoticeAsync(id))["deadlines"].Time("act");
        async Task<int> RemindersAsync(string advance)
        {
            await server.AdvanceAsync(advance);
            var told = (await claimant.FeedAsync()).Where(e => e.Text("type") == "deadline-at-risk").ToList();
            Assert.All(
                told, e => Assert.Equal((id, "act", due), (e.Id("noticeId"), e.Text("deadline"), e.Time("due"))));
            return told.Count;
        }

        Assert.Equal(0, await RemindersAsync("PT11H59M"));
        Assert.Equal(1, await RemindersAsync("PT2M"));
        Assert.Equal(1, await RemindersAsync("PT7H10M"));
        Assert.Equal(2, await RemindersAsync("PT5M"));
        Assert.Equal(2, await RemindersAsync("PT10H"));
        Assert.Equal(
            [
                "accepted", "delivered", "acknowledged", "deadline-at-risk", "deadline-at-risk", "deadline-breached",
                "escalated",
            ],
            await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_is_done()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("done.example");
        await platform.SayAsync(id, "rejected", reason: new { code = "not-found" });
        await server.AdvanceAsync("P3D");
        Assert.Equal(["accepted", "delivered", "rejected"], await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task A_policy_may_record_a_breach_without_escalating_it()
    {
        await using var own = await Disposable.StartAsync();
        var policy = (await own.Server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        policy["onBreach"] = "record";
        (await own.Server.Operator.PutAsync("/v1/policies/CN-MUSIC", policy)).Must(200);
        var (platform, claimant, id) = await own.Server.DeliveredAsync("record.example");
        await own.Server.AdvanceAsync("PT25H");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("delivered", "breached"), (notice.Text("state"), notice["sla"].Text("status")));
        Assert.Empty((await own.Server.Operator.GetAsync("/v1/escalations")).Items);

        // Asking now and being answered must not make it breach again.
        Assert.Equal("applied", await platform.SayAsync(id, "information-requested", reason: new { code = "more" }));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Here" })).Must(200);
        await own.Server.AdvanceAsync("PT30H");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("late", (await claimant.NoticeAsync(id))["sla"].Text("status"));
        var counts = (await own.Server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Json;
        Assert.Equal((1, 1, 0), (counts.Long("breached"), counts.Long("late"), counts.Long("open")));
    }

    [Fact]
    public async Task A_jump_of_two_hundred_days_runs_everything_that_became_due()
    {
        var (silent, claimant, silentId) = await server.DeliveredAsync("jump.example");
        var asked = await claimant.DeliverAsync(silent, Sample.Notice("https://jump.example/asked"));
        await silent.SayAsync(asked, "information-requested", reason: new { code = "more" });
        var acted = await claimant.DeliverAsync(silent, Sample.Notice("https://jump.example/acted", account: "pirate"));
        await silent.RemoveAsync(acted, "pirate");

        await server.AdvanceAsync("P200D");

        Assert.Equal(
            ("escalated", "closed", "removed"),
            (await claimant.StateAsync(silentId), await claimant.StateAsync(asked), await claimant.StateAsync(acted)));
        Assert.Equal(
            ["accepted", "delivered", "deadline-breached", "deadline-breached", "escalated"],
            await claimant.TimelineAsync(silentId));
        var breaches = (await claimant.Api.GetAsync($"/v1/notices/{silentId}/timeline")).Items
            .Where(e => e.Text("type") == "deadline-breached");
        Assert.Equal(["acknowledge", "act"], breaches.Select(e => e.Text("deadline")));
        var action = Assert.Single((await silent.Api.GetAsync("/v1/account-actions")).Items);
        Assert.Equal(("escalated", "breached"), (action.Text("status"), action.Text("sla")));
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{silent.Id}")).Json;
        Assert.Equal(
            (1, 1, 2, 0),
            (counts.Long("open"), counts.Long("breached"), counts.Long("openEscalations"),
                counts.Long("repeatAccounts")));
    }

    [Fact]
    public async Task More_than_a_sweeps_chunk_is_swept_at_once()
    {
        var platform = await server.PlatformAsync("many.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 2500).Select(i => Sample.Notice($"https://many.example/{i}")));
        await platform.InboxUntilAsync(i => i.Count == 2500);
        await server.AdvanceAsync("PT25H");
        var count = (await server.Operator.GetAsync("/v1/escalations/by-platform")).Must(200).Items
            .Single(c => c.Id("platformId") == platform.Id);
        Assert.Equal(2500, count.Long("count"));
    }

    [Theory]
    [InlineData("""{}""", "/advance")]
    [InlineData("""{"advance":"-PT1H"}""", "/advance")]
    [InlineData("""{"advance":"P3661D"}""", "/advance")]
    [InlineData("""{"advance":"tomorrow"}""", "/advance")]
    [InlineData("""{"advance":24}""", "/advance")]
    public async Task The_clock_goes_forward_only_and_not_without_end(string body, string pointer)
    {
        var answer = await server.Operator.SendAsync(HttpMethod.Post, "/v1/sandbox/clock", body, "application/json");
        Assert.Equal(pointer, Assert.Single(answer.Must(400).Faults).Pointer);
    }

    [Fact]
    public async Task Without_the_sandbox_there_is_no_such_clock()
    {
        await using var own = await Disposable.StartAsync(("Takedown:Sandbox", "false"));
        Assert.Equal(
            "not-found",
            (await own.Server.Operator.PostAsync("/v1/sandbox/clock", new { advance = "PT1H" })).Must(404).Code);
    }

    [Fact]
    public async Task The_clock_stays_ahead_over_a_restart()
    {
        await using var own = await Disposable.StartAsync();
        await own.Server.AdvanceAsync("P10D");
        var before = await own.Server.NowAsync();
        await own.Server.RestartAsync();
        Assert.InRange(await own.Server.NowAsync() - before, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }
}
