using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Claims;

public sealed class WithdrawalTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("fresh", null)]
    [InlineData("seen", "acknowledged")]
    [InlineData("asked", "information-requested")]
    public async Task What_is_withdrawn_before_the_platform_acted_ends_there(string name, string? said)
    {
        var (platform, claimant, id) = await server.DeliveredAsync($"{name}.example");
        if (said is not null)
            await platform.SayAsync(id, said, reason: said is "acknowledged" ? null : new { code = "more" });

        var withdrawn = (await WithdrawAsync(claimant, id, "Licensed after all")).Must(200).Json;

        Assert.Equal(("withdrawn", "none"), (withdrawn.Text("state"), withdrawn["sla"].Text("status")));
        Assert.Equal(
            "refused transition.not-allowed",
            await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        Assert.Equal("withdrawn", (await platform.InboxUntilAsync(i => i.Count == 1))[0].Text("state"));
        await server.AdvanceAsync("P30D");
        // Nobody said that it knows, which is all that is left to say.
        Assert.Equal(["withdrawn", "deadline-breached"], (await claimant.TimelineAsync(id)).TakeLast(2));
        Assert.Equal(
            "Licensed after all",
            (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items[^2]!["reason"].Text("text"));
        await claimant.AcceptAsync(Sample.Notice($"https://{name}.example/1"));
    }

    [Fact]
    public async Task A_measure_that_crosses_a_withdrawal_must_end_and_counts_as_no_answer()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("crossed.example");
        (await WithdrawAsync(claimant, id)).Must(200);
        // Its result says that the notice is withdrawn, so whoever gets it knows.
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("unchanged", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "action-taken", "removed"));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("restore-due", "running"), (notice.Text("state"), notice["sla"].Text("restore")));
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Equal(
            ["accepted", "delivered", "withdrawn", "acknowledged", "action-taken", "restored"],
            await claimant.TimelineAsync(id));
        var counted = await Following.WaitUntilAsync(
            async () => (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json,
            found => found.ToJsonString().Contains("\"withdrawn\":1", StringComparison.Ordinal));
        Assert.DoesNotContain("\"removed\":1", counted.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_claim_can_be_given_up()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("given-up.example");
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed" });
        (await WithdrawAsync(claimant, id, "They are right.")).Must(200);
        Assert.Equal("withdrawn", await claimant.StateAsync(id));
        Assert.Equal("refused transition.not-allowed",
            await platform.SayAsync(id, "rejected", reason: new { code = "fair-use" }));
    }

    [Fact]
    public async Task What_is_withdrawn_after_removal_must_be_restored()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("undo.example");
        await platform.SayAsync(id, "action-taken", "removed");
        Assert.Equal("restore-due", (await WithdrawAsync(claimant, id)).Must(200).Json.Text("state"));
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "action-taken", "removed"));
        // The claim was taken back, so the same one again is a new one, restored or not.
        await claimant.AcceptAsync(Sample.Notice("https://undo.example/1"));
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Equal("unchanged", await platform.SayAsync(id, "restored"));

        Assert.Equal("reinstated", await claimant.StateAsync(id));
        Assert.Equal(
            ["accepted", "delivered", "action-taken", "withdrawn", "restored"], await claimant.TimelineAsync(id));
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("status"));
    }

    [Fact]
    public async Task Withdrawing_twice_says_what_is_so_already()
    {
        var (_, claimant, id) = await server.DeliveredAsync("double.example");
        (await WithdrawAsync(claimant, id)).Must(200);
        var before = await claimant.PrintAsync(id);
        Assert.Equal("withdrawn", (await WithdrawAsync(claimant, id)).Must(200).Json.Text("state"));
        Assert.Equal(before, await claimant.PrintAsync(id));
    }

    [Fact]
    public async Task Only_its_claimant_withdraws_a_notice()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("mine.example");
        var stranger = await server.ClaimantAsync("Stranger");
        var before = await claimant.PrintAsync(id);
        (await WithdrawAsync(stranger, id)).Must(404);
        (await WithdrawAsync(platform, id)).Must(403);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason = new string('x', 2001) }))
            .Must(400);
        Assert.Equal(before, await claimant.PrintAsync(id));
    }

    [Fact]
    public async Task An_escalated_notice_that_is_withdrawn_waits_for_nobody_any_more()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("late.example");
        await server.AdvanceAsync("PT25H");
        Assert.Equal("escalated", await claimant.StateAsync(id));
        var withdrawn = (await WithdrawAsync(claimant, id)).Must(200).Json;
        Assert.Equal(("withdrawn", "breached"), (withdrawn.Text("state"), withdrawn["sla"].Text("status")));
        Assert.Empty(
            (await server.Operator.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Must(200).Items);
        Assert.Single((await server.Operator.GetAsync($"/v1/escalations?status=resolved&platform={platform.Id}"))
            .Must(200).Items);
    }

    private static Task<Answer> WithdrawAsync(Organisation who, Guid id, string? reason = null) =>
        who.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason });
}
