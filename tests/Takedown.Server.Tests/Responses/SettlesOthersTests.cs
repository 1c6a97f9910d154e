using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>Several claimants name one target; one answer may settle all of them.</summary>
public sealed class SettlesOthersTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Licensed = new { code = "licensed" };

    [Fact]
    public async Task An_item_says_how_many_others_wait_and_one_removal_settles_them()
    {
        var (platform, claimants, ids) = await StoryAsync("settle.example", 3);
        var apart = await claimants[0].DeliverAsync(platform, Sample.Notice("https://settle.example/other"));
        Assert.Equal([2, 2, 2, null], await OthersAsync(platform, [.. ids, apart]));
        Assert.Equal([2, 2, 2, null], await OthersAsync(platform, [.. ids, apart], "/v1/inbox/queue?limit=1000"));
        Assert.Equal(2, (await platform.NoticeAsync(ids[0])).Long("otherClaimants"));
        Assert.Null((await claimants[0].NoticeAsync(ids[0]))["otherClaimants"]);

        var result = await SayAsync(platform, Settle(ids[1]));
        Assert.Equal(("applied", 2), (result.Text("status"), result.Long("settled")));
        foreach (var (claimant, id) in claimants.Zip(ids))
        {
            var notice = await claimant.NoticeAsync(id);
            Assert.Equal(("removed", "removed", "pirate"), (
                notice.Text("state"), notice.Text("measure"), notice["account"].Text("id")));
            Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(id));
            Assert.Equal("action-taken", (await claimant.FeedAsync())[^1].Text("type"));
        }
        Assert.Equal("delivered", await claimants[0].StateAsync(apart));
        Assert.Equal([null, null, null, null], await OthersAsync(platform, [.. ids, apart]));
        await server.AdvanceAsync("PT0S");
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal((3, 1), (counts.Long("removed"), counts.Long("open")));
    }

    [Fact]
    public async Task Only_a_measure_that_ends_the_access_settles_others()
    {
        var (platform, claimants, ids) = await StoryAsync("only.example", 2);
        var before = await claimants[1].PrintAsync(ids[1]);
        foreach (object refused in new object[]
        {
            new { noticeId = ids[0], response = "rejected", reason = Licensed, settlesOthers = true },
            new { noticeId = ids[0], response = "acknowledged", settlesOthers = true },
            new { noticeId = ids[0], response = "restored", settlesOthers = true },
            new { noticeId = ids[0], response = "assessed", finding = "infringing", settlesOthers = true },
            new { noticeId = ids[0], response = "action-taken", measure = "geo-blocked", settlesOthers = true },
            new { noticeId = ids[0], response = "action-taken", measure = "account-closed", settlesOthers = true },
        })
        {
            var result = await SayAsync(platform, refused);
            Assert.Equal(
                ("refused", "settles-others.not-here", "/settlesOthers", "delivered"),
                (result.Text("status"), result.Text("code"), result.Text("pointer"), result.Text("state")));
        }
        // A refusal settles only its own, and a removal without the mark too.
        Assert.Equal("applied", (await SayAsync(
            platform, new { noticeId = ids[0], response = "rejected", reason = Licensed, settlesOthers = false }))
            .Text("status"));
        var third = await (await server.ClaimantAsync()).DeliverAsync(platform, Target("only.example"));
        var plain = await SayAsync(platform, new { noticeId = third, response = "action-taken", measure = "removed" });
        Assert.Equal(("applied", null), (plain.Text("status"), plain["settled"]));
        Assert.Equal(before, await claimants[1].PrintAsync(ids[1]));
    }

    [Fact]
    public async Task Another_platform_with_the_same_URL_is_untouched()
    {
        var (platform, _, ids) = await StoryAsync("same.example", 2);
        var mirror = await server.PlatformAsync("mirror.same-as.example");
        var there = await server.ClaimantAsync();
        var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Target("same.example")))!;
        notice["platformId"] = mirror.Id;
        var id = await there.DeliverAsync(mirror, notice);
        Assert.Equal([null], await OthersAsync(mirror, [id]));
        var before = await there.PrintAsync(id);

        Assert.Equal(1, (await SayAsync(platform, Settle(ids[0]))).Long("settled"));
        Assert.Equal(before, await there.PrintAsync(id));
        // Nor by naming it.
        Assert.Equal("notice.unknown", (await SayAsync(platform, Settle(id))).Text("code"));
        Assert.Equal(before, await there.PrintAsync(id));
    }

    [Fact]
    public async Task The_same_claimants_second_notice_is_no_other()
    {
        var (platform, claimants, ids) = await StoryAsync("own.example", 1);
        Assert.Equal(["duplicate"], (await claimants[0].SubmitAsync(Target("own.example"))).Statuses());
        var second = await claimants[0].DeliverAsync(
            platform, Sample.Notice("https://own.example/v/1", title: "another work"));
        Assert.Equal([null, null], await OthersAsync(platform, [ids[0], second]));
        var result = await SayAsync(platform, Settle(ids[0]));
        Assert.Equal(("applied", 0), (result.Text("status"), result.Long("settled")));
        Assert.Equal("delivered", await claimants[0].StateAsync(second));
    }

    [Fact]
    public async Task A_repeated_answer_does_not_reach_what_was_reported_after_it()
    {
        var (platform, claimants, ids) = await StoryAsync("again.example", 2);
        Assert.Equal("applied", (await SayAsync(
            platform, new { noticeId = ids[0], response = "action-taken", measure = "removed" })).Text("status"));
        await server.AdvanceAsync("PT1H");
        var later = await server.ClaimantAsync();
        var id = await later.DeliverAsync(platform, Target("again.example"));

        // What was there when it was answered is settled by a second word, once.
        var second = await SayAsync(platform, Settle(ids[0], account: null));
        Assert.Equal(("unchanged", 1), (second.Text("status"), second.Long("settled")));
        Assert.Equal("removed", await claimants[1].StateAsync(ids[1]));
        var prints = await Task.WhenAll(claimants[1].PrintAsync(ids[1]), later.PrintAsync(id));
        var replay = await SayAsync(platform, Settle(ids[0], account: null));
        Assert.Equal(("unchanged", 0), (replay.Text("status"), replay.Long("settled")));
        // Another measure by a late message is no new answer either.
        var late = await SayAsync(platform, Settle(ids[0], "blocked"));
        Assert.Equal(("applied", 0), (late.Text("status"), late.Long("settled")));
        Assert.Equal("delivered", await later.StateAsync(id));
        Assert.Equal(prints, await Task.WhenAll(claimants[1].PrintAsync(ids[1]), later.PrintAsync(id)));
        // A settled notice that is answered itself says what is known.
        Assert.Equal("unchanged", await platform.SayAsync(ids[1], "action-taken", "removed"));
    }

    [Fact]
    public async Task What_a_request_names_gets_its_own_answer()
    {
        var (platform, claimants, ids) = await StoryAsync("named.example", 3);
        var results = await platform.RespondAsync(
            Settle(ids[0]), new { noticeId = ids[1], response = "rejected", reason = Licensed }, Settle(ids[0]));
        Assert.Equal(
            ["applied 1", "applied ", "unchanged 0"],
            results.Select(r => $"{r.Text("status")} {r!["settled"]}"));
        Assert.Equal("removed rejected removed", string.Join(' ', await Task.WhenAll(
            claimants.Zip(ids).Select(pair => pair.First.StateAsync(pair.Second)))));
    }

    [Fact]
    public async Task Answers_at_the_same_moment_settle_each_notice_once()
    {
        const int targets = 12;
        var platform = await server.PlatformAsync("moment.example");
        var claimants = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.ClaimantAsync()));
        var ids = new List<Guid[]>();
        foreach (var claimant in claimants)
        {
            ids.Add([.. (await claimant.SubmitAsync([.. Enumerable.Range(0, targets)
                .Select(i => Sample.Notice($"https://moment.example/v/{i}"))]))
                .Json["results"]!.AsArray().Select(r => r.Id("noticeId"))]);
        }
        await platform.InboxUntilAsync(items => items.Count == 3 * targets);
        // Each claimant's notices in another order: locks are taken in one.
        var answers = await Task.WhenAll(ids.Select((own, i) => platform.RespondAsync(
            [.. own.Skip(5 * i).Concat(own.Take(5 * i)).Select(id => Settle(id))])));
        var results = answers.SelectMany(a => a).ToList();
        Assert.Equal(
            3 * targets, results.Sum(r => r.Long("settled")) + results.Count(r => r.Text("status") == "applied"));
        foreach (var (claimant, own) in claimants.Zip(ids))
        foreach (var id in own)
            Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task Held_answers_settle_others_when_they_go_out()
    {
        var (platform, claimants, ids) = await StoryAsync("held-others.example", 2);
        var refused = (await platform.Api.PostAsync("/v1/held-answers", new
        {
            noticeIds = new[] { ids[0] }, response = "acknowledged", settlesOthers = true,
        })).Must(400);
        Assert.Equal([("/settlesOthers", "settles-others.not-here")], refused.Faults);
        (await platform.Api.PostAsync("/v1/held-answers", new
        {
            noticeIds = new[] { ids[0] }, response = "action-taken", measure = "removed", settlesOthers = true,
        })).Must(201);
        await server.AdvanceAsync("PT30S");
        await claimants[1].NoticeUntilAsync(ids[1], n => n.Text("state") == "removed");
    }

    private async Task<(Organisation Platform, Organisation[] Claimants, Guid[] Ids)> StoryAsync(string host, int count)
    {
        var platform = await server.PlatformAsync(host);
        var claimants = new Organisation[count];
        var ids = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            claimants[i] = await server.ClaimantAsync();
            ids[i] = await claimants[i].DeliverAsync(platform, Target(host, i == 0 ? "" : "?utm_source=feed"));
        }
        return (platform, claimants, ids);
    }

    private static object Target(string host, string more = "") => Sample.Notice($"https://{host}/v/1{more}");

    internal static object Settle(Guid noticeId, string measure = "removed", string? account = "pirate") => new
    {
        noticeId, response = "action-taken", measure, settlesOthers = true,
        account = account is null ? null : new { id = account },
    };

    internal static async Task<JsonNode> SayAsync(Organisation platform, object response) =>
        (await platform.RespondAsync(response))[0]!;

    /// <summary>What the inbox says about each notice; null where it is absent, or where the queue has none.</summary>
    internal static async Task<IEnumerable<int?>> OthersAsync(
        Organisation platform, Guid[] ids, string path = "/v1/inbox?after=0&limit=1000")
    {
        var items = (await platform.Api.GetAsync(path)).Must(200).Items.ToDictionary(i => i.Id("noticeId"));
        return [.. ids.Select(id => items[id]!["otherClaimants"]?.GetValue<int>())];
    }
}
