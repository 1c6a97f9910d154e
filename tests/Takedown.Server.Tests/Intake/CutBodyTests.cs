using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Bodies that end in the middle, by a fallen connection or as sent, and going on afterwards.</summary>
public sealed class CutBodyTests(TestServer server) : IClassFixture<TestServer>
{
    private static IEnumerable<object> Notices(string host, int count) =>
        Enumerable.Range(0, count).Select(i => Sample.Notice($"https://{host}/{i}", $"ref-{i}"));

    [Theory]
    [InlineData(40, 25)]
    [InlineData(5000, 4321)]
    public async Task What_came_before_the_break_is_kept_and_the_same_key_goes_on_behind_it(int count, int sent)
    {
        var host = Bodies.NewHost("broken");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Lines(Notices(host, count));

        // The line that is cut is no line: it may not be judged as one.
        var broken = await BreakAfterAsync(claimant, Bodies.Lines(Notices(host, sent)) + "{\"clientRef\":\"ref-");
        Assert.Equal((400, "body.incomplete"), (broken.Status, broken.Code));
        var kept = await claimant.BatchAsync(broken.Json["batchId"]!.GetValue<Guid>());
        Assert.Equal("receiving", kept.Json["status"]!.GetValue<string>());
        var (received, accepted, _, _) = kept.Counts();
        Assert.InRange(received, 1, sent);
        Assert.Equal(received, accepted);

        var whole = (await claimant.SendBatchAsync(body, key: "k")).Must(202);
        Assert.Equal((kept.Id(), (count, count, 0, 0)), (whole.Id(), whole.Counts()));
        Assert.Equal(count, (await claimant.NoticesAsync()).Count);
        Assert.Equal(whole.Body, (await claimant.SendBatchAsync(body, key: "k")).Must(202).Body);
    }

    [Fact]
    public async Task A_client_that_hangs_up_loses_nothing_of_what_was_stored()
    {
        var host = Bodies.NewHost("hung-up");
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        using var batch = await SlowBatch.BeginAsync(server, claimant, "k");
        await batch.SendAsync(Bodies.Lines(Notices(host, 4500)));
        await platform.InboxUntilAsync(items => items.Count >= 2000);
        batch.HangUp();

        var whole = (await claimant.SendBatchAsync(Bodies.Lines(Notices(host, 5000)), key: "k")).Must(202);
        Assert.Equal((5000, 5000, 0, 0), whole.Counts());
        var notices = await claimant.NoticesAsync();
        Assert.Equal(5000, notices.Count);
        Assert.All(notices, n => Assert.Equal(whole.Id(), n["batchId"]!.GetValue<Guid>()));
        Assert.Equal(5000, (await platform.InboxUntilAsync(items => items.Count >= 5000))
            .Select(i => i["noticeId"]!.GetValue<Guid>()).Distinct().Count());
    }

    [Fact]
    public async Task Broken_off_again_and_again_it_still_becomes_whole()
    {
        var host = Bodies.NewHost("often");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        foreach (var sent in new[] { 5, 5, 12, 3, 29 })
            await BreakAfterAsync(claimant, Bodies.Lines(Notices(host, sent)));
        Assert.Equal(
            (30, 30, 0, 0),
            (await claimant.SendBatchAsync(Bodies.Lines(Notices(host, 30)), key: "k")).Must(202).Counts());
        Assert.Equal(30, (await claimant.NoticesAsync()).Count);
    }

    [Fact]
    public async Task Going_on_with_another_body_after_a_break_is_refused()
    {
        var host = Bodies.NewHost("went-on");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        await BreakAfterAsync(claimant, Bodies.Lines(Notices(host, 5)));

        Assert.Equal(
            "idempotency.conflict",
            (await claimant.SendBatchAsync(Bodies.Lines(Notices(host, 10).Reverse()), key: "k")).Must(409).Code);
        Assert.Equal("idempotency.conflict", (await claimant.SendBatchAsync("", key: "k")).Must(409).Code);
        Assert.InRange((await claimant.NoticesAsync()).Count, 1, 5);
        Assert.Equal(
            (10, 10, 0, 0),
            (await claimant.SendBatchAsync(Bodies.Lines(Notices(host, 10)), key: "k")).Must(202).Counts());
    }

    /// <summary>
    /// Breaks off behind a part, as often as it takes until some of the part was read before the break was.
    /// </summary>
    private async Task<Answer> BreakAfterAsync(Organisation claimant, string part)
    {
        for (var turn = 0; turn < 100; turn++)
        {
            using var batch = await SlowBatch.BeginAsync(server, claimant, "k");
            await batch.SendAsync(part);
            for (var i = 0; i <= turn; i++) (await claimant.Api.GetAsync("/v1/regimes")).Must(200);
            var broken = await batch.BreakAsync();
            if (broken.Json["batchId"] is not null) return broken;
        }
        throw new InvalidOperationException("Nothing of the part was ever read.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"notices\"")]
    [InlineData("{\"notices\":[")]
    [InlineData("{\"notices\":[]")]
    [InlineData("{\"notices\":[{\"work\":{\"title\":\"half")]
    [InlineData("{\"notices\":[{},")]
    [InlineData("{\"notices\":[{}]")]
    [InlineData("{\"defaults\":{\"work\":")]
    [InlineData("{\"defaults\":{}")]
    [InlineData("{\"notices\":[tru")]
    public async Task JSON_that_ends_too_soon_is_said_to_be_so_and_leaves_nothing(string body)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(body, Bodies.Json)).Must(400);
        Assert.Equal(body.Length == 0 ? "body.empty" : "body.incomplete", answer.Faults.Single().Code);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Null(answer.Json["batchId"]);
    }

    [Fact]
    public async Task A_large_JSON_body_that_ends_too_soon_names_the_batch_that_kept_its_beginning()
    {
        await server.PlatformAsync("cut-json.example");
        var claimant = await server.ClaimantAsync();
        var items = Notices("cut-json.example", 4500).Select(Bodies.Line).ToList();
        var whole = $$"""{"notices":[{{string.Join(',', items)}}]}""";

        var cut = (await claimant.SendBatchAsync(whole[..^1000], Bodies.Json, "k")).Must(400);
        Assert.Equal("body.incomplete", cut.Code);
        var kept = await claimant.BatchAsync(cut.Json["batchId"]!.GetValue<Guid>());
        Assert.Equal("receiving", kept.Json["status"]!.GetValue<string>());
        Assert.InRange(kept.Counts().Accepted, 4000, 4499);

        var again = (await claimant.SendBatchAsync(whole, Bodies.Json, "k")).Must(202);
        Assert.Equal((kept.Id(), "complete"), (again.Id(), again.Json["status"]!.GetValue<string>()));
        Assert.Equal((4500, 4500, 0, 0), again.Counts());
        Assert.Equal(4500, (await claimant.NoticesAsync()).Count);
    }

    [Fact]
    public async Task A_small_JSON_body_cut_before_its_defaults_came_is_not_judged_without_them()
    {
        await server.PlatformAsync("cut-late.example");
        var claimant = await server.ClaimantAsync();
        const string notices =
            """{"notices":[{"target":{"url":"https://cut-late.example/1"}},"""
            + """{"target":{"url":"https://cut-late.example/2"}}]""";
        (await claimant.SendBatchAsync(notices, Bodies.Json, "k")).Must(400);

        var whole =
            $$$"""{{{notices}}},"defaults":{"work":{"title":"A"},"evidence":[{"sha256":"{{{Sample.Sha256}}}"}]}}""";
        Assert.Equal((2, 2, 0, 0), (await claimant.SendBatchAsync(whole, Bodies.Json, "k")).Must(202).Counts());
    }

    [Theory]
    [InlineData("[]", "body.not-object")]
    [InlineData("{\"notices\":[]}\0", "body.malformed")]
    [InlineData("{\"notices\":[]}\0 anything", "body.malformed")]
    [InlineData("null", "body.not-object")]
    [InlineData("\"text\"", "body.not-object")]
    [InlineData("{}", "field.required")]
    [InlineData("{\"defaults\":{}}", "field.required")]
    [InlineData("{\"notices\":{}}", "field.type")]
    [InlineData("{\"notices\":null}", "field.type")]
    [InlineData("{\"notices\":[,]}", "body.malformed")]
    [InlineData("{\"notices\":[{},]}", "body.malformed")]
    [InlineData("{\"notices\":[{} {}]}", "body.malformed")]
    [InlineData("{\"notices\":[]}}", "body.malformed")]
    [InlineData("{\"notices\":[]} {", "body.malformed")]
    [InlineData("{\"notices\" []}", "body.malformed")]
    [InlineData("{notices:[]}", "body.malformed")]
    [InlineData("{\"notices\":[],}", "body.malformed")]
    [InlineData("{\"notices\":[],\"notices\":[]}", "field.twice")]
    [InlineData("{\"defaults\":{},\"defaults\":{},\"notices\":[]}", "field.twice")]
    [InlineData("{\"notices\":[],\"mode\":1}", "field.unknown")]
    [InlineData("{\"defaults\":5,\"notices\":[]}", "field.type")]
    [InlineData("{\"defaults\":{\"wrok\":{}},\"notices\":[]}", "field.unknown")]
    public async Task A_JSON_body_that_is_not_a_batch_is_told_what_it_lacks(string body, string code)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(body, Bodies.Json)).Must(400);
        Assert.Equal(code, answer.Faults.First().Code);
        Assert.Equal("input.invalid", answer.Code);
    }

    [Fact]
    public async Task A_batch_of_nothing_is_a_batch_of_nothing()
    {
        var claimant = await server.ClaimantAsync();
        foreach (var (body, type) in new[]
        {
            ("{\"notices\":[]}", Bodies.Json),
            ("", Bodies.Ndjson),
            ("\n \r\n\n", Bodies.Ndjson),
            ("target.url\n", Bodies.Csv),
        })
        {
            var answer = (await claimant.SendBatchAsync(body, type)).Must(202);
            Assert.Equal((0, 0, 0, 0), answer.Counts());
            Assert.Empty(answer.Results());
        }
    }
}
