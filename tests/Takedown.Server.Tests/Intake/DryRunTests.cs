using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary><c>?dryRun=true</c> says what would become of a batch, and does nothing.</summary>
public sealed class DryRunTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_tells_what_the_batch_would_come_to_and_stores_nothing()
    {
        var host = Bodies.NewHost("dry");
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var open = (await claimant.SubmitAsync(Sample.Notice($"https://{host}/open"))).NoticeId();
        var body = Bodies.Lines(
        [
            Sample.Notice($"https://{host}/1", "a"), Sample.Notice($"https://{host}/1", "b"), Sample.Notice(
                $"https://{host}/open", "c"),
            Sample.Notice($"ftp://{host}/1", "d"), Sample.Notice("https://nobodys.example/1", "e"),
        ]);

        var dry = (await claimant.SendBatchAsync(body, key: "k", query: "?dryRun=true")).Must(202);
        Assert.Equal(["accepted", "duplicate", "duplicate", "rejected", "rejected"], dry.Statuses());
        Assert.Equal((5, 1, 2, 2), dry.Counts());
        Assert.Equal("validated", dry.Json["status"]!.GetValue<string>());
        Assert.Equal(open, dry.NoticeId(2));
        Assert.Equal((null, null), (dry.Json["id"], dry.Json["resultsUrl"]));
        Assert.Single(await claimant.NoticesAsync());
        Assert.DoesNotContain(
            (await server.Operator.GetAsync("/v1/operations/unrouted")).Must(200).Items,
            i => i!["claimantId"]!.GetValue<Guid>() == claimant.Id);

        // The key was not used up, and the real one comes to the same.
        var real = (await claimant.SendBatchAsync(body, key: "k")).Must(202);
        Assert.Equal(dry.Counts(), real.Counts());
        Assert.Equal(dry.Statuses(), real.Statuses());
        await platform.InboxUntilAsync(items => items.Count == 2);
    }

    [Fact]
    public async Task Of_a_long_file_it_shows_what_would_not_be_accepted()
    {
        var host = Bodies.NewHost("dry-long");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Lines(Enumerable.Range(0, 4100)
            .Select(i => Sample.Notice($"{(i == 3000 ? "ftp" : "https")}://{host}/{(i == 4000 ? 1 : i)}")));
        var dry = (await claimant.SendBatchAsync(body, query: "?dryRun=true")).Must(202);
        Assert.Equal((4100, 4098, 1, 1), dry.Counts());
        Assert.Equal([(3000L, "rejected"), (4000L, "duplicate")],
            dry.Results().Select(r => (r!["index"]!.GetValue<long>(), r["status"]!.GetValue<string>())));
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Theory]
    [InlineData("application/x-ndjson", 4100)]
    [InlineData("text/csv", 4101)]
    public async Task Of_a_long_file_it_gives_all_results_to_who_takes_lines(string accept, int lines)
    {
        var host = Bodies.NewHost("dry-whole");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Lines(Enumerable.Range(0, 4100)
            .Select(i => Sample.Notice($"{(i % 2 == 0 ? "ftp" : "https")}://{host}/{i}")));
        var dry = (await claimant.Api.SendAsync(
            HttpMethod.Post, "/v1/batches?dryRun=true", body, Bodies.Ndjson, ("Accept", accept))).Must(202);
        Assert.Equal(accept, dry.MediaType);
        Assert.Equal(lines, dry.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2050, dry.Body.Split("rejected").Length - 1);
        Assert.Empty(await claimant.NoticesAsync());

        // As JSON, it says that it is cut.
        var cut = (await claimant.SendBatchAsync(body, query: "?dryRun=true")).Must(202);
        Assert.Equal((true, 1000), (cut.Json["truncated"]!.GetValue<bool>(), cut.Results().Count));
    }

    [Fact]
    public async Task A_short_one_is_not_cut_and_keeps_nothing_for_the_operator()
    {
        var claimant = await server.ClaimantAsync();
        var body = Bodies.Line(Sample.Notice("https://nobodys.example/1"));
        var dry = (await claimant.SendBatchAsync(body, query: "?dryRun=true")).Must(202);
        Assert.Null(dry.Json["truncated"]);
        Assert.Equal(["/target/url platform.unknown"], dry.ItemFaults());
        Assert.DoesNotContain("operator", dry.Body, StringComparison.Ordinal);
        Assert.Contains("operator", (await claimant.SendBatchAsync(body)).Must(202).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_body_is_the_response_whatever_is_accepted()
    {
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.Api.SendAsync(
            HttpMethod.Post, "/v1/batches?dryRun=true", "nonsense\n", Bodies.Csv, ("Accept", "application/x-ndjson"));
        Assert.Equal("input.invalid", answer.Must(400).Code);
    }

    [Theory]
    [InlineData("?dryRun=false", "complete")]
    [InlineData("?dryRun=true", "validated")]
    [InlineData("?dryRun", "validated")]
    public async Task The_flag_reads_as_it_is_written(string query, string status)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal(
            status, (await claimant.SendBatchAsync("", query: query)).Must(202).Json["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("?dryRun=yes")]
    [InlineData("?dryRun=TRUE")]
    [InlineData("?dryRun=0")]
    public async Task A_flag_that_is_neither_is_refused_rather_than_taken_for_real(string query)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal([("?dryRun", "field.type")], (await claimant.SendBatchAsync("", query: query)).Must(400).Faults);
    }
}
