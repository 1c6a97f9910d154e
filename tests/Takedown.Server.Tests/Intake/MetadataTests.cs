using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>The claimant's own data: kept, given back to it alone, never interpreted.</summary>
public sealed class MetadataTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Own = """{"campaign":"秋季","cost":"17","urgent":"true"}""";

    [Fact]
    public async Task Nobody_but_the_claimant_reads_it()
    {
        var (claimant, platform, host) = await SetUpAsync();
        var regulator = await server.RegulatorAsync("CN", "copyright");
        var id = await claimant.DeliverAsync(platform, Notice(host, 1));
        foreach (var other in new[] { platform.Api, regulator.Api, server.Operator })
        {
            Assert.DoesNotContain("campaign",
                (await other.GetAsync($"/v1/notices/{id}")).Body, StringComparison.Ordinal);
        }
        foreach (var path in new[] { "/v1/inbox", $"/v1/notices/{id}/timeline", "/v1/events" })
            Assert.DoesNotContain("campaign",
                (await platform.Api.GetAsync(path)).Must(200).Body, StringComparison.Ordinal);
        foreach (var path in new[] { $"/v1/batches/{(await claimant.NoticeAsync(id))["batchId"]}", "/v1/notices" })
            Assert.DoesNotContain(
                "campaign", (await server.Operator.GetAsync(path)).Must(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_given_back_wherever_the_claimant_reads_its_notice()
    {
        var (claimant, platform, host) = await SetUpAsync();
        var batch = (await claimant.SubmitAsync(Notice(host, 1))).Must(202);
        var id = batch.NoticeId();
        await platform.InboxUntilAsync(items => items.Count > 0);
        var read = await claimant.NoticeAsync(id);
        var listed = (await claimant.NoticesAsync()).Single();
        var results = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results")).Must(200).Items[0]!;
        var withdrawn = (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200).Json;
        foreach (var given in new[]
        {
            batch.Results()[0]!["metadata"], (await claimant.BatchAsync(batch.Id())).Results()[0]!["metadata"],
            results["metadata"], read["metadata"], read["notice"]!["metadata"], listed["metadata"],
                withdrawn["metadata"],
        })
        {
            Assert.Equal(Own, Plain(given));
        }
    }

    [Fact]
    public async Task It_is_kept_of_refused_items_and_of_duplicates()
    {
        var (claimant, _, host) = await SetUpAsync();
        var batch = await claimant.SubmitAsync(Notice(host, 1), Notice(host, 1), Notice("nobody.invalid", 2));
        Assert.Equal(["accepted", "duplicate", "rejected"], batch.Statuses());
        foreach (var answer in new[] { batch, await claimant.BatchAsync(batch.Id()) })
            Assert.All(answer.Results(), r => Assert.Equal(Own, Plain(r!["metadata"])));
        var resend = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body;
        Assert.Equal("秋季", JsonNode.Parse(resend)!["metadata"]!["campaign"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{}", 202)]
    [InlineData("null", 202)]
    [InlineData("""{"a":null,"b":"x"}""", 202)]
    [InlineData("[]", 0)]
    [InlineData("5", 0)]
    [InlineData("""{"a":{}}""", 0)]
    [InlineData("""{"a":["x"]}""", 0)]
    [InlineData("""{"a":"x","a":"y"}""", 0)]
    [InlineData("""{"":"x"}""", 0)]
    public async Task What_is_no_object_of_texts_is_a_fault_of_its_item(string metadata, int status)
    {
        var (claimant, _, host) = await SetUpAsync();
        var line = Bodies.Line(Sample.Notice($"https://{host}/1"))[..^2] + $",\"metadata\":{metadata}}}";
        var answer = (await claimant.SendBatchAsync(line)).Must(202);
        Assert.Equal([status == 202 ? "accepted" : "rejected"], answer.Statuses());
        if (status == 0) Assert.StartsWith("/metadata", answer.ItemFaults().Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 60, 500, "accepted")]
    [InlineData(21, 2, 1, "rejected")]
    [InlineData(1, 61, 1, "rejected")]
    [InlineData(1, 1, 501, "rejected")]
    public async Task It_is_bounded(int keys, int keyLength, int valueLength, string status)
    {
        var (claimant, _, host) = await SetUpAsync();
        var metadata = Enumerable.Range(10, keys)
            .ToDictionary(i => $"{i}".PadRight(keyLength, 'k')[..keyLength], _ => new string('v', valueLength));
        var answer = await claimant.SubmitAsync(new
        {
            work = new { title = "A" },
            target = new { url = $"https://{host}/1" },
            evidence = new[] { new { sha256 = Sample.Sha256 } },
            metadata = keys == 1 ? metadata.ToDictionary(m => m.Key.PadLeft(keyLength, 'k'), m => m.Value) : metadata,
        });
        Assert.Equal([status], answer.Statuses());
    }

    [Theory]
    [InlineData("""{"metadata":{"run":"7"},"notices":[]}""", Bodies.Json, "")]
    [InlineData("""{"notices":[],"metadata":{"run":7}}""", Bodies.Json, "")]
    [InlineData("", Bodies.Ndjson, "?metadata=run:7")]
    [InlineData("target.url\n", Bodies.Csv, "?metadata=run:7")]
    public async Task A_batch_has_its_own(string body, string type, string query)
    {
        var (claimant, _, _) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(body, type, query: query)).Must(202);
        Assert.Equal("""{"run":"7"}""", Plain(batch.Json["metadata"]));
        Assert.Equal("""{"run":"7"}""", Plain((await claimant.BatchAsync(batch.Id())).Json["metadata"]));
        Assert.DoesNotContain(
            "run", (await server.Operator.GetAsync($"/v1/batches/{batch.Id()}")).Must(200).Body,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_key_of_a_batch_is_a_parameter_of_its_own()
    {
        var (claimant, _, _) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync("", query: "?metadata=run:7&metadata=by:Li%3A1")).Must(202);
        Assert.Equal("""{"run":"7","by":"Li:1"}""", Plain(batch.Json["metadata"]));
    }

    [Fact]
    public async Task Metadata_behind_many_notices_is_kept_too()
    {
        var (claimant, _, host) = await SetUpAsync();
        var items = string.Join(',',
            Enumerable.Range(0, 2500).Select(i => Bodies.Line(Sample.Notice($"https://{host}/{i}"))));
        var body = $$$"""{"notices":[{{{items}}}],"metadata":{"run":"7"}}""";
        var batch = (await claimant.SendBatchAsync(body, Bodies.Json, "k")).Must(202);
        Assert.Equal("""{"run":"7"}""", Plain(batch.Json["metadata"]));
        Assert.Equal(batch.Body, (await claimant.SendBatchAsync(body, Bodies.Json, "k")).Must(202).Body);
    }

    [Theory]
    [InlineData("?metadata=run")]
    [InlineData("?metadata=:7")]
    [InlineData("?metadata=a:1&metadata=a:2")]
    [InlineData("?unknown=error&unknown=metadata")]
    [InlineData("?unknown=keep")]
    public async Task A_parameter_that_is_not_understood_is_refused(string query)
    {
        var (claimant, _, _) = await SetUpAsync();
        Assert.StartsWith(query.Split('=')[0],
            (await claimant.SendBatchAsync("", query: query)).Must(400).Faults.Single().Pointer,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_columns_and_fields_become_metadata_where_asked()
    {
        var (claimant, _, host) = await SetUpAsync();
        var csv = $"target.url,work.title,evidence.sha256,发现时间,metadata.run\n"
            + $"https://{host}/1,A,{Sample.Sha256},\"2026/11/1\n=x\",7\nhttps://{host}/2,A,{Sample.Sha256},,\n";
        (await claimant.SendBatchAsync(csv, Bodies.Csv)).Must(400);
        var table = (await claimant.SendBatchAsync(csv, Bodies.Csv, query: "?unknown=metadata")).Must(202);
        Assert.Equal(
            """{"发现时间":"2026/11/1\n=x","run":"7"}""", Plain(table.Results()[0]!["metadata"]));
        Assert.Null(table.Results()[1]!["metadata"]);

        var json = $$"""{"work":{"title":"A","genre":"rock"},"target":{"url":"https://{{host}}/3"},"found":17,"""
            + $$""" "evidence":[{"sha256":"{{Sample.Sha256}}","by":{"x":1} }],"metadata":{"run":"7"} }""";
        Assert.Equal(
            ["/work/genre field.unknown", "/found field.unknown", "/evidence/0/by field.unknown"],
            (await claimant.SendBatchAsync(json)).Must(202).ItemFaults());
        var line = (await claimant.SendBatchAsync(json, query: "?unknown=metadata")).Must(202);
        Assert.Equal(
            """{"run":"7","work.genre":"rock","found":"17","evidence.0.by":"{\"x\":1}"}""",
            Plain(line.Results()[0]!["metadata"]));
        Assert.Equal("accepted", line.Statuses().Single());
    }

    [Fact]
    public async Task Erasure_on_request_takes_it_along()
    {
        var (claimant, platform, host) = await SetUpAsync();
        var id = await claimant.DeliverAsync(platform, Notice(host, 1));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/erasure", new { })).Must(200);
        Assert.Null((await claimant.NoticeAsync(id))["metadata"]);
    }

    private static object Notice(string host, int number) => new
    {
        work = new { title = "A" },
        target = new { url = $"https://{host}/{number}" },
        evidence = new[] { new { sha256 = Sample.Sha256 } },
        metadata = new { campaign = "秋季", cost = 17, urgent = true },
    };

    private static string? Plain(JsonNode? node) => node?.ToJsonString(
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private async Task<(Organisation Claimant, Organisation Platform, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("metadata");
        var platform = await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), platform, host);
    }
}
