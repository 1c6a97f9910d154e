using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Intake;
using Takedown.Storage;
using Xunit.Abstractions;

namespace Takedown.Server.Tests.Recalls;

/// <summary>
/// A recall of a million notices is answered as soon as one of three, goes on in sets that are alike wherever they
/// stand, and holds nobody up. All sets would take minutes, so that the ones in the middle are left out here; the
/// benchmark <c>recall --stock 1000000</c> does them.
/// </summary>
[Collection(nameof(Alone))]
public sealed class MillionRecallTests(TestServer server, ITestOutputHelper output) : IClassFixture<TestServer>
{
    private const int Million = 1_000_000, Last = 5_000;

    [SqliteFact]
    public async Task A_batch_of_a_million_is_taken_back_in_sets_beside_everything_else()
    {
        var (platform, claimant) = (await server.PlatformAsync("million.example"), await server.ClaimantAsync());
        var model = await claimant.DeliverAsync(platform, Sample.Notice("https://million.example/1"));
        var batch = (await claimant.NoticeAsync(model)).Id("batchId");
        var stocked = TimeProvider.System.GetTimestamp();
        await StockAsync(model);
        output.WriteLine($"{Million} stored in {TimeProvider.System.GetElapsedTime(stocked)}");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var started = TimeProvider.System.GetTimestamp();
        var recall = (await claimant.Api.PostAsync("/v1/recalls", new { batchId = batch })).Must(202).Json;
        var answered = TimeProvider.System.GetElapsedTime(started);
        Assert.Equal(("running", Million), (recall.Text("state"), recall.Long("total")));
        Assert.InRange(recall.Long("withdrawn"), 1, Million - 1);
        Assert.Equal(0, recall.Long("withdrawn") % 300);
        // It waits for results for two seconds, whatever is left.
        Assert.InRange(answered, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var own = await claimant.DeliverAsync(platform, Sample.Notice("https://million.example/new"));
        Assert.Equal("done", (await claimant.Api.PostAsync(
            "/v1/recalls", new { noticeIds = new[] { own } })).Must(200).Json.Text("state"));
        var far = await UntilAsync(claimant, recall, r => r.Long("withdrawn") > recall.Long("withdrawn"));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"answered in {answered}, {far.Long("withdrawn")} done, {held >> 20} MB held");
        Assert.True(held < 64 << 20, $"{held >> 20} MB were held.");

        await LeaveOutAsync(recall.Id("id"));
        var done = await UntilAsync(claimant, recall, r => r.Text("state") == "done");
        Assert.Equal((Million, 0, 0), (done.Long("withdrawn"), done.Long("unchanged"), done.Long("refused")));
        var results = (await claimant.Api.GetAsync(
            $"/v1/recalls/{recall.Id("id")}/results?after={Million - Last}&limit=1000")).Must(200).Json;
        Assert.Equal(
            Enumerable.Range(Million - Last, 1000).Select(i => (long)i),
            results["items"]!.AsArray().Select(r => r.Long("index")));
        Assert.All(results["items"]!.AsArray(), r => Assert.Equal("withdrawn", r.Text("state")));
    }

    [Fact]
    public async Task A_million_by_their_ids_are_refused_at_once()
    {
        var claimant = await server.ClaimantAsync();
        var some = new { noticeIds = Enumerable.Range(0, 20_000).Select(_ => NewId.Next()) };
        Assert.Equal([("/noticeIds", "list.too-long")], (await claimant.Api.PostAsync("/v1/recalls", some)).Must(400)
            .Faults);
        var all = JsonSerializer.Serialize(new { noticeIds = Enumerable.Repeat(NewId.Next(), Million) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recalls")
        {
            Content = new StringContent(all, null, "application/json"),
        };
        // Refused by its length; what the client still sends into a closed connection would be an error of its own.
        request.Headers.ExpectContinue = true;
        Assert.Equal("body.too-large", (await claimant.Api.SendAsync(request)).Must(413).Code);
        Assert.Empty((await claimant.Api.GetAsync("/v1/recalls")).Must(200).Items);
    }

    /// <summary>Makes the batch of a delivered notice one of a million, with ids in the order of its items.</summary>
    private async Task StockAsync(Guid model)
    {
        const int some = 100_000;
        var database = server.Services.GetRequiredService<Database>();
        for (var from = 1; from < Million; from += some)
        {
            await database.WriteAsync(s => s.ExecuteAsync(
                """
                WITH RECURSIVE items(i) AS (SELECT @from UNION ALL SELECT i + 1 FROM items WHERE i < @to)
                INSERT INTO notices (id, batch_id, item_index, claimant_id, platform_id, state, version, tier, regime,
                    policy, policy_version, target, accepted_at, delivered_at)
                SELECT CAST(printf('%016d', i) AS BLOB), batch_id, i, claimant_id, platform_id, state, version, tier,
                    regime, policy, policy_version, target, accepted_at, delivered_at
                FROM items, notices WHERE notices.id = @model
                """,
                new { model, from, to = Math.Min(from + some, Million) - 1 }));
        }
        await database.WriteAsync(s => s.ExecuteAsync(
            """
            UPDATE batches SET received = @Million, accepted = @Million
            WHERE id = (SELECT batch_id FROM notices WHERE id = @model)
            """, new { model, Million }));
    }

    /// <summary>As if all sets but the last had been done, and the process that did them had ended.</summary>
    private Task LeaveOutAsync(Guid recall) => server.Services.GetRequiredService<Database>().WriteAsync(
        s => s.ExecuteAsync(
            """
            UPDATE recalls SET version = version + 1, taken_at = 0, cursor = @done - 1, position = @done,
                withdrawn = @done
            WHERE id = @recall
            """, new { recall, done = Million - Last }));

    private static Task<JsonNode> UntilAsync(Organisation claimant, JsonNode recall, Func<JsonNode, bool> wanted) =>
        Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/recalls/{recall.Id("id")}")).Must(200).Json, wanted);
}
