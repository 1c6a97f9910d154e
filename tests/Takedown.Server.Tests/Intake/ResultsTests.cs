using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>What a claimant reads about its batch afterwards.</summary>
public sealed class ResultsTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Results_come_with_the_answer_up_to_a_thousand_items(int count, bool inline)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(Mixed(host, count))).Must(202);
        foreach (var answer in new[] { batch, await claimant.BatchAsync(batch.Id()) })
        {
            Assert.Equal($"/v1/batches/{batch.Id()}/results", answer.Json["resultsUrl"]!.GetValue<string>());
            if (inline) Assert.Equal(count, answer.Results().Count);
            else Assert.True(
                answer.Json.AsObject().TryGetPropertyValue("results", out var results) && results is null, answer.Body);
        }
        Assert.Equal(batch.Body, (await claimant.BatchAsync(batch.Id())).Body);
    }

    [Fact]
    public async Task Results_that_are_longer_than_a_page_are_not_with_the_answer()
    {
        var (claimant, _) = await SetUpAsync();
        var fields = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"{new string('f', 60)}{i}\":1"));
        var body = string.Concat(Enumerable.Repeat($"{{{fields}}}\n", 900));

        var stored = (await claimant.SendBatchAsync(body)).Must(202);
        Assert.True(stored.Json.AsObject().TryGetPropertyValue("results", out var results) && results is null);
        Assert.Equal(900, stored.Json.Long("rejected"));
        var tried = (await claimant.SendBatchAsync(body, query: "?dryRun=true")).Must(202);
        Assert.InRange(tried.Body.Length, 1_000_000, 9_000_000);
        Assert.InRange(tried.Results().Count, 1, 899);
    }

    [Theory]
    [InlineData("", 2400)]
    [InlineData("&status=accepted", 800)]
    [InlineData("&status=duplicate", 800)]
    [InlineData("&status=rejected", 800)]
    public async Task Pages_and_download_tell_the_same_in_the_order_of_the_batch(string filter, int expected)
    {
        var (claimant, host) = await SetUpAsync();
        var id = (await claimant.SendBatchAsync(Mixed(host, 2400))).Must(202).Id();

        var pages = new List<JsonNode>();
        var after = "";
        while (true)
        {
            var page = (await claimant.Api.GetAsync($"/v1/batches/{id}/results?limit=700{filter}{after}")).Must(200);
            pages.AddRange(page.Items!);
            Assert.True(page.Json.AsObject().ContainsKey("next"));
            if (page.Json["next"] is not { } next) break;
            after = $"&after={next}";
        }
        var download = (await claimant.Api.GetAsync($"/v1/batches/{id}/results?format=ndjson{filter}")).Must(200);

        Assert.Equal(Bodies.Ndjson, download.MediaType);
        Assert.Equal(expected, pages.Count);
        Assert.Equal(
            pages.Select(p => p["index"]!.GetValue<long>()).Order().Distinct(),
            pages.Select(p => p["index"]!.GetValue<long>()));
        Assert.Equal(
            pages.Select(p => p.ToJsonString()),
            download.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonNode.Parse(l)!.ToJsonString()));
    }

    [Fact]
    public async Task The_download_is_given_to_who_accepts_NDJSON_too()
    {
        var (claimant, host) = await SetUpAsync();
        var id = (await claimant.SendBatchAsync(Mixed(host, 3))).Must(202).Id();
        Assert.Equal(
            Bodies.Ndjson,
            (await claimant.Api.GetAsync($"/v1/batches/{id}/results", ("Accept", Bodies.Ndjson))).Must(200).MediaType);
        Assert.Equal(Bodies.Json, (await claimant.Api.GetAsync($"/v1/batches/{id}/results")).Must(200).MediaType);
    }

    [Fact]
    public async Task The_resend_file_holds_exactly_the_refused_items_whole_with_their_defaults()
    {
        var (claimant, host) = await SetUpAsync();
        var body = $$$"""
            {
              "defaults": { "evidence": [ { "sha256": "{{{Sample.Sha256}}}" } ] },
              "notices": [
                { "clientRef": "good", "work": { "title": "A" }, "target": { "url": "https://{{{host}}}/1" } },
                { "clientRef": "no-title", "target": { "url": "https://{{{host}}}/2" } },
                {
                  "clientRef": "unknown-field",
                  "work": { "title": "C" },
                  "target": { "url": "https://{{{host}}}/3" },
                  "oops": "1"
                }
              ]
            }
            """;
        var batch = (await claimant.SendBatchAsync(body, Bodies.Json)).Must(202);
        Assert.Equal(["accepted", "rejected", "rejected"], batch.Statuses());

        var answer =
            (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend")).Must(200);
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Bodies.Ndjson, answer.MediaType);
        Assert.Equal(
            ["no-title", "unknown-field"], lines.Select(l => JsonNode.Parse(l)!["clientRef"]!.GetValue<string>()));

        // Mended by hand, as the faults say, and sent as it is: everything else is still in it.
        var mended = lines.Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        mended[0]["work"] = new JsonObject { ["title"] = "B" };
        mended[1].Remove("oops");
        var again = (await claimant.SendBatchAsync(string.Join('\n', mended.Select(m => m.ToJsonString())))).Must(202);
        Assert.Equal(["accepted", "accepted"], again.Statuses());
    }

    [Fact]
    public async Task The_resend_file_of_many_is_whole()
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(Bodies.Lines(
            Enumerable.Range(0, 2345).Select(i => Sample.Notice($"ftp://{host}/{i}", $"{i}"))))).Must(202);
        var lines = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Enumerable.Range(0, 2345).Select(i => $"{i}"),
            lines.Select(l => JsonNode.Parse(l)!["clientRef"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("?format=resend")]
    [InlineData("?format=resend&status=accepted")]
    [InlineData("?status=lost")]
    [InlineData("?status=Rejected")]
    [InlineData("?status=2")]
    [InlineData("?format=xml")]
    public async Task A_filter_that_means_nothing_is_refused(string query)
    {
        var (claimant, host) = await SetUpAsync();
        var id = (await claimant.SendBatchAsync(Mixed(host, 3))).Must(202).Id();
        Assert.Equal(
            "value.unknown",
            (await claimant.Api.GetAsync($"/v1/batches/{id}/results{query}")).Must(400).Faults.Single().Code);
    }

    [Fact]
    public async Task Results_are_told_in_the_readers_language()
    {
        var (claimant, host) = await SetUpAsync();
        var body = Bodies.Line(Sample.Notice($"ftp://{host}/1"));
        var chinese = (await claimant.SendBatchAsync(body, language: "zh-CN")).Must(202);
        Assert.Contains("URL 仅支持 http 与 https 协议。", Message(chinese.Json), StringComparison.Ordinal);
        Assert.Contains(
            "Only http and https", Message((await claimant.BatchAsync(chinese.Id())).Json), StringComparison.Ordinal);
        var read = (await claimant.Api.GetAsync($"/v1/batches/{chinese.Id()}", ("Accept-Language", "zh"))).Must(200);
        Assert.Equal(Message(chinese.Json), Message(read.Json));
    }

    private static string Message(JsonNode batch) =>
        batch["results"]![0]!["errors"]![0]!["message"]!.GetValue<string>();

    /// <summary>By turns accepted, duplicate of the one before, rejected.</summary>
    private static string Mixed(string host, int count) => Bodies.Lines(Enumerable.Range(0, count).Select(i =>
        i % 3 == 2
            ? Sample.Notice($"ftp://{host}/{i}", $"{i}")
            : Sample.Notice($"https://{host}/{i - (i % 3)}", $"{i}")));

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("results");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
