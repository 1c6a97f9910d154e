using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Lineage;

/// <summary>A notice that lacks what may follow waits for it, without effect, until it is complete or lapses.</summary>
public sealed class DeficientTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Sworn = ["truth", "good-faith", "authority-under-perjury"];

    [Fact]
    public async Task It_is_not_sent_before_it_is_complete_and_its_times_run_from_its_delivery()
    {
        var (claimant, platform) = await PartiesAsync("deficient.example");
        var result = (await claimant.SubmitAsync(Notice("https://deficient.example/1"))).Json["results"]![0]!;
        Assert.Equal(("accepted", true), (result.Text("status"), result["deficient"]!.GetValue<bool>()));
        Assert.Equal(
            ["notice.deficient", "statement.required", "field.required"],
            result["warnings"]!.AsArray().Select(w => w.Text("code")));
        var id = result.Id("noticeId");
        await server.AdvanceAsync("PT30H");
        var waiting = await claimant.NoticeAsync(id);
        Assert.Equal("deficient", waiting.Text("state"));
        Assert.Equal(["/statements", "/signature"], waiting["deficiency"]!["missing"]!.AsArray()
            .Select(e => e.Text("pointer")));
        Assert.True(waiting["deadlines"].Time("completion") > waiting.Time("acceptedAt"));
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        (await platform.Api.GetAsync($"/v1/notices/{id}")).Must(404);
        Assert.StartsWith("refused ", await platform.SayAsync(id, "acknowledged"), StringComparison.Ordinal);

        var path = $"/v1/notices/{id}/completion";
        var full = new { signature = "/s/ Li", statements = new[] { "good-faith" } };
        Assert.Equal(404, (await (await server.ClaimantAsync()).Api.PostAsync(path, full)).Status);
        Assert.Equal(403, (await platform.Api.PostAsync(path, full)).Status);
        Assert.Equal(["/signature field.required"], await FaultsAsync(claimant, path, new
        {
            statements = new[] { "good-faith" },
        }));
        Assert.Equal(["/explanation completion.not-missing"], await FaultsAsync(claimant, path, new
        {
            full.signature, full.statements, explanation = "More.",
        }));
        Assert.Equal(["/statements/1 completion.not-missing"], await FaultsAsync(claimant, path, new
        {
            full.signature, statements = new[] { "good-faith", "truth" },
        }));
        Assert.Equal(["/target field.unknown"], await FaultsAsync(claimant, path, new
        {
            full.signature, full.statements, target = new { url = "https://deficient.example/2" },
        }));
        Assert.Equal([" completion.empty"], await FaultsAsync(claimant, path, new { }));

        var done = (await claimant.Api.PostAsync(path, full)).Must(200).Json;
        Assert.Equal("accepted", done.Text("state"));
        Assert.NotNull(done["deficiency"]!["completedAt"]);
        var item = (await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == id)))[0];
        Assert.Equal("/s/ Li", item["notice"].Text("signature"));
        Assert.Equal(3, item["notice"]!["statements"]!.AsArray().Count);
        Assert.True(item.Time("deliveredAt") > waiting.Time("acceptedAt").AddHours(29));
        Assert.Equal("completion.done", (await claimant.Api.PostAsync(path, full)).Must(409).Code);
        Assert.Equal(
            ["accepted", "found-deficient", "completed", "delivered"], await claimant.TimelineAsync(id));
        // Older transactions of the database server hold the feed back.
        var told = await Following.WaitUntilAsync(
            async () => (await platform.Api.GetAsync("/v1/events?after=0")).Must(200).Items
                .Where(e => e!["noticeId"]?.GetValue<Guid>() == id).Select(e => e.Text("type")).ToList(),
            types => types.Count > 0);
        Assert.Equal(["delivered"], told);
    }

    [Fact]
    public async Task What_is_not_completed_in_time_lapses_after_a_reminder_and_a_full_one_is_no_duplicate()
    {
        var (claimant, platform) = await PartiesAsync("lapse.example");
        var id = await claimant.AcceptAsync(Notice("https://lapse.example/1"));
        var full = Notice("https://lapse.example/1", complete: true);
        var complete = await claimant.DeliverAsync(platform, full);
        Assert.Equal("completion.duplicate", (await claimant.Api.PostAsync($"/v1/notices/{id}/completion", new
        {
            signature = "/s/", statements = new[] { "good-faith" },
        })).Must(409).Code);
        var answer = await claimant.SubmitAsync(Notice("https://lapse.example/1"));
        Assert.Equal(("duplicate", complete), (answer.Statuses().Single(), answer.NoticeId()));

        await server.AdvanceAsync("P5D");
        Assert.Equal("deadline-at-risk", (await claimant.TimelineAsync(id))[2]);
        await server.AdvanceAsync("P7D");
        Assert.Equal("closed", await claimant.StateAsync(id));
        var events = await claimant.TimelineAsync(id);
        Assert.Equal(("found-deficient", "completion-lapsed"), (events[1], events[^1]));
        Assert.Equal("completion.lapsed", (await claimant.Api.PostAsync($"/v1/notices/{id}/completion", new
        {
            signature = "/s/", statements = new[] { "good-faith" },
        })).Must(409).Code);
        var feed = (await platform.Api.GetAsync("/v1/events?after=0")).Must(200).Items;
        Assert.DoesNotContain(feed, e => e!["noticeId"]?.GetValue<Guid>() == id);
    }

    [Fact]
    public async Task Nothing_follows_a_whole_notice_nor_a_withdrawn_one_and_strict_refuses_what_lacks_something()
    {
        var (claimant, platform) = await PartiesAsync("whole-d.example");
        var whole = await claimant.DeliverAsync(platform, Notice("https://whole-d.example/1", complete: true));
        Assert.Equal("completion.not-needed", (await claimant.Api.PostAsync(
            $"/v1/notices/{whole}/completion", new { signature = "/s/" })).Must(409).Code);
        var id = await claimant.AcceptAsync(Notice("https://whole-d.example/2"));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal("withdrawn", await claimant.StateAsync(id));
        Assert.Equal("transition.not-allowed", (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/completion", new { signature = "/s/" })).Must(409).Code);

        var strict = (await claimant.Api.PostAsync(
            "/v1/batches?strict=true", new { notices = new[] { Notice("https://whole-d.example/3") } })).Must(202);
        Assert.Equal(["/statements statement.required", "/signature field.required"], strict.ItemFaults());
        // What replaces an open notice is complete, and what lacks its location is none.
        var better = Notice("https://whole-d.example/4");
        better["supersedes"] = whole;
        Assert.Equal(["rejected"], (await claimant.SubmitAsync(better)).Statuses());
        Assert.Equal("delivered", await claimant.StateAsync(whole));
        var nowhere = Notice("https://whole-d.example/5");
        nowhere["work"] = new JsonObject();
        Assert.Equal(["rejected"], (await claimant.SubmitAsync(nowhere)).Statuses());
    }

    [Fact]
    public async Task Completed_twice_at_once_it_is_sent_once()
    {
        var (claimant, platform) = await PartiesAsync("race-d.example");
        var id = await claimant.AcceptAsync(Notice("https://race-d.example/1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => claimant.Api.PostAsync(
            $"/v1/notices/{id}/completion", new { signature = "/s/", statements = new[] { "good-faith" } })));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("completion.done", a.Code));
        await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == id));
        Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
    }

    private async Task<(Organisation Claimant, Organisation Platform)> PartiesAsync(string host) =>
        (await server.ClaimantAsync(), await server.PlatformAsync(
            host, new { regime = "us-dmca", regimes = new[] { "us-dmca" } }));

    private static JsonObject Notice(string url, bool complete = false)
    {
        var notice = new JsonObject
        {
            ["work"] = new JsonObject { ["title"] = "Song", ["type"] = "music" },
            ["target"] = new JsonObject { ["url"] = url },
            ["rightsHolder"] = new JsonObject { ["name"] = "N", ["email"] = "n@rights.example" },
            ["statements"] = new JsonArray(
                [.. Sworn.Where(s => complete || s != "good-faith").Select(s => JsonValue.Create(s))]),
        };
        if (complete) notice["signature"] = "/s/ Li";
        return notice;
    }

    private static async Task<IEnumerable<string>> FaultsAsync(Organisation claimant, string path, object body) =>
        (await claimant.Api.PostAsync(path, body)).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}");
}
