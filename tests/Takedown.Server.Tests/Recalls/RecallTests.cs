using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Recalls;

/// <summary>A claimant takes back notices in one call, wherever they are, with a result each.</summary>
public sealed class RecallTests(TestServer server) : IClassFixture<TestServer>
{
    private const string One = "01a20011-5c40-7000-8d3e-2f1f0a6b9c21", Other = "01a20011-5c40-7000-8d3e-2f1f0a6b9c22";

    [Fact]
    public async Task A_batch_is_taken_back_but_for_one_and_platforms_restore_what_they_removed()
    {
        var (platform, claimant, ids, batch) = await NewAsync("recalled.example", 5);
        Assert.Equal("applied", await platform.SayAsync(ids[0], "action-taken", "removed"));
        Assert.Equal(
            "applied", await platform.SayAsync(ids[1], "rejected", reason: new { code = "not-infringing" }));

        var recall = (await claimant.Api.PostAsync(
            "/v1/recalls", new { batchId = batch, except = new[] { ids[4] }, reason = "Licensed after all" }))
            .Must(200).Json;

        Assert.Equal(("done", 4, 3, 1, 0, 0), Numbers(recall));
        var results = await ResultsAsync(claimant, recall);
        Assert.Equal(ids.Take(4), results.Select(r => r.Id("noticeId")));
        Assert.Equal(
            ["applied restore-due", "applied withdrawn", "applied withdrawn", "applied withdrawn"],
            results.Select(r => $"{r.Text("status")} {r.Text("state")}"));
        Assert.Equal(await server.NowAsync() + TimeSpan.FromHours(24), results[0].Time("restoreDue"), Near);
        Assert.Equal("delivered", await claimant.StateAsync(ids[4]));
        Assert.Equal("Licensed after all",
            (await claimant.Api.GetAsync($"/v1/notices/{ids[0]}/timeline")).Items[^1]!["reason"].Text("text"));

        // The clock of the restoration runs, and its breach escalates.
        await server.AdvanceAsync("PT25H");
        Assert.Contains("deadline-breached", await claimant.TimelineAsync(ids[0]));
        var escalations = (await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(200).Items;
        Assert.Contains(escalations, e => e.Text("deadline") == "restore" && e.Text("status") == "open");
        Assert.Equal("applied", await platform.SayAsync(ids[0], "restored"));
        Assert.Equal("reinstated", await claimant.StateAsync(ids[0]));
    }

    [Fact]
    public async Task What_waits_for_its_platform_is_not_sent_on_after_the_recall_of_its_batch()
    {
        var claimant = await server.ClaimantAsync();
        var host = Bodies.NewHost();
        var batch = (await claimant.SubmitAsync(Sample.Notice($"https://{host}/1"))).Json.Id("id");
        (await claimant.Api.PostAsync("/v1/recalls", new { batchId = batch })).Must(200);
        var platform = await server.PlatformAsync(host);
        var later = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/2"));
        Assert.Equal(
            [later], (await platform.InboxUntilAsync(i => i.Count == 1)).Select(i => i.Id("noticeId")));
    }

    [Fact]
    public async Task A_selection_on_two_platforms_is_taken_back_and_a_repetition_changes_nothing()
    {
        var (_, claimant, ids, _) = await NewAsync("one.example", 2);
        await server.PlatformAsync("two.example");
        var other = await claimant.AcceptAsync(Sample.Notice("https://two.example/1"));
        Guid[] chosen = [ids[1], other, ids[1], ids[0]];
        var body = new { noticeIds = chosen, except = new[] { ids[0] } };
        var first = (await claimant.Api.PostAsync("/v1/recalls", body, Once)).Must(200).Json;
        Assert.Equal(("done", 2, 2, 0, 0, 0), Numbers(first));
        var again = (await claimant.Api.PostAsync("/v1/recalls", body, Once)).Must(200).Json;
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        var anew = (await claimant.Api.PostAsync("/v1/recalls", body)).Must(200).Json;
        Assert.Equal(("done", 2, 0, 0, 2, 0), Numbers(anew));
        Assert.Equal(1, (await claimant.TimelineAsync(other)).Count(t => t == "withdrawn"));
        Assert.Equal([anew.Id("id"), first.Id("id")],
            (await claimant.Api.GetAsync("/v1/recalls")).Must(200).Items.Select(r => r!.Id("id")));
        Assert.Single(
            (await claimant.Api.GetAsync($"/v1/recalls/{anew.Id("id")}/results?limit=1")).Must(200).Items);
        Assert.Empty((await claimant.Api.GetAsync(
            $"/v1/recalls/{anew.Id("id")}/results?status=refused")).Must(200).Items);
    }

    [Fact]
    public async Task Nobody_takes_back_what_is_anothers()
    {
        var (_, claimant, ids, batch) = await NewAsync("others.example", 1);
        var stranger = await server.ClaimantAsync("Stranger");
        (await stranger.Api.PostAsync("/v1/recalls", new { batchId = batch })).Must(404);
        var tried = (await stranger.Api.PostAsync("/v1/recalls", new { noticeIds = ids })).Must(200).Json;
        Assert.Equal(("done", 1, 0, 0, 0, 1), Numbers(tried));
        var result = Assert.Single(await ResultsAsync(stranger, tried));
        Assert.Equal("not-found", result.Text("code"));
        Assert.Null(result["state"]);
        Assert.Equal("delivered", await claimant.StateAsync(ids[0]));
        (await claimant.Api.GetAsync($"/v1/recalls/{tried.Id("id")}")).Must(404);
        (await claimant.Api.GetAsync($"/v1/recalls/{tried.Id("id")}/results")).Must(404);
    }

    [Theory]
    [InlineData("{}", "/noticeIds field.required")]
    [InlineData("""{"noticeIds":[]}""", "/noticeIds field.required")]
    [InlineData($$"""{"noticeIds":["{{One}}"],"batchId":"{{One}}"}""", "/batchId field.not-here")]
    [InlineData($$"""{"noticeIds":["{{One}}"],"except":["{{Other}}"]}""", "/except recall.except-elsewhere")]
    [InlineData($$"""{"batch":"{{One}}"}""", "/batch field.unknown")]
    public async Task What_is_not_clear_takes_nothing_back(string body, string fault)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.Api.SendAsync(HttpMethod.Post, "/v1/recalls", body, Bodies.Json)).Must(400);
        var (pointer, code) = Assert.Single(answer.Faults);
        Assert.Equal(fault, $"{pointer} {code}");
    }

    [Fact]
    public async Task A_batch_that_is_still_arriving_waits_and_too_many_are_refused()
    {
        var host = Bodies.NewHost("arriving");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        using var open = await SlowBatch.BeginAsync(server, claimant, "k");
        await open.SendAsync(Bodies.Lines(Enumerable.Range(0, 4500).Select(i => Sample.Notice($"https://{host}/{i}"))));
        var batch = await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync("/v1/batches")).Must(200).Items.FirstOrDefault(),
            b => b is not null);
        Assert.Equal("recall.batch-receiving",
            (await claimant.Api.PostAsync("/v1/recalls", new { batchId = batch!.Id("id") })).Must(409).Code);
        (await open.EndAsync()).Must(202);
        // What takes longer than the answer waits is done afterwards.
        var begun = await claimant.Api.PostAsync("/v1/recalls", new { batchId = batch!.Id("id") });
        Assert.Contains(begun.Status, (int[])[200, 202]);
        var done = await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/recalls/{begun.Json.Id("id")}")).Must(200).Json,
            r => r.Text("state") == "done");
        Assert.Equal(("done", 4500, 4500, 0, 0, 0), Numbers(done));

        var many = new { noticeIds = Enumerable.Range(0, 10_001).Select(_ => NewId.Next()) };
        Assert.Equal(
            ("/noticeIds", "list.too-long"),
            Assert.Single((await claimant.Api.PostAsync("/v1/recalls", many)).Must(400).Faults));
        Assert.Equal(400, (await claimant.Api.PostAsync("/v1/recalls", new
        {
            batchId = batch!.Id("id"), except = new[] { NewId.Next() },
        })).Status);
    }

    private static readonly TimeSpan Near = TimeSpan.FromMinutes(5);
    private static readonly (string, string) Once = ("Idempotency-Key", "recall-1");

    private async Task<(Organisation Platform, Organisation Claimant, List<Guid> Ids, Guid Batch)> NewAsync(
        string host, int count)
    {
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, count).Select(i => Sample.Notice($"https://{host}/{i}")));
        await platform.InboxUntilAsync(i => i.Count == count);
        var notices = await claimant.NoticesAsync();
        return (platform, claimant, [.. notices.OrderBy(n => n.Long("index")).Select(n => n.Id("id"))], batch);
    }

    private static (string, long, long, long, long, long) Numbers(JsonNode recall) => (
        recall.Text("state"), recall.Long("total"), recall.Long("withdrawn"), recall.Long("restoreDue"),
        recall.Long("unchanged"), recall.Long("refused"));

    private static async Task<List<JsonNode>> ResultsAsync(
        Organisation who, JsonNode recall) =>
        [.. (await who.Api.GetAsync(recall.Text("resultsUrl"))).Must(200).Items.Select(r => r!)];
}
