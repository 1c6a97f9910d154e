using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>A platform corrects its answer; both versions stay on the timeline (public case 37).</summary>
public sealed class CorrectedAnswerTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_refusal_that_becomes_a_measure_is_applied_and_is_as_early_as_the_refusal()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("corrected.example");
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        await server.AdvanceAsync("P3D");
        Assert.Equal("applied", await platform.RemoveAsync(id, "pirate"));

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("removed", "removed", "met"),
            (notice.Text("state"), notice.Text("measure"), notice["sla"].Text("status")));
        Assert.Null(notice["reason"]);
        Assert.Equal(["accepted", "delivered", "rejected", "action-taken"], await claimant.TimelineAsync(id));
        var correction = (await claimant.FeedAsync())[^1];
        Assert.Equal(("action-taken", "rejected"), (correction.Text("type"), correction.Text("corrects")));

        // The strike counts, and the refusal is none any more.
        Assert.Single((await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items);
        await server.AdvanceAsync("PT0S");
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1, 0, 1, 0, 0),
            (counts.Long("removed"), counts.Long("rejected"), counts.Long("onTime"), counts.Long("late"),
                counts.Long("open")));
        Assert.Equal(1.0, counts["actionRate"]!.GetValue<double>());
    }

    [Fact]
    public async Task Another_measure_and_another_reason_are_corrections_and_the_same_ones_are_not()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("measure.example");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "blocked"));
        Assert.Equal("unchanged", await platform.SayAsync(id, "action-taken", "blocked"));
        Assert.Equal("blocked", (await claimant.NoticeAsync(id)).Text("measure"));
        Assert.Equal(["accepted", "delivered", "action-taken", "action-taken"], await claimant.TimelineAsync(id));

        var other = await claimant.DeliverAsync(platform, Sample.Notice("https://measure.example/2"));
        Assert.Equal("applied", await platform.SayAsync(other, "rejected", reason: new { code = "licensed" }));
        Assert.Equal("unchanged", await platform.SayAsync(other, "rejected", reason: new { code = "licensed" }));
        Assert.Equal("applied", await platform.SayAsync(other, "rejected", reason: new { code = "not-found" }));
        Assert.Equal("not-found", (await claimant.NoticeAsync(other))["reason"].Text("code"));

        await server.AdvanceAsync("PT0S");
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1, 1, 2), (counts.Long("removed"), counts.Long("rejected"), counts.Long("onTime")));
    }

    [Fact]
    public async Task A_corrected_measure_is_no_second_strike()
    {
        var (platform, _, id) = await server.DeliveredAsync("once.example");
        Assert.Equal("applied", await platform.RemoveAsync(id, "pirate"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "blocked", account: new { id = "pirate" }));
        Assert.Equal(1, Assert.Single((await platform.Api.GetAsync("/v1/account-actions")).Items).Long("strikes"));
    }

    [Fact]
    public async Task An_account_that_is_named_or_changed_afterwards_takes_the_strike()
    {
        var (platform, _, id) = await server.DeliveredAsync("renamed.example");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "blocked", account: new { id = "one" }));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed", account: new { id = "other" }));
        Assert.Equal(
            ["one cancelled", "other requested"],
            (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items
                .Select(a => $"{a!["account"].Text("id")} {a.Text("status")}"));
    }

    [Fact]
    public async Task A_measure_does_not_become_a_refusal_and_what_was_withdrawn_is_not_corrected()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("oneway.example");
        await platform.SayAsync(id, "action-taken", "removed");
        Assert.Equal(
            "refused transition.not-allowed",
            await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "action-taken", "blocked"));
    }
}
