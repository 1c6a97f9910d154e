using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;
using static Takedown.Server.Tests.Deadlines.YearEnd;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>
/// A due time that counts days beyond its calendar is said to be provisional, and the next version computes it anew
/// (public case 45).
/// </summary>
public sealed class ProvisionalDueTimeTests
{
    [Fact]
    public async Task A_due_time_beyond_the_calendar_is_provisional_wherever_it_is_shown()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(ThirdDay, notice["deadlines"].Time("act"));
        Assert.Equal("01-06 00:00?", notice.Act());
        Assert.Equal("""["act"]""", notice["deadlines"]!["provisionalDeadlines"]!.ToJsonString());
        var item = Assert.Single(await platform.InboxUntilAsync(items => items.Count > 0));
        Assert.Equal("01-06 00:00?", item.Act());
        var listed = Assert.Single((await claimant.Api.GetAsync("/v1/notices")).Must(200).Items)!;
        Assert.Equal("01-06 00:00?", listed.Act());

        await own.Server.AdvanceAsync("P4D");
        var atRisk = (await claimant.FeedAsync()).Single(e => e.Text("type") == "deadline-at-risk");
        Assert.Equal((ThirdDay, true), (atRisk.Time("due"), atRisk["provisional"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_due_time_within_the_calendar_or_of_running_time_is_not()
    {
        await using var own = await StartAsync(At("2026-12-24T10:00+08"));
        var claimant = await own.Server.ClaimantAsync();
        var working = await claimant.DeliverAppAsync(
            await own.Server.AppStoreAsync("apps.example"), "https://apps.example/1");
        var running = await claimant.DeliverAsync(
            await own.Server.PlatformAsync("video.example"), Sample.Notice("https://video.example/1"));

        foreach (var id in new[] { working, running })
        {
            var deadlines = (await claimant.NoticeAsync(id))["deadlines"]!.AsObject();
            Assert.False(deadlines.ContainsKey("provisional") || deadlines.ContainsKey("provisionalDeadlines"));
        }
    }

    [Fact]
    public async Task A_pushed_notice_says_so_too()
    {
        await using var own = await StartAsync();
        await using var receiver = await WebhookReceiver.AnsweringAsync(204);
        await own.Server.PlatformAsync("apps.example", new
        {
            serviceType = "app-store",
            connector = new { kind = "webhook", url = receiver.Url },
        });
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://apps.example/1", type: "software"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");

        Assert.Equal("01-06 00:00?", Assert.Single((await receiver.NextAsync()).Items).Act());
    }

    [Fact]
    public async Task The_next_version_computes_it_anew_and_breach_follows_the_new_time()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");

        var version = await own.Server.PutAsync(Year2027());

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal("01-07 00:00", notice.Act());
        Assert.Equal(version, notice["sla"].Long("calendarVersion"));
        var entry = Assert.Single(await claimant.RecomputedAsync(id));
        Assert.Equal(
            ("act", ThirdDay, ThirdDay.AddDays(1), version, "system"),
            (entry.Text("deadline"), entry.Time("before"), entry.Time("after"), entry.Long("calendarVersion"),
                entry.Text("by")));
        foreach (var feed in new[] { await claimant.FeedAsync(), await platform.FeedAsync() })
            Assert.Equal(ThirdDay.AddDays(1), feed.Single(e => e.Text("type") == "deadline-recomputed").Time("after"));

        await own.Server.AdvanceAsync("P6DT15H");
        Assert.Equal("delivered", await claimant.StateAsync(id));
        await own.Server.AdvanceAsync("P1D");
        notice = await claimant.NoticeAsync(id);
        Assert.Equal(("escalated", "01-07 00:00"), (notice.Text("state"), notice.Act()));
        var escalation = Assert.Single((await own.Server.Operator.GetAsync("/v1/escalations")).Must(200).Items);
        Assert.Equal(ThirdDay.AddDays(1), escalation.Time("due"));
    }

    [Fact]
    public async Task A_version_that_moves_nothing_ends_the_mark_without_a_word()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        var same = Year2027();
        same["holidays"] = new JsonArray("2027-01-01");
        await own.Server.PutAsync(same);

        Assert.Equal("01-06 00:00", (await claimant.NoticeAsync(id)).Act());
        Assert.Empty(await claimant.RecomputedAsync(id));
        // It stands now: a later version moves it no more.
        await own.Server.PutAsync(Year2027());
        Assert.Equal("01-06 00:00", (await claimant.NoticeAsync(id)).Act());
    }

    [Fact]
    public async Task A_version_that_ends_as_early_leaves_the_mark()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        var same = (await own.Server.Operator.GetAsync("/v1/calendars/CN")).Must(200).Json;
        same["holidays"]!.AsArray().Add("2026-12-31");
        await own.Server.PutAsync(same);

        Assert.Equal("01-07 00:00?", (await claimant.NoticeAsync(id)).Act());
        await own.Server.PutAsync(Year2027());
        Assert.Equal("01-08 00:00", (await claimant.NoticeAsync(id)).Act());
        Assert.Equal(2, (await claimant.RecomputedAsync(id)).Count);
    }

    [Fact]
    public async Task What_is_breached_or_answered_stays_as_it_was()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var answered = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        var withdrawn = await claimant.DeliverAppAsync(platform, "https://apps.example/2");
        var breached = await claimant.DeliverAppAsync(platform, "https://apps.example/3");
        Assert.Equal("applied", await platform.SayAsync(answered, "action-taken", "removed"));
        (await claimant.Api.PostAsync($"/v1/notices/{withdrawn}/withdrawal", new { })).Must(200);
        await own.Server.AdvanceAsync("P6DT15H");
        Assert.Equal("escalated", await claimant.StateAsync(breached));
        var feed = await claimant.FeedAsync();
        Assert.Equal("true", feed.Single(e => e.Text("type") == "deadline-breached" && e.Text("deadline") == "act")
            ["provisional"]!.ToJsonString());
        var before = await Task.WhenAll(new[] { answered, withdrawn, breached }.Select(id => claimant.PrintAsync(id)));

        await own.Server.PutAsync(Year2027());
        await own.Server.AdvanceAsync("PT1S");

        Assert.Equal(
            before, await Task.WhenAll(new[] { answered, withdrawn, breached }.Select(id => claimant.PrintAsync(id))));
        var notice = await claimant.NoticeAsync(breached);
        Assert.Equal(("01-06 00:00", "breached"), (notice.Act(), notice["sla"].Text("status")));
    }

    [Fact]
    public async Task A_question_its_pause_and_its_answer_keep_to_the_new_times()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        await own.Server.AdvanceAsync("PT1H");
        var asked = await platform.SayAsync(
            id, "information-requested", reason: new { code = "other", text = "Which version?" });
        Assert.Equal("applied", asked);
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("01-06 00:00?", "01-06 00:00?"), (notice.Act(), notice.Due("answerInformation", "answer-information")));
        Assert.True((await claimant.FeedAsync())[^1]["provisional"]!.GetValue<bool>());

        await own.Server.PutAsync(Year2027());

        notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("01-07 00:00", "01-07 00:00", "paused"),
            (notice.Act(), notice.Due("answerInformation", "answer-information"), notice["sla"].Text("status")));
        Assert.Equal(
            ["act", "answer-information"],
            (await claimant.RecomputedAsync(id)).Select(e => e.Text("deadline")).Order(StringComparer.Ordinal));
        await own.Server.AdvanceAsync("PT10H");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "1.2" })).Must(200);
        Assert.Equal("01-07 10:00", (await claimant.NoticeAsync(id)).Act()[..11]);
    }
}
