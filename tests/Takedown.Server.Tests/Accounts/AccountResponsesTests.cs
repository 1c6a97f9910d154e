using Takedown.Server.Hosting;
using Takedown.Server.Sandbox;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

public sealed class AccountResponsesTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("same", null, "applied", "account-limited")]
    [InlineData("named", "account-limited", "applied", "account-limited")]
    [InlineData("stricter", "account-closed", "applied", "account-closed")]
    [InlineData("milder", "account-warned", "refused measure.too-mild", "account-limited")]
    [InlineData("content", "removed", "refused measure.too-mild", "account-limited")]
    public async Task A_step_is_confirmed_by_the_same_measure_or_a_stricter_one(
        string name, string? measure, string outcome, string stands)
    {
        var platform = await StrikeTwiceAsync($"{name}.example");
        var asked = (await ActionsAsync(platform))[1];
        Assert.Equal(
            outcome, await AnswerAsync(platform, new { id = asked.Id("id"), response = "action-taken", measure }));
        var action = (await ActionsAsync(platform))[1];
        Assert.Equal(
            (outcome == "applied" ? "done" : "requested", stands), (action.Text("status"), action.Text("measure")));
        if (outcome == "applied")
            Assert.Equal(
                "unchanged",
                await AnswerAsync(platform, new { id = asked.Id("id"), response = "action-taken", measure }));
    }

    [Fact]
    public async Task A_step_is_refused_with_a_reason_only()
    {
        var platform = await StrikeTwiceAsync("reason.example");
        var id = (await ActionsAsync(platform))[0].Id("id");
        Assert.Equal("refused reason.required", await AnswerAsync(platform, new { id, response = "rejected" }));
        Assert.Equal(
            "refused reason.text-required",
            await AnswerAsync(platform, new { id, response = "rejected", reason = new { code = "other" } }));
        Assert.Equal("refused measure.not-here", await AnswerAsync(
            platform, new { id, response = "rejected", measure = "removed", reason = new { code = "appeal" } }));
        Assert.Equal("refused response.required", await AnswerAsync(platform, new { id, response = "acknowledged" }));
        Assert.Equal("applied", await AnswerAsync(
            platform, new { id, response = "rejected", reason = new { code = "appeal", text = "Under review" } }));
        Assert.Equal(
            "unchanged",
            await AnswerAsync(platform, new { id, response = "rejected", reason = new { code = "appeal" } }));
        Assert.Equal(
            "refused transition.not-allowed", await AnswerAsync(platform, new { id, response = "action-taken" }));

        var action = (await ActionsAsync(platform))[0];
        Assert.Equal(
            ("refused", "met", "Under review", "account-warned"),
            (action.Text("status"), action.Text("sla"), action!["reason"].Text("text"), action.Text("measure")));
    }

    [Fact]
    public async Task Another_platforms_step_and_an_unknown_one_look_the_same()
    {
        var platform = await StrikeTwiceAsync("owner.example");
        var stranger = await server.PlatformAsync("stranger.example");
        var id = (await ActionsAsync(platform))[0].Id("id");
        foreach (var one in new object?[] { id, Guid.Parse("01890000-0000-7000-8000-000000000000"), null })
        {
            Assert.Equal(
                "refused account-action.unknown",
                await AnswerAsync(stranger, new { id = one, response = "action-taken" }));
        }
        Assert.Equal("requested", (await ActionsAsync(platform))[0].Text("status"));
        Assert.Empty(await ActionsAsync(stranger));
    }

    [Fact]
    public async Task A_step_nobody_answers_is_put_before_the_regulator_and_may_still_be_done_late()
    {
        var platform = await StrikeTwiceAsync("unanswered.example");
        var regulator = await server.RegulatorAsync("CN-530000");
        var id = (await ActionsAsync(platform))[0].Id("id");
        await server.AdvanceAsync("P20D");

        var escalations =
            (await regulator.Api.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Must(200).Items;
        Assert.Equal(2, escalations.Count);
        Assert.All(escalations, e => Assert.Equal(
            ("account-action", "copyright", regulator.Id),
            (e.Text("deadline"), e.Text("function"), e.Id("regulatorId"))));
        Assert.Contains(id, escalations.Select(e => e.Id("accountActionId")));

        Assert.Equal("applied", await AnswerAsync(platform, new { id, response = "action-taken" }));
        var action = (await ActionsAsync(platform))[0];
        Assert.Equal(("done", "late"), (action.Text("status"), action.Text("sla")));
        Assert.Single((await regulator.Api.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Items);
        Assert.Equal(1, await OpenEscalationsAsync(platform));
    }

    [Fact]
    public async Task An_answer_after_the_due_time_but_before_the_sweep_resolves_no_escalation_there_never_was()
    {
        var platform = await StrikeTwiceAsync("between.example");
        var id = (await ActionsAsync(platform))[0].Id("id");
        // The due time passes and the answer is there in the same moment, so the sweep has no say.
        var clock = server.Services.GetRequiredService<ServerClock>();
        var loops = await StopSweepAsync();
        clock.SetAhead(await server.Services.GetRequiredService<SandboxStore>().AddAsync(TimeSpan.FromDays(20)));
        Assert.Equal("applied", await AnswerAsync(platform, new { id, response = "action-taken" }));
        await loops.StartAsync(default);
        Assert.Equal("late", (await ActionsAsync(platform))[0].Text("sla"));
        await server.AdvanceAsync("PT1M");
        Assert.Equal(1, await OpenEscalationsAsync(platform));
    }

    [Fact]
    public async Task A_waiting_poll_gets_a_new_step_at_once()
    {
        var platform = await server.PlatformAsync("wait.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://wait.example/1", account: "pirate"));
        var waiting = platform.Api.GetAsync("/v1/account-actions?wait=30");
        await platform.RemoveAsync(id, "pirate");
        Assert.Single((await waiting.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System)).Must(200).Items);
    }

    [Fact]
    public async Task Ten_thousand_and_one_answers_are_too_many()
    {
        var platform = await server.PlatformAsync("toomany.example");
        var answer = await platform.Api.PostAsync(
            "/v1/account-actions/responses",
            new { responses = Enumerable.Repeat(new { response = "action-taken" }, 10_001) });
        Assert.Equal(("/responses", "list.too-long"), Assert.Single(answer.Must(400).Faults));
    }

    private async Task<Microsoft.Extensions.Hosting.IHostedService> StopSweepAsync()
    {
        var loop = server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .Single(s => s.GetType().Name == "DeadlineLoop");
        await loop.StopAsync(default);
        return loop;
    }

    private async Task<long> OpenEscalationsAsync(Organisation platform) =>
        (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json
            .Long("openEscalations");

    private async Task<Organisation> StrikeTwiceAsync(string host)
    {
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        foreach (var i in new[] { 1, 2 })
        {
            var id = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/{i}", account: "pirate"));
            await platform.RemoveAsync(id, "pirate");
        }
        return platform;
    }

    private static async Task<string> AnswerAsync(Organisation platform, object answer)
    {
        var result = (await platform.Api.PostAsync(
            "/v1/account-actions/responses", new { responses = new[] { answer } })).Must(200).Json["results"]![0];
        return $"{result.Text("status")} {result.Text("code")}".Trim();
    }

    private static async Task<JsonArray> ActionsAsync(Organisation platform) =>
        (await platform.Api.GetAsync("/v1/account-actions?limit=1000")).Must(200).Items;
}
