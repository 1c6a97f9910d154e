using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Claims;

/// <summary>Information requested and supplied: the act clock rests, and goes on where it rested.</summary>
public sealed class QuestionRoadTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_act_clock_rests_for_the_question_and_goes_on_where_it_rested()
    {
        var (platform, claimant, id) = await AskedAsync("rest.example", "PT10H");
        var asked = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("information-requested", "paused", "late"),
            (asked.Text("state"), asked["sla"].Text("status"), asked["sla"].Text("acknowledge")));
        Assert.Equal("proof-of-ownership", asked["reason"].Text("code"));

        await server.AdvanceAsync("PT30H");
        Assert.Equal("information-requested", await claimant.StateAsync(id));
        var supplied =
            (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Registration 2026-A-1" }))
                .Must(200).Json;

        Assert.Equal(("acknowledged", "running"), (supplied.Text("state"), supplied["sla"].Text("status")));
        var rest =
            await AtAsync(claimant, id, "information-supplied") - await AtAsync(claimant, id, "information-requested");
        Assert.Equal(
            asked["deadlines"].Time("act") + rest, supplied["deadlines"].Time("act"), TimeSpan.FromMilliseconds(1));
        Assert.False(supplied["deadlines"]!.AsObject().ContainsKey("answerInformation"));

        await server.AdvanceAsync("PT13H55M");
        Assert.Equal("acknowledged", await claimant.StateAsync(id));
        await server.AdvanceAsync("PT10M");
        Assert.Equal("escalated", await claimant.StateAsync(id));
        Assert.Equal(
            "Registration 2026-A-1",
            (await platform.InboxUntilAsync(i => i.Count == 1))[0]["supplements"]![0].Text("text"));
    }

    [Fact]
    public async Task A_question_nobody_answers_closes_the_notice_and_frees_its_target()
    {
        var (platform, claimant, id) = await AskedAsync("close.example", "PT1H");
        await server.AdvanceAsync("P20D");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("closed", "none"), (notice.Text("state"), notice["sla"].Text("status")));
        Assert.Equal(
            ["accepted", "delivered", "information-requested", "information-expired"],
            await claimant.TimelineAsync(id));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Too late" })).Must(409);
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "action-taken", "removed"));
        await claimant.AcceptAsync(Sample.Notice("https://close.example/1"));
    }

    [Fact]
    public async Task A_supplement_that_nobody_asked_for_changes_nothing()
    {
        var (_, claimant, id) = await server.DeliveredAsync("unasked.example");
        var before = await claimant.PrintAsync(id);
        Assert.Equal(
            "transition.not-allowed",
            (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Look" })).Must(409).Code);
        Assert.Equal(before, await claimant.PrintAsync(id));
    }

    [Fact]
    public async Task A_question_is_answered_by_its_claimant_once_and_with_something()
    {
        var (platform, claimant, id) = await AskedAsync("answer.example", "PT1H");
        var stranger = await server.ClaimantAsync("Stranger");
        var before = await claimant.PrintAsync(id);
        Task<Answer> SupplyAsync(Organisation who, object what) =>
            who.Api.PostAsync($"/v1/notices/{id}/supplement", what);

        (await SupplyAsync(stranger, new { text = "Mine" })).Must(404);
        (await SupplyAsync(platform, new { text = "Mine" })).Must(403);
        Assert.Contains(("/text", "field.required"), (await SupplyAsync(claimant, new { })).Must(400).Faults);
        Assert.Contains(
            ("/text", "value.too-long"),
            (await SupplyAsync(claimant, new { text = new string('x', 5001) })).Must(400).Faults);
        Assert.Contains(
            ("/evidence/0/sha256", "sha256.invalid"),
            (await SupplyAsync(claimant, new { evidence = new[] { new { kind = "ownership", sha256 = "no" } } }))
                .Must(400).Faults);
        Assert.Equal(before, await claimant.PrintAsync(id));

        (await SupplyAsync(claimant, new { evidence = new[] { new { kind = "ownership", sha256 = Sample.Sha256 } } }))
            .Must(200);
        (await SupplyAsync(claimant, new { text = "Again" })).Must(409);
        Assert.Equal(
            "applied",
            await platform.SayAsync(id, "information-requested", reason: new { code = "power-of-attorney" }));
        Assert.Equal(
            "applied",
            await platform.SayAsync(id, "rejected", reason: new { code = "licensed", text = "Licence of 2025" }));
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("status"));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> AskedAsync(string host, string after)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host);
        await server.AdvanceAsync(after);
        Assert.Equal(
            "applied",
            await platform.SayAsync(id, "information-requested", reason: new { code = "proof-of-ownership" }));
        return (platform, claimant, id);
    }

    private static async Task<DateTimeOffset> AtAsync(Organisation claimant, Guid id, string type) =>
        (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items
            .Single(e => e.Text("type") == type).Time("at");
}
