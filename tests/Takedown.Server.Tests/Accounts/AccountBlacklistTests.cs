using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>The last step of the ladder: an account on the blacklist of its platform, until a date.</summary>
public sealed class AccountBlacklistTests
{
    [Fact]
    public async Task Closed_twice_it_is_asked_for_by_rule_and_ends_by_itself()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync();
        var (platform, claimant) = (await server.PlatformAsync("twice.example"), await server.ClaimantAsync());
        await platform.CloseAsync(claimant, "https://twice.example/1", "pirate");
        Assert.DoesNotContain(await platform.ActionsAsync(), a => a.Text("measure") == "account-blacklisted");
        await server.AdvanceAsync("P181D");
        await platform.CloseAsync(claimant, "https://twice.example/2", "pirate");

        var asked = await platform.BarredAsync();
        Assert.Equal(
            ("requested", "ladder", 2), (
                asked.Text("status"), asked["blacklist"].Text("source"), asked["blacklist"].Long("closures")));
        Assert.Equal(
            asked.Time("requestedAt").AddDays(365), asked["blacklist"].Time("until"));
        Assert.Empty(await platform.BlacklistAsync());
        Assert.Null((await platform.StandingAsync("pirate"))["blacklisted"]);

        await platform.ConfirmAsync([asked]);
        Assert.Equal(["pirate"], await platform.BlacklistAsync());
        Assert.Equal(asked.Id("id"), (await platform.StandingAsync("pirate"))["blacklisted"].Id("id"));
        await server.AdvanceAsync("P364D");
        Assert.Equal(["pirate"], await platform.BlacklistAsync());
        await server.AdvanceAsync("P2D");
        Assert.Empty(await platform.BlacklistAsync());
        Assert.Null((await platform.StandingAsync("pirate"))["blacklisted"]);
        Assert.Equal("done", (await platform.BarredAsync()).Text("status"));
    }

    [Fact]
    public async Task A_new_notice_says_that_it_names_a_blacklisted_account_and_the_claimant_does_not_read_it()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var (platform, claimant) = (await server.PlatformAsync("named.example"), await server.ClaimantAsync());
        var other = await server.PlatformAsync("namesake.example");
        var county = await server.RegulatorAsync("CN-533123");
        var until = (await server.NowAsync()).AddDays(10);
        await platform.BarAsync("pirate", until);
        var id = await claimant.DeliverAsync(platform, Closing.Grave("https://named.example/1", "pirate"));
        var clean = await claimant.DeliverAsync(platform, Closing.Grave("https://named.example/2", "somebody"));
        // The same account of another platform is another account.
        var namesake = await claimant.DeliverAsync(other, Closing.Grave("https://namesake.example/1", "pirate"));

        var inbox = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.ToDictionary(i => i!.Id("noticeId"));
        Assert.Equal(Seconds(until), Seconds(inbox[id]!.Time("blacklistedUntil")));
        Assert.Null(inbox[clean]!["blacklistedUntil"]);
        var queued = (await platform.Api.GetAsync("/v1/inbox/queue")).Must(200).Items;
        Assert.Single(queued, i => i!["blacklistedUntil"] is not null);
        Assert.Null((await other.NoticeAsync(namesake))["blacklistedUntil"]);
        foreach (var reader in new[] { platform, county })
            Assert.NotNull((await reader.NoticeAsync(id))["blacklistedUntil"]);
        Assert.Null((await claimant.NoticeAsync(id))["blacklistedUntil"]);
        await server.AdvanceAsync("P11D");
        Assert.Null((await platform.NoticeAsync(id))["blacklistedUntil"]);
    }

    [Fact]
    public async Task An_upheld_appeal_against_it_or_against_a_closure_lifts_it()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync(closures: 1);
        var (platform, claimant) = (await server.PlatformAsync("appealed.example"), await server.ClaimantAsync());
        var officer = await server.OfficerAsync(platform);
        await platform.CloseAsync(claimant, "https://appealed.example/1", "itself");
        var entry = await platform.BarredAsync();
        await platform.ConfirmAsync([entry]);
        await DecideAsync(platform, officer, entry.Id("id"), "dismissed");
        Assert.Equal(["itself"], await platform.BlacklistAsync());

        await platform.CloseAsync(claimant, "https://appealed.example/2", "closure");
        var second = Assert.Single(await platform.ActionsAsync("requested"));
        await platform.ConfirmAsync([second]);
        var closure = (await platform.ActionsAsync()).Single(
            a => a["account"].Text("id") == "closure" && a.Text("measure") == "account-closed");
        await DecideAsync(platform, officer, closure.Id("id"), "upheld");
        Assert.Equal(["itself"], await platform.BlacklistAsync());
        var ended = (await platform.ActionsAsync()).Single(a => a.Id("id") == second.Id("id"));
        Assert.Equal("lifted", ended.Text("status"));
        Assert.NotNull(ended["blacklist"]!["liftedAt"]);

        await platform.CloseAsync(claimant, "https://appealed.example/3", "third");
        var third = Assert.Single(await platform.ActionsAsync("requested"));
        await platform.ConfirmAsync([third]);
        await DecideAsync(platform, officer, third.Id("id"), "upheld");
        Assert.Equal(["itself"], await platform.BlacklistAsync());
        Assert.Equal("appeal-upheld", (await platform.ActionsAsync()).Single(a => a.Id("id") == third.Id("id"))
            ["blacklist"].Text("liftReason"));
    }

    [Fact]
    public async Task Void_strikes_lift_what_the_ladder_led_to_and_nothing_else()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync(closures: 1);
        var (platform, claimant) = (await server.PlatformAsync("void.example"), await server.ClaimantAsync());
        var until = (await server.NowAsync()).AddDays(10);
        await platform.BarAsync("by-hand", until);
        var notice = await platform.CloseAsync(claimant, "https://void.example/1", "pirate");
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        var kept = await claimant.DeliverAsync(platform, Closing.Grave("https://void.example/2"));
        await platform.RemoveAsync(kept, "by-hand");
        Assert.Equal(["by-hand", "pirate"], (await platform.BlacklistAsync()).Order());

        foreach (var id in new[] { notice, kept })
            (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason = "error" })).Must(200);
        Assert.Equal(["by-hand"], await platform.BlacklistAsync());

        // One that waits for the platform is cancelled.
        var open = await platform.CloseAsync(claimant, "https://void.example/3", "waiting");
        Assert.Single(await platform.ActionsAsync("requested"));
        (await claimant.Api.PostAsync($"/v1/notices/{open}/withdrawal", new { reason = "error" })).Must(200);
        Assert.Empty(await platform.ActionsAsync("requested"));
    }

    /// <summary>Whichever of the two closures, and whether or not its strikes have expired meanwhile.</summary>
    [Theory]
    [InlineData(0, "P0D")]
    [InlineData(1, "P0D")]
    [InlineData(0, "P181D")]
    [InlineData(1, "P181D")]
    public async Task Void_strikes_behind_either_closure_end_the_entry(int which, string after)
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync();
        var (platform, claimant) = (await server.PlatformAsync("either.example"), await server.ClaimantAsync());
        List<Guid> notices = [await platform.CloseAsync(claimant, "https://either.example/1", "pirate")];
        await server.AdvanceAsync("P181D");
        notices.Add(await platform.CloseAsync(claimant, "https://either.example/2", "pirate"));
        await platform.ConfirmAsync([await platform.BarredAsync()]);
        if (after != "P0D") await server.AdvanceAsync(after);
        Assert.Equal(["pirate"], await platform.BlacklistAsync());

        (await claimant.Api.PostAsync($"/v1/notices/{notices[which]}/withdrawal", new { reason = "error" })).Must(200);
        Assert.Empty(await platform.BlacklistAsync());
        Assert.Equal("strikes-void", (await platform.BarredAsync())["blacklist"].Text("liftReason"));
    }

    /// <summary>Followed by the platform or not: an entry stands on closures, not on strikes of today.</summary>
    [Fact]
    public async Task A_later_strike_that_is_void_ends_neither_what_is_asked_for_nor_what_is_in_force()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync(closures: 1, "P365D");
        var (platform, claimant) = (await server.PlatformAsync("later.example"), await server.ClaimantAsync());
        await platform.CloseAsync(claimant, "https://later.example/1", "followed");
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        await platform.CloseAsync(claimant, "https://later.example/2", "silent");
        await server.AdvanceAsync("P181D");
        foreach (var account in new[] { "silent", "followed" })
        {
            var id = await claimant.DeliverAsync(platform, Sample.Notice($"https://later.example/{account}"));
            await platform.RemoveAsync(id, account);
            (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason = "error" })).Must(200);
        }
        Assert.Equal(["followed"], await platform.BlacklistAsync());
        Assert.Equal(
            [("followed", "done"), ("silent", "escalated")],
            (await platform.ActionsAsync()).Where(a => a.Text("measure") == "account-blacklisted")
                .Select(a => (a["account"].Text("id"), a.Text("status"))).Order());
    }

    private static async Task DecideAsync(Organisation platform, Api officer, Guid action, string outcome)
    {
        (await platform.Api.PostAsync($"/v1/account-actions/{action}/appeal", new { text = "Not me." })).Must(200);
        (await officer.PostAsync($"/v1/account-actions/{action}/appeal/decision", new { outcome, text = "So." }))
            .Must(200);
    }

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();
}
