using System.Text;
using System.Text.Json.Nodes;
using Takedown.Server.Intake;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Lineage;

/// <summary>
/// Under a regime where a notice counts as to what it shows, one that lacks what may follow is sent at once, says what
/// it lacks, and is completed by a supplement.
/// </summary>
public sealed class IncompleteTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Rest = ShownRegime.Rest;

    [Fact]
    public async Task It_is_sent_with_what_it_lacks_its_deadlines_run_and_the_rest_follows_as_a_supplement()
    {
        var (claimant, platform) = await PartiesAsync("shows.example");
        var answer = await claimant.SubmitAsync(Notice("https://shows.example/1"));
        var result = answer.Json["results"]![0]!;
        Assert.Equal(("accepted", null), (result.Text("status"), result["deficient"]));
        Assert.Equal(
            ["notice.incomplete", "statement.required", "field.required"],
            result["warnings"]!.AsArray().Select(w => w.Text("code")));
        var id = result.Id("noticeId");
        var item = (await platform.InboxUntilAsync(all => all.Count == 1))[0];
        Assert.Equal(["statement:good-faith", "/signature"], Missing(item));
        Assert.NotNull(item["deadlines"]!["act"]);
        var again = await claimant.SubmitAsync(Notice("https://shows.example/1"));
        Assert.Equal("duplicate", again.Statuses().Single());
        Assert.Null(again.Json["results"]![0]!["warnings"]);

        foreach (var reader in new[] { claimant, platform })
        {
            var lacked = (await reader.NoticeAsync(id))["deficiency"]!;
            Assert.Equal(["/statements", "/signature"], lacked["missing"]!.AsArray().Select(e => e.Text("pointer")));
            Assert.True(lacked.Time("completeBy") > await server.NowAsync());
            Assert.Null(lacked["completedAt"]);
        }
        var path = $"/v1/notices/{id}/completion";
        (await (await server.ClaimantAsync()).Api.PostAsync(path, Rest)).Must(404);
        (await platform.Api.PostAsync(path, Rest)).Must(403);
        Assert.Equal(["/signature field.required"], await FaultsAsync(claimant, path, new
        {
            statements = new[] { "good-faith" },
        }));
        Assert.Equal(["/explanation completion.not-missing"], await FaultsAsync(claimant, path, new
        {
            signature = "/s/ Li", statements = new[] { "good-faith" }, explanation = "More.",
        }));

        var done = (await claimant.Api.PostAsync(path, Rest)).Must(200).Json;
        Assert.Equal("delivered", done.Text("state"));
        Assert.NotNull(done["deficiency"]!["completedAt"]);
        Assert.Equal(item["deadlines"].Time("act"), done["deadlines"].Time("act"));
        Assert.Equal("completion.done", (await claimant.Api.PostAsync(path, Rest)).Must(409).Code);
        Assert.Equal(["accepted", "delivered", "information-supplied"], await claimant.TimelineAsync(id));
        item = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Single()!;
        var given = Assert.Single(item["supplements"]!.AsArray())!;
        Assert.Equal("/s/ Li", given.Text("signature"));
        Assert.Equal(["good-faith"], given["statements"]!.AsArray().Select(s => s!.GetValue<string>()));
        // What was sent stays as it was sent.
        Assert.Equal(["statement:good-faith", "/signature"], Missing(item));
        Assert.Null(item["notice"]!["signature"]);
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
    }

    [Fact]
    public async Task Where_the_platform_asked_what_follows_is_the_answer_and_the_clock_goes_on()
    {
        var (claimant, platform) = await PartiesAsync("asked-s.example");
        var id = await claimant.DeliverAsync(platform, Notice("https://asked-s.example/1"));
        await platform.RespondAsync(new
        {
            noticeId = id, response = "information-requested", reason = new { code = "proof-of-ownership", text = "?" },
        });
        Assert.Equal("information-requested", await claimant.StateAsync(id));
        var done = (await claimant.Api.PostAsync($"/v1/notices/{id}/completion", Rest)).Must(200).Json;
        Assert.Equal(("acknowledged", "running"), (done.Text("state"), done["sla"].Text("status")));
        Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items[0]!["supplements"]!.AsArray());
    }

    [Fact]
    public async Task After_its_time_or_an_answer_nothing_follows_and_the_notice_stands_as_it_was_sent()
    {
        var (claimant, platform) = await PartiesAsync("late-s.example");
        var refused = await claimant.DeliverAsync(platform, Notice("https://late-s.example/1"));
        var late = await claimant.DeliverAsync(platform, Notice("https://late-s.example/2"));
        await platform.RespondAsync(new
        {
            noticeId = refused, response = "rejected", reason = new { code = "other", text = "Not signed." },
        });
        Assert.Equal("rejected", await claimant.StateAsync(refused));
        Assert.Equal("transition.not-allowed", (await claimant.Api.PostAsync(
            $"/v1/notices/{refused}/completion", Rest)).Must(409).Code);
        await server.AdvanceAsync("P12D");
        Assert.Equal("escalated", await claimant.StateAsync(late));
        Assert.Equal("completion.too-late", (await claimant.Api.PostAsync(
            $"/v1/notices/{late}/completion", Rest)).Must(409).Code);
        Assert.Null((await claimant.NoticeAsync(late))["deficiency"]!["completedAt"]);
    }

    [Fact]
    public async Task Nobody_says_himself_what_is_missing_nor_signs_by_an_answer()
    {
        var (claimant, platform) = await PartiesAsync("said-s.example");
        var notice = Notice("https://said-s.example/1");
        notice["missing"] = new JsonArray("/signature");
        var answer = await claimant.SubmitAsync(notice);
        Assert.Contains("/missing field.unknown", answer.ItemFaults());
        var inherited = await claimant.Api.PostAsync("/v1/batches", new
        {
            defaults = new { missing = new[] { "/signature" } },
            notices = new[] { Notice("https://said-s.example/2") },
        });
        Assert.Contains("/missing field.unknown", inherited.Must(202).ItemFaults());

        var id = await claimant.DeliverAsync(platform, Notice("https://said-s.example/3"));
        Assert.Equal(
            ["/statements field.unknown", "/signature field.unknown"],
            await FaultsAsync(claimant, $"/v1/notices/{id}/supplement", new
            {
                text = "Here.", signature = "/s/", statements = new[] { "good-faith" },
            }));
    }

    [Fact]
    public async Task Completed_twice_at_once_it_gets_one_supplement()
    {
        var (claimant, platform) = await PartiesAsync("race-s.example");
        var id = await claimant.DeliverAsync(platform, Notice("https://race-s.example/1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => claimant.Api.PostAsync($"/v1/notices/{id}/completion", Rest)));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("completion.done", a.Code));
        Assert.Single((await claimant.NoticeAsync(id))["supplements"]!.AsArray());
    }

    [Fact]
    public async Task While_a_push_is_on_its_way_it_waits_and_afterwards_the_platform_is_told()
    {
        var busy = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => busy.Task);
        await server.ShownRegimeAsync();
        var host = Bodies.NewHost("push-s");
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync(host, new
        {
            regime = "shown", regimes = new[] { "shown" }, connector = new { kind = "webhook", url = receiver.Url },
        });
        var id = await claimant.AcceptAsync(Notice($"https://{host}/1"));
        Assert.Equal(["statement:good-faith", "/signature"], Missing((await receiver.NextAsync()).Items[0]));
        Assert.Equal("completion.in-delivery", (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/completion", Rest)).Must(409).Code);
        busy.SetResult();
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/completion", Rest)).Must(200);
        var told = (await receiver.NextAsync()).Json;
        Assert.Equal("notice.supplemented", told.Text("type"));
        Assert.Equal("/s/ Li", told["data"]!["supplements"]![0]!.Text("signature"));
    }

    [Fact]
    public async Task Of_several_respondents_each_result_says_whether_its_notice_is_incomplete()
    {
        var (claimant, platform) = await PartiesAsync("both-s.example");
        var other = await server.PlatformAsync(Bodies.NewHost("beside-s"), new { regime = "cn-civil" });
        var both = Notice("https://both-s.example/1");
        both["respondents"] = new JsonArray($"{platform.Id}", $"{other.Id}");
        both["evidence"] = new JsonArray(new JsonObject { ["kind"] = "screenshot", ["sha256"] = Sample.Sha256 });
        var results = (await claimant.SubmitAsync(both)).Json["results"]![0]!["respondents"]!.AsArray();
        Assert.Equal([true, null], results.Select(r => r!["incomplete"]?.GetValue<bool>()));
    }

    [Fact]
    public void What_was_refused_when_it_was_stored_is_kept_as_it_came()
    {
        var judged = new JudgedItem
        {
            Index = 0,
            Special = new() { Missing = ["/signature"], IsSent = true },
            Content = Encoding.UTF8.GetBytes("""{"ipType":"copyright","missing":["/signature"]}"""),
        };
        var refused = new RefusedItem(new(), judged, ItemOutcome.Rejected with { FaultCode = "notice.barred" });
        var raw = (byte[])RefusedItem.Table.Columns.Single(c => c.Name == "raw").Value(refused)!;
        Assert.Equal("""{"ipType":"copyright"}""", Encoding.UTF8.GetString(raw));
    }

    [Fact]
    public async Task An_erasure_removes_the_signature_that_followed()
    {
        var (claimant, platform) = await PartiesAsync("erase-s.example");
        var id = await claimant.DeliverAsync(platform, Notice("https://erase-s.example/1"));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/completion", Rest)).Must(200);
        await platform.SayAsync(id, "action-taken", "removed");
        (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/erasure", new { })).Must(200);
        var given = Assert.Single((await claimant.NoticeAsync(id))["supplements"]!.AsArray())!;
        Assert.Null(given["signature"]);
        Assert.Equal("good-faith", given["statements"]![0]!.GetValue<string>());
    }

    private Task<(Organisation Claimant, Organisation Platform)> PartiesAsync(string host) =>
        server.ShownPartiesAsync(host);

    private static IEnumerable<string> Missing(JsonNode item) =>
        item["notice"]!["missing"]!.AsArray().Select(m => m!.GetValue<string>());

    private static JsonObject Notice(string url) => ShownRegime.Notice(url);

    private static async Task<IEnumerable<string>> FaultsAsync(Organisation claimant, string path, object body) =>
        (await claimant.Api.PostAsync(path, body)).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}");
}
