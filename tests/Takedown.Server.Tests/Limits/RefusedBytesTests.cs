using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Limits;

/// <summary>What is stored of items that were refused.</summary>
public sealed class RefusedBytesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Beyond_the_bytes_of_a_day_items_keep_their_faults_and_lose_their_text()
    {
        var claimant = await server.ClaimantAsync();
        (await server.Operator.PutAsync($"/v1/organisations/{claimant.Id}/limits", new { refusedBytesPerDay = 2000 }))
            .Must(200);
        var first = await SendAsync(claimant, 3, 'a');
        var before = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("refusedBytesToday");
        Assert.InRange(before, 1500, 2000);
        var second = await SendAsync(claimant, 3, 'b');
        Assert.Equal(3, (await ResendAsync(claimant, first)).Count);
        Assert.Empty(await ResendAsync(claimant, second));
        foreach (var batch in new[] { first, second })
        {
            Assert.Equal(["rejected", "rejected", "rejected"], batch.Statuses());
            Assert.Equal(first.ItemFaults(1), (await claimant.BatchAsync(batch.Id())).ItemFaults(1));
        }

        var used = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json;
        // Their rows and faults are stored and count.
        Assert.InRange(used.Long("refusedBytesToday") - before, 300, before - (3 * 350));
        Assert.Equal(used.Long("refusedBytesToday"), used.Long("refusedBytesStored"));
        var other = await server.ClaimantAsync();
        Assert.Equal(3, (await ResendAsync(other, await SendAsync(other, 3, 'c'))).Count);
    }

    [Fact]
    public async Task The_next_day_counts_from_nothing()
    {
        await using var own = await Disposable.StartAsync();
        var claimant = await own.Server.ClaimantAsync();
        (await own.Server.Operator.PutAsync("/v1/limits", new { refusedBytesPerDay = 700 })).Must(200);
        Assert.Single(await ResendAsync(claimant, await SendAsync(claimant, 2, 'a')));
        await own.Server.AdvanceAsync("P1D");
        Assert.Single(await ResendAsync(claimant, await SendAsync(claimant, 2, 'b')));
        var used = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json;
        Assert.Equal(used.Long("refusedBytesStored"), 2 * used.Long("refusedBytesToday"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(2500)]
    public async Task Defaults_are_stored_once_and_every_refused_item_comes_back_with_them(int count)
    {
        var claimant = await server.ClaimantAsync();
        var filling = new string('x', 4000);
        var items = string.Join(",\n", Enumerable.Range(0, count).Select(i =>
            $$$"""{"clientRef":"{{{i}}}","target":{"url":"https://{{{Bodies.NewHost("nowhere")}}}/"},"oops":1}"""));
        var body = $$$"""
            {"defaults":{"explanation":"{{{filling}}}","work":{"title":"七里香"},"target":{"type":"listing"}},
            "notices":[{{{items}}}]}
            """;
        var batch = (await claimant.SendBatchAsync(body, Bodies.Json)).Must(202);
        Assert.Equal((count, 0, 0, count), batch.Counts());
        var stored = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("refusedBytesStored");
        Assert.InRange(stored / count, 100, 500);

        var lines = await ResendAsync(claimant, batch);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}"), lines.Select(l => l.Text("clientRef")));
        Assert.All(lines, line =>
        {
            Assert.Equal(filling, line.Text("explanation"));
            Assert.Equal(("七里香", "listing"), (line["work"].Text("title"), line["target"].Text("type")));
            Assert.StartsWith("https://", line["target"].Text("url"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Items_with_thousands_of_faults_store_little_of_them()
    {
        var claimant = await server.ClaimantAsync();
        var fields = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"{new string('f', 55)}{i}\":1"));
        var nested = string.Concat(Enumerable.Repeat("{\"work\":", 1)) + "{" + fields + "}" + "}";
        var batch = (await claimant.SendBatchAsync(nested + "\n")).Must(202);
        var stored = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("refusedBytesStored");
        Assert.InRange(stored - nested.Length, 100, 8192 + 100);
        Assert.NotEmpty((await claimant.BatchAsync(batch.Id())).ItemFaults());
    }

    private static async Task<Answer> SendAsync(Organisation claimant, int count, char filling) =>
        (await claimant.SendBatchAsync(Bodies.Lines(Enumerable.Range(0, count).Select(i => new
        {
            clientRef = $"{i}",
            explanation = new string(filling, 350),
        })))).Must(202);

    private static async Task<IReadOnlyList<JsonNode>> ResendAsync(Organisation claimant, Answer batch) =>
        [.. (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
}
