using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>What an account has again after its removal is linked to it, and its tier is raised by one step.</summary>
public sealed class ReuploadTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_same_work_of_the_same_account_is_linked_and_raised_and_counted_on_both_sides()
    {
        var regulator = await server.RegulatorAsync("CN-533123");
        var (platform, claimant, first) = await RemovedAsync("again.example");
        var second = await claimant.DeliverAsync(
            platform, Sample.Notice("https://again.example/2", title: " 七里香 ", account: "pirate"));
        foreach (var reader in new[] { claimant, platform, regulator })
        {
            var notice = await reader.NoticeAsync(second);
            Assert.Equal((first, "green"), (notice.Id("reuploadOf"), notice.Text("tier")));
            Assert.Null((await reader.NoticeAsync(first))["reuploadOf"]);
            using var browser = await Browser.OpenAsync(server, reader.Key);
            var page = (await browser.GetAsync($"/console/notices/{second}")).Must(200);
            Assert.NotEmpty(page.Html.QuerySelectorAll($"dd a[href='/console/notices/{first}']"));
        }
        var item = (await platform.Api.GetAsync("/v1/inbox/queue?limit=1000")).Must(200).Items
            .Single(i => i.Id("noticeId") == second);
        Assert.Equal((first, "green"), (item.Id("reuploadOf"), item.Text("tier")));
        Assert.Equal(second, (await claimant.Api.GetAsync($"/v1/notices?platform={platform.Id}")).Must(200).Items
            .Single(n => n!["reuploadOf"]?.GetValue<Guid>() == first).Id("id"));

        Assert.Equal("applied", await platform.RemoveAsync(second, "pirate"));
        await server.AdvanceAsync("PT0S");
        var review = (await regulator.Api.GetAsync($"/v1/compliance/platforms/{platform.Id}/duties")).Must(200)
            .Json["review"];
        Assert.Equal((2, 1), (review.Long("attributed"), review.Long("reuploads")));
        var own = Assert.Single((await claimant.Api.GetAsync("/v1/compliance/notifiers")).Must(200).Items);
        Assert.Equal((2, 1), (own.Long("removed"), own.Long("reuploads")));
        // Green is raised to urgent, and urgent never to an order.
        var third = await claimant.DeliverAsync(platform, Again("again.example", 3));
        Assert.Equal(second, (await claimant.NoticeAsync(third)).Id("reuploadOf"));
        foreach (var tier in new[] { "green", "urgent" })
        {
            var higher = await server.ClaimantAsync(more: new { tier });
            var raised = await higher.DeliverAsync(platform, Again("again.example", 4));
            Assert.Equal("urgent", (await platform.NoticeAsync(raised)).Text("tier"));
        }
    }

    [Fact]
    public async Task The_raised_tier_has_the_limit_that_the_policy_gives_it()
    {
        var platform = await server.PlatformAsync("limit.example");
        var claimant = await server.ClaimantAsync();
        foreach (var (number, hours) in new[] { (1, 24), (2, 12) })
        {
            var id = await claimant.DeliverAsync(platform, Sample.Notice(
                $"https://limit.example/{number}", type: "short-video", account: "pirate"));
            var notice = await platform.NoticeAsync(id);
            Assert.Equal(
                TimeSpan.FromHours(hours), notice["deadlines"].Time("act") - notice.Time("deliveredAt"));
            Assert.Equal("applied", await platform.RemoveAsync(id, "pirate"));
            await server.AdvanceAsync("PT1M");
        }
    }

    [Fact]
    public async Task Another_work_account_or_platform_is_no_re_upload()
    {
        var (platform, claimant, _) = await RemovedAsync("other-than.example");
        await server.PlatformAsync("elsewhere.example");
        object[] notices =
        [
            Sample.Notice("https://other-than.example/2", title: "another", account: "pirate"),
            Sample.Notice("https://other-than.example/3", account: "Pirate"),
            Sample.Notice("https://other-than.example/4", account: "pirate2"),
            Sample.Notice("https://other-than.example/5"),
            Sample.Notice("https://elsewhere.example/6", account: "pirate"),
        ];
        foreach (var result in (await claimant.SubmitAsync(notices)).Json["results"]!.AsArray())
            await IsNoneAsync(claimant, result.Id("noticeId"));
        // The claim alone says nothing about whose it was: the platform did not name the account.
        var silent = await claimant.DeliverAsync(
            platform, Sample.Notice("https://other-than.example/7", title: "said", account: "claimed"));
        Assert.Equal("applied", await platform.SayAsync(silent, "action-taken", "removed"));
        await server.AdvanceAsync("PT1M");
        await IsNoneAsync(claimant, await claimant.AcceptAsync(
            Sample.Notice("https://other-than.example/8", title: "said", account: "claimed")));
    }

    [Fact]
    public async Task A_removal_that_was_taken_back_makes_no_re_upload()
    {
        var (platform, claimant, withdrawn) = await RemovedAsync("back.example");
        (await claimant.Api.PostAsync($"/v1/notices/{withdrawn}/withdrawal", new { reason = "An error" })).Must(200);
        await IsNoneAsync(claimant, await claimant.AcceptAsync(Again("back.example", 2)));
        Assert.Equal("applied", await platform.SayAsync(withdrawn, "restored"));
        await IsNoneAsync(claimant, await claimant.AcceptAsync(Again("back.example", 3)));

        var (corrected, other, id) = await RemovedAsync("corrected-back.example");
        await corrected.RespondAsync(
            new { noticeId = id, response = "rejected", reason = new { code = "licensed" }, corrects = true });
        Assert.Equal("rejected", await other.StateAsync(id));
        await IsNoneAsync(other, await other.AcceptAsync(Again("corrected-back.example", 2)));
    }

    [Fact]
    public async Task After_the_time_of_the_watch_it_is_a_new_matter()
    {
        var (_, claimant, first) = await RemovedAsync("watch.example");
        await server.AdvanceAsync("P89D");
        var inside = await claimant.AcceptAsync(Again("watch.example", 2));
        Assert.Equal(first, (await claimant.NoticeAsync(inside)).Id("reuploadOf"));
        await server.AdvanceAsync("P2D");
        await IsNoneAsync(claimant, await claimant.AcceptAsync(Again("watch.example", 3)));
    }

    [Fact]
    public async Task Another_claimants_removal_raises_the_tier_and_stays_unknown_to_the_claimant()
    {
        var (platform, _, first) = await RemovedAsync("theirs.example");
        var agent = await server.ClaimantAsync();
        var id = await agent.DeliverAsync(platform, Again("theirs.example", 2));
        Assert.Equal(first, (await platform.NoticeAsync(id)).Id("reuploadOf"));
        var notice = await agent.NoticeAsync(id);
        Assert.Equal(("green", null), (notice.Text("tier"), notice["reuploadOf"]));
        Assert.All(
            (await agent.Api.GetAsync("/v1/notices")).Must(200).Items, n => Assert.Null(n!["reuploadOf"]));
        (await agent.Api.GetAsync($"/v1/notices/{first}")).Must(404);
        var withdrawn = (await agent.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200).Json;
        Assert.Null(withdrawn["reuploadOf"]);
    }

    [Fact]
    public async Task All_of_a_large_batch_are_looked_up_together()
    {
        var (platform, claimant, first) = await RemovedAsync("many.example");
        await claimant.SubmitManyAsync(Enumerable.Range(0, 1203).Select(i => i % 3 == 0
            ? Again("many.example", 10 + i)
            : Sample.Notice(
                $"https://many.example/{10 + i}", title: $"work {i}", account: new string('账', 150) + i)));
        var items = await platform.InboxUntilAsync(all => all.Count == 1204);
        Assert.Equal(401, items.Count(i => i["reuploadOf"]?.GetValue<Guid>() == first && i.Text("tier") == "green"));
        Assert.Equal(803, items.Count(i => i["reuploadOf"] is null && i.Text("tier") == "ordinary"));
        // One open notice for one target: the second is a duplicate and changes nothing of the first.
        Assert.Equal(["duplicate"], (await claimant.SubmitAsync(Again("many.example", 10))).Statuses());
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> RemovedAsync(string host)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host, account: "pirate");
        Assert.Equal("applied", await platform.RemoveAsync(id, "pirate"));
        // The removal is counted.
        await server.AdvanceAsync("PT1M");
        return (platform, claimant, id);
    }

    private static object Again(string host, int number) =>
        Sample.Notice($"https://{host}/{number}", account: "pirate");

    private static async Task IsNoneAsync(Organisation claimant, Guid id)
    {
        JsonNode notice = await claimant.NoticeAsync(id);
        Assert.Equal((null, "ordinary"), (notice["reuploadOf"], notice.Text("tier")));
    }
}
