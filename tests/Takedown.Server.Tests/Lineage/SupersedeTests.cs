using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Lineage;

/// <summary>A notice replaces another of its claimant: both stay, and neither platform nor clock is misled.</summary>
public sealed class SupersedeTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("same", "https://same-sup.example/1")]
    [InlineData("other", "https://other-sup.example/2")]
    public async Task The_new_notice_is_stored_as_the_former_one_is_withdrawn_and_each_names_the_other(
        string word, string url)
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync($"{word}-sup.example"));
        var former = await claimant.DeliverAsync(platform, Sample.Notice($"https://{word}-sup.example/1"));
        await server.AdvanceAsync("PT2H");
        var better = Replacing(former, url);
        better["explanation"] = "Seen again today.";
        var dry = await claimant.Api.PostAsync("/v1/batches?dryRun=true", new { notices = new[] { better } });
        Assert.Equal(["accepted"], dry.Must(202).Statuses());
        Assert.Equal("delivered", await claimant.StateAsync(former));

        var id = await claimant.DeliverAsync(platform, better);
        var (one, other) = (await claimant.NoticeAsync(former), await claimant.NoticeAsync(id));
        Assert.Equal(("withdrawn", id), (one.Text("state"), one.Id("supersededBy")));
        Assert.Equal(former, other.Id("supersedes"));
        var ended = (await TimelineAsync(claimant, former))[^1];
        Assert.Equal(
            ("withdrawn", "superseded", id), (ended.Text("type"), ended["reason"].Text("code"), ended.Id("other")));
        var began = await TimelineAsync(claimant, id);
        Assert.Equal(["accepted", "supersedes", "delivered"], began.Select(e => e.Text("type")));
        Assert.Equal(former, began[1].Id("other"));
        // Its platform sees that it replaces another, and its times run from its own delivery.
        var item = (await platform.Api.GetAsync("/v1/inbox?limit=10")).Must(200).Items
            .Single(i => i!.Id("noticeId") == id)!;
        Assert.Equal(former, item["notice"].Id("supersedes"));
        Assert.True(other["deadlines"].Time("act") > other.Time("deliveredAt"));
        Assert.Equal(former, (await platform.NoticeAsync(id)).Id("supersedes"));
        var feed = (await platform.Api.GetAsync("/v1/events?after=0")).Must(200).Items;
        Assert.DoesNotContain(feed, e => e.Text("type") == "supersedes");
        // What is sent once more is the duplicate of the new one.
        var again = (await claimant.SubmitAsync(better)).Json["results"]![0]!;
        Assert.Equal(("duplicate", id), (again.Text("status"), again.Id("noticeId")));
    }

    [Fact]
    public async Task What_may_not_be_replaced_is_refused_and_nothing_is_told_of_others()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("no-sup.example"));
        var elsewhere = await server.PlatformAsync("no-sup-2.example");
        var stranger = await server.ClaimantAsync();
        var foreign = await stranger.DeliverAsync(platform, Sample.Notice("https://no-sup.example/foreign"));
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://no-sup.example/open", clientRef: "a"));
        var removed = await claimant.DeliverAsync(platform, Sample.Notice("https://no-sup.example/removed"));
        await platform.RemoveAsync(removed, "pirate");
        var withdrawn = await claimant.DeliverAsync(platform, Sample.Notice("https://no-sup.example/withdrawn"));
        (await claimant.Api.PostAsync($"/v1/notices/{withdrawn}/withdrawal", new { })).Must(200);

        Assert.Equal("supersedes.unknown", await RefusalAsync(claimant, foreign));
        Assert.Equal("supersedes.unknown", await RefusalAsync(claimant, NewId.Next()));
        Assert.Equal("supersedes.not-open", await RefusalAsync(claimant, removed));
        Assert.Equal("supersedes.not-open", await RefusalAsync(claimant, withdrawn));
        Assert.Equal("supersedes.other-platform", await RefusalAsync(
            claimant, open, $"https://no-sup-2.example/{elsewhere.Id}"));
        // Only the claimant's own reference changes: the clock would start anew for nothing.
        var same = (await claimant.SubmitAsync(
            Replacing(open, "https://no-sup.example/open", clientRef: "b"))).Json["results"]![0]!;
        Assert.Equal(("rejected", "supersedes.unchanged"), (same.Text("status"), same["errors"]![0].Text("code")));
        Assert.Equal("delivered", await claimant.StateAsync(open));
        Assert.Equal("delivered", await stranger.StateAsync(foreign));

        await claimant.AcceptAsync(Replacing(open, "https://no-sup.example/open", title: "晴天"));
        Assert.Equal("supersedes.superseded", await RefusalAsync(claimant, open));
    }

    [Fact]
    public async Task One_that_turns_out_to_be_a_duplicate_of_a_third_leaves_the_former_one_as_it_is()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("third.example"));
        var former = await claimant.DeliverAsync(platform, Sample.Notice("https://third.example/1"));
        var third = await claimant.DeliverAsync(platform, Sample.Notice("https://third.example/3"));
        var result = (await claimant.SubmitAsync(Replacing(former, "https://third.example/3"))).Json["results"]![0]!;
        Assert.Equal(("duplicate", third), (result.Text("status"), result.Id("noticeId")));
        Assert.Equal("delivered", await claimant.StateAsync(former));
    }

    [Fact]
    public async Task Twice_at_once_one_replaces_it_and_in_one_batch_the_first()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("once-sup.example"));
        var former = await claimant.DeliverAsync(platform, Sample.Notice("https://once-sup.example/1"));
        var answers = await Task.WhenAll(Enumerable.Range(2, 6).Select(i =>
            claimant.SubmitAsync(Replacing(former, $"https://once-sup.example/{i}"))));
        Assert.Single(answers, a => a.Statuses().Single() == "accepted");
        Assert.All(answers.Where(a => a.Statuses().Single() != "accepted"),
            a => Assert.Equal(["/supersedes supersedes.superseded"], a.ItemFaults()));

        var next = answers.Single(a => a.Statuses().Single() == "accepted").NoticeId();
        var both = await claimant.SubmitAsync(
            Replacing(next, "https://once-sup.example/8"), Replacing(next, "https://once-sup.example/9"));
        Assert.Equal(["accepted", "rejected"], both.Statuses());
        Assert.Equal(both.NoticeId(), (await claimant.NoticeAsync(next)).Id("supersededBy"));
    }

    [Fact]
    public async Task The_same_batch_again_is_the_same_batch_and_a_table_has_a_column_for_it()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("replay-sup.example"));
        var former = await claimant.DeliverAsync(platform, Sample.Notice("https://replay-sup.example/1"));
        var body = new { notices = new[] { Replacing(former, "https://replay-sup.example/2") } };
        var first = (await claimant.Api.PostAsync("/v1/batches", body, ("Idempotency-Key", "sup-1"))).Must(202);
        var second = (await claimant.Api.PostAsync("/v1/batches", body, ("Idempotency-Key", "sup-1"))).Must(202);
        Assert.Equal((first.Json.Id("id"), first.NoticeId()), (second.Json.Id("id"), second.NoticeId()));

        var table = await claimant.SendBatchAsync(
            "target.url,work.title,work.type,evidence.kind,evidence.sha256,supersedes\r\n"
            + $"https://replay-sup.example/3,T,music,screenshot,{Sample.Sha256},{first.NoticeId()}\r\n", Bodies.Csv);
        Assert.Equal(["accepted"], table.Must(202).Statuses());
        Assert.Equal(table.NoticeId(), (await claimant.NoticeAsync(first.NoticeId())).Id("supersededBy"));
    }

    [Fact]
    public async Task An_answer_to_a_question_never_changes_the_target()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("target-sup.example"));
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://target-sup.example/1"));
        await platform.SayAsync(id, "information-requested", reason: new { code = "evidence" });
        var answer = await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new
        {
            text = "Here it is.", target = new { url = "https://target-sup.example/2" },
        });
        Assert.Equal((400, "field.unknown"), (answer.Status, answer.Faults.Single().Code));
        Assert.Equal("https://target-sup.example/1", (await claimant.NoticeAsync(id)).Text("canonicalUrl"));
    }

    private static JsonNode Replacing(Guid former, string url, string? clientRef = null, string title = "七里香")
    {
        var notice = JsonSerializer.SerializeToNode(Sample.Notice(url, clientRef, title: title))!;
        notice["supersedes"] = former;
        return notice;
    }

    private static async Task<string?> RefusalAsync(
        Organisation claimant, Guid former, string url = "https://no-sup.example/new")
    {
        var result = (await claimant.SubmitAsync(Replacing(former, url))).Json["results"]![0]!;
        Assert.Equal("rejected", result.Text("status"));
        Assert.Null(result["noticeId"]);
        return result["errors"]![0].Text("code");
    }

    private static async Task<IReadOnlyList<JsonNode>> TimelineAsync(Organisation reader, Guid id) =>
        [.. (await reader.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items.Select(e => e!)];
}
