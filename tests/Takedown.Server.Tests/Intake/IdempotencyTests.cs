using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>One Idempotency-Key is one body and one batch.</summary>
public sealed class IdempotencyTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Csv =
        "target.url,work.title,evidence.sha256\nhttps://csv-key.example/1,A,{0}\nhttps://csv-key.example/2,B,{0}\n";

    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    // Chunks are of 2,000: the last one is empty here.
    [InlineData(2000)]
    [InlineData(4000)]
    [InlineData(4001)]
    public async Task The_same_key_and_body_again_is_the_same_batch_and_nothing_more(int count)
    {
        var host = $"again-{count}.example";
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Lines(
            Enumerable.Range(0, count).Select(i => Sample.Notice($"https://{host}/{i}", $"ref-{i}")));

        var first = (await claimant.SendBatchAsync(body, key: "k")).Must(202);
        var again = (await claimant.SendBatchAsync(body, key: "k")).Must(202);
        var third = (await claimant.SendBatchAsync(body, key: "k")).Must(202);

        Assert.Equal((count, count, 0, 0), first.Counts());
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(first.Body, third.Body);
        Assert.Equal(count, (await claimant.NoticesAsync()).Count);
    }

    [Fact]
    public async Task The_batch_again_tells_of_refused_and_double_items_what_it_told_before()
    {
        await server.PlatformAsync("mixed-key.example");
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Line(Sample.Notice("https://mixed-key.example/1", "a"))
            + Bodies.Line(Sample.Notice("https://mixed-key.example/1", "b"))
            + "{nonsense\n" + Bodies.Line(Sample.Notice("ftp://mixed-key.example/1", "d"));
        var first = (await claimant.SendBatchAsync(body, key: "k")).Must(202);
        Assert.Equal(["accepted", "duplicate", "rejected", "rejected"], first.Statuses());
        Assert.Equal(first.Body, (await claimant.SendBatchAsync(body, key: "k")).Must(202).Body);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_changes_nothing()
    {
        await server.PlatformAsync("other-body.example");
        var claimant = await server.ClaimantAsync();
        string Body(params int[] numbers) =>
            Bodies.Lines(numbers.Select(i => Sample.Notice($"https://other-body.example/{i}")));
        var first = (await claimant.SendBatchAsync(Body(1, 2, 3), key: "k")).Must(202);

        foreach (var (why, body) in new[]
        {
            ("changed first", Body(9, 2, 3)), ("changed last", Body(1, 2, 9)), ("shorter", Body(1, 2)),
            ("longer", Body(1, 2, 3, 4)),
            ("other order", Body(2, 1, 3)), ("empty", ""),
            ("one more space", Body(1, 2, 3).Replace("{", "{ ", StringComparison.Ordinal)),
        })
        {
            var answer = await claimant.SendBatchAsync(body, key: "k");
            Assert.Equal((why, 409, "idempotency.conflict"), (why, answer.Status, answer.Code));
        }
        Assert.Equal(first.Body, (await claimant.BatchAsync(first.Id())).Body);
        Assert.Equal(3, (await claimant.NoticesAsync()).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_defaults_under_the_same_key_are_another_body(bool first)
    {
        var host = first ? "defaults-first.example" : "defaults-last.example";
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        string Body(string? title)
        {
            var notices = $$"""
                "notices":[{"target":{"url":"https://{{host}}/1"},"evidence":[{"sha256":"{{Sample.Sha256}}"}]}]
                """;
            var defaults = title is null ? "" : $$$"""
                "defaults":{"work":{"title":"{{{title}}}"}}
                """;
            return title is null ? $"{{{notices}}}" : first ? $"{{{defaults},{notices}}}" : $"{{{notices},{defaults}}}";
        }

        var one = (await claimant.SendBatchAsync(Body("A"), Bodies.Json, "k")).Must(202);
        Assert.Equal(["accepted"], one.Statuses());
        Assert.Equal(one.Body, (await claimant.SendBatchAsync(Body("A"), Bodies.Json, "k")).Must(202).Body);
        Assert.Equal(
            "idempotency.conflict", (await claimant.SendBatchAsync(Body("B"), Bodies.Json, "k")).Must(409).Code);
        Assert.Equal(
            "idempotency.conflict", (await claimant.SendBatchAsync(Body(null), Bodies.Json, "k")).Must(409).Code);
    }

    [Fact]
    public async Task Another_header_over_the_same_rows_is_another_body()
    {
        await server.PlatformAsync("csv-key.example");
        var claimant = await server.ClaimantAsync();
        var body = Csv.Replace("{0}", Sample.Sha256, StringComparison.Ordinal);
        var first = (await claimant.SendBatchAsync(body, Bodies.Csv, "k")).Must(202);
        Assert.Equal((2, 2, 0, 0), first.Counts());
        Assert.Equal(first.Body, (await claimant.SendBatchAsync(body, Bodies.Csv, "k")).Must(202).Body);
        var swapped = body.Replace("work.title", "work.registrationNo", StringComparison.Ordinal);
        Assert.Equal("idempotency.conflict", (await claimant.SendBatchAsync(swapped, Bodies.Csv, "k")).Must(409).Code);
    }

    [Fact]
    public async Task A_key_belongs_to_its_claimant()
    {
        await server.PlatformAsync("own-key.example");
        var (one, two) = (await server.ClaimantAsync("One"), await server.ClaimantAsync("Two"));
        var first =
            (await one.SendBatchAsync(Bodies.Line(Sample.Notice("https://own-key.example/1")), key: "k")).Must(202);
        var second =
            (await two.SendBatchAsync(Bodies.Line(Sample.Notice("https://own-key.example/2")), key: "k")).Must(202);
        Assert.NotEqual(first.Id(), second.Id());
    }

    [Fact]
    public async Task Without_a_key_every_call_is_a_batch_of_its_own()
    {
        await server.PlatformAsync("no-key.example");
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Line(Sample.Notice("https://no-key.example/1"));
        var (first, second) =
            ((await claimant.SendBatchAsync(body)).Must(202), (await claimant.SendBatchAsync(body)).Must(202));
        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(["accepted", "duplicate"], first.Statuses().Concat(second.Statuses()));
        Assert.Equal(first.NoticeId(), second.NoticeId());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\tinside")]
    [InlineData("{201}")]
    public async Task A_key_that_cannot_be_one_is_refused(string key)
    {
        if (key == "{201}") key = new string('k', 201);
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync("", key: key)).Must(400);
        Assert.Equal([("Idempotency-Key", "idempotency.invalid")], answer.Faults);
    }
}
