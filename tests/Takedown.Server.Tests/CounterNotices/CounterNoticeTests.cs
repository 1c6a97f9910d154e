using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>The walk from a measure over a counter-notice to its end, and what stops it.</summary>
public sealed class CounterNoticeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Removal_counter_notice_window_reinstatement_and_the_strike_is_gone()
    {
        var (platform, claimant, id) = await server.RemovedAsync("walk.example");

        var filed = (await platform.CounterAsync(id)).Must(201).Json;
        var item = filed.Item();
        Assert.Equal(("applied", "awaiting-claimant"), (item.Text("status"), item.Text("state")));
        Assert.Equal(await server.NowAsync() + TimeSpan.FromDays(15), item.Time("counterWindow"), TimeSpan.FromDays(3));

        // It has arrived: the claimant reads it, without a contact that its regime does not ask for.
        var seen = Assert.Single((await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200).Items)!;
        Assert.Equal("Wang Wei", seen["accused"].Text("name"));
        Assert.Equal(item.Time("arrivedAt"), seen.Item().Time("arrivedAt"));
        Assert.Equal(item.Time("counterWindow"), (await claimant.NoticeAsync(id))["deadlines"]!.Time("counterWindow"));

        // Nothing ends before the window.
        await server.AdvanceAsync("P14D");
        Assert.Equal("awaiting-claimant", await claimant.StateAsync(id));
        await server.AdvanceAsync("P4D");
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Equal(
            [
                "accepted", "delivered", "action-taken", "counter-noticed", "counter-notice-forwarded", "restore-due",
                "restored",
            ], await claimant.TimelineAsync(id));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("reinstated", "met"), (notice.Text("state"), notice["sla"].Text("restore")));

        // The strike does not count any more: another removal is a first one.
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://walk.example/2", account: "pirate"));
        await platform.RemoveAsync(second, "pirate");
        var actions = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items;
        Assert.All(actions, action => Assert.Equal(1, action!.Long("strikes")));
    }

    [Fact]
    public async Task A_platform_that_does_not_restore_is_before_the_regulator()
    {
        var regulator = await server.RegulatorAsync("CN-533123");
        var (platform, claimant, id) = await server.RemovedAsync("keeps.example");
        (await platform.CounterAsync(id)).Must(201);
        await server.AdvanceAsync("P18D");
        await server.AdvanceAsync("P3D");
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Equal("escalated", (await claimant.TimelineAsync(id))[^1]);
        var escalation = (await regulator.Api.GetAsync("/v1/escalations?status=open")).Must(200).Items
            .Single(e => e!["noticeId"]?.GetValue<Guid>() == id)!;
        Assert.Equal("restore", escalation.Text("deadline"));
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        Assert.Equal("reinstated", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_proceeding_proved_in_time_keeps_the_measure_until_it_ends()
    {
        var (platform, claimant, id) = await server.RemovedAsync("suit.example");
        Assert.Equal(409, (await ProveAsync(claimant, id)).Status);
        (await platform.CounterAsync(id)).Must(201);
        Assert.Equal(400, (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding", new { })).Status);
        Assert.Equal(404, (await ProveAsync(await server.ClaimantAsync(), id)).Status);

        var proved = (await ProveAsync(claimant, id)).Must(200).Json;
        Assert.Equal(("litigation-hold", "suit"), (proved.Text("state"), proved.Text("kind")));
        await server.AdvanceAsync("P60D");
        Assert.Equal("litigation-hold", await platform.StateAsync(id));
        Assert.Equal(409, (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Status);
        Assert.Equal("北京互联网法院",
            (await platform.Api.GetAsync($"/v1/notices/{id}/proceeding")).Must(200).Json.Text("court"));

        var ended = (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding-outcome", new
        {
            outcome = "dismissed", document = new { kind = "judgment", sha256 = Sample.Sha256 },
        })).Must(200).Json;
        Assert.Equal(("restore-due", "dismissed"), (ended.Text("state"), ended.Text("outcome")));
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
    }

    [Fact]
    public async Task A_proof_after_the_window_comes_too_late_whether_or_not_the_sweep_has_run()
    {
        var (platform, claimant, id) = await server.RemovedAsync("late.example");
        (await platform.CounterAsync(id)).Must(201);
        await server.AdvanceAsync("P18D");
        var late = await ProveAsync(claimant, id);
        Assert.Equal((409, "proceeding.too-late"), (late.Status, late.Json.Text("code")));
        Assert.Equal("restore-due", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task An_upheld_claim_closes_the_notice_with_its_measure()
    {
        var (platform, claimant, id) = await server.RemovedAsync("upheld.example");
        (await platform.CounterAsync(id)).Must(201);
        (await ProveAsync(claimant, id)).Must(200);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding-outcome", new
        {
            outcome = "upheld", document = new { kind = "judgment", sha256 = Sample.Sha256 },
        })).Must(200);
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("closed", "removed"), (notice.Text("state"), notice.Text("measure")));
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "restored"));
    }

    [Theory]
    [InlineData("before.example", "acknowledged", "counter-notice.no-measure")]
    [InlineData("refused.example", "rejected", "counter-notice.no-measure")]
    public async Task There_must_be_a_measure(string host, string said, string code)
    {
        var (platform, _, id) = await server.DeliveredAsync(host);
        await platform.SayAsync(id, said, reason: said is "rejected" ? new { code = "licensed" } : null);
        var answer = await platform.CounterAsync(id);
        Assert.Equal((409, code), (answer.Status, answer.Json.Text("code")));
    }

    [Fact]
    public async Task Twice_of_another_platform_and_by_the_wrong_kind_it_is_refused()
    {
        var (platform, claimant, id) = await server.RemovedAsync("twice.example");
        var (other, _, _) = await server.RemovedAsync("other.example");
        var before = await claimant.PrintAsync(id);
        Assert.Equal(404, (await other.CounterAsync(id)).Status);
        Assert.Equal(403, (await claimant.CounterAsync(id)).Status);
        Assert.Equal(401, (await server.Anonymous.PostAsync("/v1/counter-notices", CounterNoticing.Of(id))).Status);
        Assert.Equal(400, (await server.Anonymous.PostAsync(
            "/v1/counter-notices/with-links", CounterNoticing.Of(id))).Status);
        Assert.Equal(before, await claimant.PrintAsync(id));

        (await platform.CounterAsync(id)).Must(201);
        var again = await platform.CounterAsync(id);
        Assert.Equal((409, "counter-notice.filed"), (again.Status, again.Json.Text("code")));
        Assert.DoesNotContain(
            (await other.Api.GetAsync("/v1/counter-notices")).Must(200).Items, c => c!.Item().Id("noticeId") == id);
    }

    [Fact]
    public async Task Of_several_each_has_its_own_result_and_what_can_be_done_is_done()
    {
        var (platform, claimant, removed) = await server.RemovedAsync("several.example");
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://several.example/2"));
        var filed = (await platform.CounterAsync(removed, open, NewId.Next())).Must(201).Json;
        Assert.Equal(
            ["applied", "refused counter-notice.no-measure", "refused notice.unknown"],
            filed["notices"]!.AsArray().Select(n => $"{n.Text("status")} {n.Text("code")}".Trim()));
    }

    [Fact]
    public async Task A_withdrawal_and_a_counter_notice_at_one_moment_end_in_one_state()
    {
        var (platform, claimant, id) = await server.RemovedAsync("race.example");
        await Task.WhenAll(
            platform.CounterAsync(id), claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { }));
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Equal(1, (await claimant.TimelineAsync(id)).Count(t => t == "withdrawn"));
    }

    [Fact]
    public async Task A_new_version_of_the_policy_moves_no_window_that_runs()
    {
        // Of a policy of its own, so that no other test has its new version.
        var (platform, claimant) = (await server.PlatformAsync("version.example"), await server.ClaimantAsync());
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://version.example/1", type: "audiobook"));
        await platform.RemoveAsync(id, "pirate");
        (await platform.CounterAsync(id)).Must(201);
        var due = (await claimant.NoticeAsync(id))["deadlines"]!.Time("counterWindow");
        var policy = (await server.Operator.GetAsync(
            $"/v1/policies/{(await claimant.NoticeAsync(id))["sla"].Text("policy")}")).Must(200).Json.AsObject();
        policy["counterNotice"]!["window"]!["duration"] = "P1D";
        (await server.Operator.PutAsync($"/v1/policies/{policy["code"]}", policy)).Must(200);
        await server.AdvanceAsync("P2D");
        Assert.Equal("awaiting-claimant", await claimant.StateAsync(id));
        Assert.Equal(due, (await claimant.NoticeAsync(id))["deadlines"]!.Time("counterWindow"));
    }

    private async Task<Answer> ProveAsync(Organisation claimant, Guid id) => await claimant.Api.PostAsync(
        $"/v1/notices/{id}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()));
}
