using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

public sealed class ResponsesTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Hosts = ["say.example", "tell.example"];

    [Fact]
    public async Task Several_responses_to_one_notice_in_one_call_are_applied_in_their_order()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("several.example");
        var results = await platform.RespondAsync(
            new { noticeId = id, response = "acknowledged", platformRef = "T-1" },
            new { noticeId = id, response = "acknowledged" },
            new { noticeId = id, response = "information-requested", reason = new { code = "proof-of-ownership" } },
            new { noticeId = id, response = "action-taken", measure = "blocked" },
            new { noticeId = id, response = "rejected", reason = new { code = "licensed" } });

        Assert.Equal(
            [
                "applied acknowledged",
                "unchanged acknowledged",
                "applied information-requested",
                "applied removed",
                "refused removed",
            ],
            results.Select(r => $"{r.Text("status")} {r.Text("state")}"));
        Assert.Equal(
            ["accepted", "delivered", "acknowledged", "information-requested", "action-taken"],
            await claimant.TimelineAsync(id));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("blocked", "T-1"), (notice.Text("measure"), notice.Text("platformRef")));
    }

    [Fact]
    public async Task An_acknowledgement_overtaken_by_the_action_changes_nothing()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("overtaken.example");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        var before = await claimant.PrintAsync(id);
        Assert.Equal("unchanged", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("unchanged", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal(before, await claimant.PrintAsync(id));
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("acknowledge"));
    }

    [Fact]
    public async Task What_may_not_be_said_now_is_refused_with_a_code_and_changes_nothing()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("order.example");
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        var before = await claimant.PrintAsync(id);
        foreach (var (response, measure, reason) in new (string, string?, object?)[]
        {
            ("restored", null, null),
            ("information-requested", null, new { code = "x" }),
        })
        {
            Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, response, measure, reason));
        }
        Assert.Equal(before, await claimant.PrintAsync(id));
    }

    [Fact]
    public async Task Another_platforms_notice_and_an_unknown_one_look_the_same()
    {
        var (owner, claimant, id) = await server.DeliveredAsync(Hosts[0]);
        var stranger = await server.PlatformAsync(Hosts[1]);
        var before = await claimant.PrintAsync(id);

        var results = await stranger.RespondAsync(
            new { noticeId = id, response = "action-taken", measure = "removed" },
            new
            {
                noticeId = Guid.Parse("01890000-0000-7000-8000-000000000000"),
                response = "action-taken",
                measure = "removed",
            },
            new { noticeId = id, response = "rejected" });

        Assert.All(
            results,
            r => Assert.Equal(("refused", "notice.unknown", ""), (r.Text("status"), r.Text("code"), r.Text("state"))));
        Assert.All(results, r => Assert.True(r!.AsObject().ContainsKey("state")));
        Assert.Equal(before, await claimant.PrintAsync(id));
        Assert.Equal("applied", await owner.SayAsync(id, "acknowledged"));
        (await stranger.Api.GetAsync($"/v1/notices/{id}")).Must(404);
        (await stranger.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(404);
    }

    [Fact]
    public async Task A_fault_in_one_response_keeps_no_other_from_its_effect()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("mixed.example");
        var results = await platform.RespondAsync(
            null!, new { response = "acknowledged" }, new { noticeId = id },
            new { noticeId = id, response = "acknowledged" });
        Assert.Equal(
            ["refused notice.required", "refused notice.required", "refused response.required", "applied "],
            results.Select(r => $"{r.Text("status")} {r.Text("code")}"));
        Assert.Equal("acknowledged", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task The_same_said_by_several_calls_at_once_is_applied_once()
    {
        var platform = await server.PlatformAsync("race.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(Enumerable.Range(0, 50).Select(i => Sample.Notice($"https://race.example/{i}")));
        var ids = (await platform.InboxUntilAsync(i => i.Count == 50)).Select(i => i.Id("noticeId")).ToList();
        object[] responses =
            [.. ids.Select(id => new { noticeId = id, response = "action-taken", measure = "removed" })];

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => platform.RespondAsync(responses)));

        var statuses = answers.SelectMany(a => a.Select(r => r.Text("status"))).CountBy(s => s).ToDictionary();
        Assert.Equal((50, 250), (statuses["applied"], statuses["unchanged"]));
        Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(ids[7]));
    }
}
