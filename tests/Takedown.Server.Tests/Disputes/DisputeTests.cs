using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Disputes;

/// <summary>The claimant contests a refusal; the platform decides once more, and that is final.</summary>
public sealed class DisputeTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Argument = new
    {
        explanation = "The licence that the uploader shows ended in 2023.",
        evidence = new[] { new { kind = "contract", sha256 = new string('a', 64) } },
    };

    [Fact]
    public async Task Refusal_dispute_second_refusal_escalation_and_case()
    {
        var regulator = await server.RegulatorAsync("CN-533123");
        var (platform, claimant, id) = await RefusedAsync("walk.example");

        var dispute = (await DisputeAsync(claimant, id)).Must(200).Json;
        Assert.Equal(("disputed", "licensed"), (dispute.Text("state"), dispute["refusal"].Text("code")));
        Assert.Equal(
            dispute.Text("explanation"),
            (await platform.Api.GetAsync($"/v1/notices/{id}/dispute")).Must(200).Json.Text("explanation"));
        // The same claim again is the same claim.
        var again = (await claimant.SubmitAsync(Sample.Notice("https://walk.example/1"))).Json["results"]![0]!;
        Assert.Equal(("duplicate", id), (again.Text("status"), again.Id("noticeId")));

        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        Assert.Equal(
            ["accepted", "delivered", "rejected", "disputed", "rejected", "escalated"],
            await claimant.TimelineAsync(id));
        Assert.Equal("rejected", await claimant.StateAsync(id));
        Assert.Equal((409, "dispute.final"), Fault(await DisputeAsync(claimant, id)));

        var escalation = (await regulator.Api.GetAsync("/v1/escalations?status=open")).Must(200).Items
            .Single(e => e!["noticeId"]?.GetValue<Guid>() == id)!;
        Assert.Equal("review", escalation.Text("deadline"));
        // Giving in afterwards resolves it.
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("resolved", (await regulator.Api.GetAsync($"/v1/escalations/{escalation.Id("id")}")).Must(200)
            .Json.Text("status"));
    }

    [Fact]
    public async Task A_refusal_that_was_wrong_is_overturned_and_both_stay_on_the_timeline()
    {
        var (platform, claimant, id) = await RefusedAsync("overturned.example");
        (await DisputeAsync(claimant, id)).Must(200);
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        var entries = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items;
        Assert.Equal("rejected", entries[^1].Text("corrects"));
        Assert.Equal(("removed", "met"), (await StateAsync(claimant, id)));
    }

    [Fact]
    public async Task A_platform_that_does_not_decide_again_is_before_the_regulator()
    {
        var (platform, claimant, id) = await RefusedAsync("silent.example");
        (await DisputeAsync(claimant, id)).Must(200);
        await server.AdvanceAsync("P8D");
        Assert.Equal("escalated", await claimant.StateAsync(id));
        Assert.Equal(["disputed", "deadline-breached", "escalated"], (await claimant.TimelineAsync(id)).TakeLast(3));
        // A late refusal is the second one, so the regulator keeps it; a late measure ends it.
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        Assert.Equal("rejected", await claimant.StateAsync(id));
        Assert.Equal(1, (await claimant.TimelineAsync(id)).Count(t => t == "escalated"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("removed", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task It_needs_a_refusal_something_new_the_owner_and_must_come_in_time()
    {
        var (platform, claimant, id) = await RefusedAsync("needs.example");
        var before = await claimant.PrintAsync(id);
        Assert.Equal(404, (await DisputeAsync(await server.ClaimantAsync(), id)).Status);
        Assert.Equal(403, (await platform.Api.PostAsync($"/v1/notices/{id}/dispute", Argument)).Status);
        Assert.Equal(400, (await claimant.Api.PostAsync($"/v1/notices/{id}/dispute", new { })).Status);
        var known = await claimant.Api.PostAsync(
            $"/v1/notices/{id}/dispute", new { evidence = new[] { new { sha256 = Sample.Sha256 } } });
        Assert.Equal("dispute.nothing-new", known.Must(400).Json["errors"]![0].Text("code"));
        Assert.Equal(before, await claimant.PrintAsync(id));
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://needs.example/2"));
        Assert.Equal((409, "transition.not-allowed"), Fault(await DisputeAsync(claimant, open)));
        await server.AdvanceAsync("P20D");
        Assert.Equal((409, "dispute.too-late"), Fault(await DisputeAsync(claimant, id)));
    }

    [Fact]
    public async Task The_time_runs_from_the_refusal_that_stands()
    {
        var (platform, claimant, id) = await RefusedAsync("stands.example");
        await server.AdvanceAsync("P20D");
        Assert.Equal((409, "dispute.too-late"), Fault(await DisputeAsync(claimant, id)));
        // The same refusal again is none, and another reason is another refusal.
        Assert.Equal("unchanged", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        Assert.Equal((409, "dispute.too-late"), Fault(await DisputeAsync(claimant, id)));
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "fair-use" }));
        await server.AdvanceAsync("P20D");
        Assert.Equal((409, "dispute.too-late"), Fault(await DisputeAsync(claimant, id)));
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "not-infringing" }));
        Assert.Equal("not-infringing", (await DisputeAsync(claimant, id)).Must(200).Json["refusal"].Text("code"));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> RefusedAsync(string host)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host);
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        return (platform, claimant, id);
    }

    private static Task<Answer> DisputeAsync(Organisation claimant, Guid id) =>
        claimant.Api.PostAsync($"/v1/notices/{id}/dispute", Argument);

    private static async Task<(string, string)> StateAsync(Organisation reader, Guid id)
    {
        var notice = await reader.NoticeAsync(id);
        return (notice.Text("state"), notice["sla"].Text("status"));
    }

    private static (int, string) Fault(Answer answer) => (answer.Status, answer.Json.Text("code"));
}
