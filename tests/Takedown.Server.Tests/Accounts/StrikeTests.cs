using Takedown.Storage;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>Strikes, and the steps of the ladder they reach.</summary>
public sealed class StrikeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_whole_batch_against_an_account_on_a_day_is_one_strike()
    {
        var platform = await server.PlatformAsync("batch.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 40).Select(i => Sample.Notice($"https://batch.example/{i}", account: "pirate")));
        var ids = (await platform.InboxUntilAsync(i => i.Count == 40)).Select(i => i.Id("noticeId")).ToList();
        foreach (var part in ids.Chunk(25))
        {
            await platform.RespondAsync(
                [.. part.Select(id => new
                {
                    noticeId = id, response = "action-taken", measure = "removed", account = new { id = "pirate" },
                })]);
        }

        var action = Assert.Single(await ActionsAsync(platform));
        Assert.Equal(("pirate", "account-warned", 1, "requested", "running"),
            (action!["account"].Text("id"), action.Text("measure"), action.Long("strikes"), action.Text("status"),
                action.Text("sla")));
        Assert.True(action.Time("due") > action.Time("requestedAt").AddDays(1));
    }

    [Fact]
    public async Task Each_threshold_puts_its_step_to_the_platform_once()
    {
        var platform = await server.PlatformAsync("steps.example");
        var claimant = await server.ClaimantAsync();
        for (var i = 1; i <= 5; i++) await StrikeAsync(platform, claimant, $"https://steps.example/{i}", "pirate");
        await StrikeAsync(platform, claimant, "https://steps.example/other", "somebody-else");

        var actions = await ActionsAsync(platform);
        Assert.Equal(
            ["pirate account-warned 1", "pirate account-limited "
                + "2", "pirate account-suspended 3", "pirate account-closed 4", "somebody-else account-warned 1"],
            actions.Select(a => $"{a!["account"].Text("id")} {a.Text("measure")} {a.Long("strikes")}"));
        Assert.Equal([1, 2, 3, 4, 5], actions.Select(a => a.Long("seq")));
    }

    [Fact]
    public async Task Removals_answered_at_the_same_moment_reach_each_step_once_and_pass_none_over()
    {
        var platform = await server.PlatformAsync("crowd.example");
        var claimant = await server.ClaimantAsync();
        const int Batches = 24;
        for (var i = 0; i < Batches; i++)
            await claimant.AcceptAsync(Sample.Notice($"https://crowd.example/{i}", account: "pirate"));
        var items = await platform.InboxUntilAsync(i => i.Count == Batches);

        await Task.WhenAll(items.Select(i => platform.RemoveAsync(i.Id("noticeId"), "pirate")));

        Assert.Equal(
            ["account-warned", "account-limited", "account-suspended", "account-closed"],
            (await ActionsAsync(platform)).Select(a => a!.Text("measure")));
    }

    [Fact]
    public async Task The_same_batch_strikes_again_on_another_day()
    {
        var platform = await server.PlatformAsync("days.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync([
            Sample.Notice("https://days.example/1", account: "pirate"),
            Sample.Notice("https://days.example/2", account: "pirate"),
        ]);
        var ids = (await platform.InboxUntilAsync(i => i.Count == 2)).Select(i => i.Id("noticeId")).ToList();
        await platform.RemoveAsync(ids[0], "pirate");
        await server.AdvanceAsync("PT24H");
        await platform.RemoveAsync(ids[1], "pirate");
        Assert.Equal(2, (await ActionsAsync(platform)).Count);
    }

    [Fact]
    public async Task A_refusal_an_acknowledgement_or_a_removal_without_account_is_no_strike()
    {
        var platform = await server.PlatformAsync("none.example");
        var claimant = await server.ClaimantAsync();
        var refused = await claimant.DeliverAsync(platform, Sample.Notice("https://none.example/1", account: "pirate"));
        var anonymous = await claimant.DeliverAsync(platform, Sample.Notice("https://none.example/2"));
        await platform.SayAsync(refused, "rejected", reason: new { code = "licensed" });
        await platform.SayAsync(anonymous, "action-taken", "removed");
        Assert.Empty(await ActionsAsync(platform));
    }

    /// <summary>A claimant cannot strike whom it likes by naming an account in its claim (security M10).</summary>
    [Fact]
    public async Task An_account_that_only_the_claim_names_is_not_struck()
    {
        var platform = await server.PlatformAsync("victim.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://victim.example/1", account: "victim"));
        await platform.SayAsync(id, "action-taken", "removed");
        Assert.Empty(await ActionsAsync(platform));
        Assert.Equal("victim", (await claimant.NoticeAsync(id))["account"].Text("id"));

        var named = await claimant.DeliverAsync(platform, Sample.Notice("https://victim.example/2", account: "victim"));
        await platform.RemoveAsync(named, "uploader");
        Assert.Equal("uploader", Assert.Single(await ActionsAsync(platform))!["account"].Text("id"));
    }

    [Fact]
    public async Task The_account_the_platform_names_counts_and_platforms_do_not_share_accounts()
    {
        var (one, other) = (await server.PlatformAsync("named.example"), await server.PlatformAsync("unnamed.example"));
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(one, Sample.Notice("https://named.example/1"));
        await one.SayAsync(id, "action-taken", "removed", account: new { id = "u-17", name = "海盗" });
        await StrikeAsync(other, claimant, "https://unnamed.example/1", "u-17");

        Assert.Equal("u-17", Assert.Single(await ActionsAsync(one))!["account"].Text("id"));
        Assert.Equal("account-warned", Assert.Single(await ActionsAsync(other)).Text("measure"));
        Assert.Equal("海盗", (await claimant.NoticeAsync(id))["account"].Text("name"));
    }

    [Fact]
    public async Task A_withdrawal_voids_the_strike_and_calls_off_what_was_not_answered()
    {
        var platform = await server.PlatformAsync("void.example");
        var claimant = await server.ClaimantAsync();
        var first = await StrikeAsync(platform, claimant, "https://void.example/1", "pirate");
        var second = await StrikeAsync(platform, claimant, "https://void.example/2", "pirate");
        await AnswerAsync(platform, (await ActionsAsync(platform))[0].Id("id"));

        (await claimant.Api.PostAsync($"/v1/notices/{second}/withdrawal", new { })).Must(200);
        Assert.Equal(["done", "cancelled"], (await ActionsAsync(platform)).Select(a => a.Text("status")));
        (await claimant.Api.PostAsync($"/v1/notices/{first}/withdrawal", new { })).Must(200);
        Assert.Equal(["done", "cancelled"], (await ActionsAsync(platform)).Select(a => a.Text("status")));

        foreach (var id in new[] { first, second }) await platform.SayAsync(id, "restored");
        await server.AdvanceAsync("P30D");
        Assert.Empty((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Items);
        await StrikeAsync(platform, claimant, "https://void.example/3", "pirate");
        Assert.Equal("account-warned", (await ActionsAsync(platform))[^1].Text("measure"));
    }

    [Fact]
    public async Task A_strike_stands_as_long_as_one_notice_of_its_batch_does()
    {
        var platform = await server.PlatformAsync("ground.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync([
            Sample.Notice("https://ground.example/1", account: "pirate"),
            Sample.Notice("https://ground.example/2", account: "pirate"),
        ]);
        var ids = (await platform.InboxUntilAsync(i => i.Count == 2)).Select(i => i.Id("noticeId")).ToList();
        foreach (var id in ids) await platform.RemoveAsync(id, "pirate");

        (await claimant.Api.PostAsync($"/v1/notices/{ids[0]}/withdrawal", new { })).Must(200);
        Assert.Equal("requested", Assert.Single(await ActionsAsync(platform)).Text("status"));
        (await claimant.Api.PostAsync($"/v1/notices/{ids[1]}/withdrawal", new { })).Must(200);
        Assert.Equal("cancelled", Assert.Single(await ActionsAsync(platform)).Text("status"));
    }

    [Fact]
    public async Task An_escalated_step_whose_strike_is_voided_waits_for_nobody_any_more()
    {
        var platform = await server.PlatformAsync("moot.example");
        var claimant = await server.ClaimantAsync();
        var id = await StrikeAsync(platform, claimant, "https://moot.example/1", "pirate");
        await server.AdvanceAsync("P30D");
        Assert.Equal("escalated", Assert.Single(await ActionsAsync(platform)).Text("status"));

        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);

        var action = Assert.Single(await ActionsAsync(platform));
        Assert.Equal(("cancelled", "breached"), (action.Text("status"), action.Text("sla")));
        Assert.Empty((await server.Operator.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Items);
        // The counters follow the events; the sandbox answers once they are current.
        await server.AdvanceAsync("PT0S");
        var counters = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Json;
        Assert.Equal(0, counters.Long("openEscalations"));
    }

    [Fact]
    public async Task Strikes_run_out_after_their_window()
    {
        var platform = await server.PlatformAsync("window.example");
        var claimant = await server.ClaimantAsync();
        await StrikeAsync(platform, claimant, "https://window.example/1", "pirate");
        await server.AdvanceAsync("P100D");
        await StrikeAsync(platform, claimant, "https://window.example/2", "pirate");
        Assert.Equal(1, await RepeatsAsync(platform));
        await server.AdvanceAsync("P81D");
        Assert.Equal(0, await RepeatsAsync(platform));
        await StrikeAsync(platform, claimant, "https://window.example/3", "pirate");

        Assert.Equal(
            ["account-warned", "account-limited", "account-limited"],
            (await ActionsAsync(platform)).Select(a => a.Text("measure")));
    }

    [Fact]
    public async Task A_strike_that_ran_out_does_not_count_though_no_sweep_has_come_by()
    {
        // No role here looks at what time brings about.
        await using var quiet = await TestServer.StartAsync(("Takedown:Roles", "api,connectors"));
        var platform = await quiet.PlatformAsync("unswept.example");
        var claimant = await quiet.ClaimantAsync();
        await StrikeAsync(platform, claimant, "https://unswept.example/1", "pirate");
        await StrikeAsync(platform, claimant, "https://unswept.example/2", "pirate");
        var database = quiet.Services.GetRequiredService<Database>();
        await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync("UPDATE strikes SET expires_at = 1");
            await s.ExecuteAsync("UPDATE accounts SET recount_at = 1");
        });

        await StrikeAsync(platform, claimant, "https://unswept.example/3", "pirate");
        await StrikeAsync(platform, claimant, "https://unswept.example/4", "pirate");

        Assert.Equal(
            ["account-warned 1", "account-limited 2", "account-warned 1", "account-limited 2"],
            (await ActionsAsync(platform)).Select(a => $"{a.Text("measure")} {a.Long("strikes")}"));
    }

    private async Task<long> RepeatsAsync(Organisation platform) =>
        (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json
            .Long("repeatAccounts");

    private static async Task<Guid> StrikeAsync(
        Organisation platform, Organisation claimant, string url, string account)
    {
        var id = await claimant.DeliverAsync(platform, Sample.Notice(url, account: account));
        Assert.Equal("applied", await platform.RemoveAsync(id, account));
        return id;
    }

    private static async Task AnswerAsync(Organisation platform, Guid action) =>
        (await platform.Api.PostAsync(
            "/v1/account-actions/responses",
            new { responses = new[] { new { id = action, response = "action-taken" } } })).Must(200);

    private static async Task<JsonArray> ActionsAsync(Organisation platform) =>
        (await platform.Api.GetAsync("/v1/account-actions?limit=1000")).Must(200).Items;
}
