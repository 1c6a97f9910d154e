using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>What waited for a platform goes on by itself once the platform is there.</summary>
public sealed class UnroutedRelayTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Items_of_an_unknown_host_become_notices_of_their_batch_once_it_is_registered()
    {
        var claimant = await server.ClaimantAsync();
        var batch = (await claimant.Api.PostAsync("/v1/batches", new
        {
            defaults = new { explanation = "From the defaults." },
            notices = new[]
            {
                Sample.Notice("https://later.example/1", "r-1"), Sample.Notice("https://later.example/1", "r-2"),
                Sample.Notice("https://never.example/1", "r-3"), Sample.Notice("ftp://later.example/1", "r-4"),
            },
        })).Must(202).Json;
        var id = batch.Id("id");
        Assert.Equal((0, 4), (batch.Long("accepted"), batch.Long("rejected")));

        var request = (await claimant.Api.PostAsync(
            "/v1/platform-requests", new { host = "later.example" })).Must(201).Json;
        (await server.Operator.PostAsync($"/v1/platform-requests/{request.Id("id")}/registration", new
        {
            name = "Later", country = "CN", region = "CN-533123",
        })).Must(201);
        var after = await Following.WaitUntilAsync(
            async () => (await claimant.BatchAsync(id)).Must(200).Json, b => b.Long("accepted") == 1);
        Assert.Equal((1, 1, 2), (after.Long("accepted"), after.Long("duplicate"), after.Long("rejected")));
        var results = (await claimant.Api.GetAsync($"/v1/batches/{id}/results")).Must(200).Items;
        Assert.Equal(
            ["accepted", "duplicate", "rejected", "rejected"], results.Select(r => r.Text("status")));
        Assert.Equal([0L, 1, 2, 3], results.Select(r => r.Long("index")));
        Assert.Equal(results[0].Id("noticeId"), results[1].Id("noticeId"));
        var notice = await claimant.NoticeAsync(results[0].Id("noticeId"));
        Assert.Equal(
            ("r-1", "From the defaults."),
            (notice.Text("clientRef"), notice["notice"]!["explanation"]!.GetValue<string>()));
        Assert.Equal("accepted", (await claimant.TimelineAsync(results[0].Id("noticeId")))[0]);
        // The other host is still listed for the operator, and this one no more.
        var unrouted = (await server.Operator.GetAsync("/v1/operations/unrouted?limit=1000")).Must(200).Items;
        Assert.Contains(unrouted, u => u.Text("host") == "never.example");
        Assert.DoesNotContain(unrouted, u => u.Text("host") == "later.example");
    }

    [Fact]
    public async Task Rows_of_a_table_and_its_own_columns_go_on_too()
    {
        var claimant = await server.ClaimantAsync();
        var batch = (await claimant.SendBatchAsync(
            "clientRef,target.url,work.title,work.type,evidence.kind,evidence.sha256,found\n"
            + $"c-1,https://table-later.example/1,七里香,music,screenshot,{Sample.Sha256},by hand\n",
            Bodies.Csv, query: "?unknown=metadata")).Must(202).Json;
        Assert.Equal(1, batch.Long("rejected"));
        await server.PlatformAsync("table-later.example");
        await Following.WaitUntilAsync(
            async () => (await claimant.BatchAsync(batch.Id("id"))).Must(200).Json, b => b.Long("accepted") == 1);
        var notice = Assert.Single(await claimant.NoticesAsync("&clientRef=c-1"))!;
        var read = await claimant.NoticeAsync(notice.Id("id"));
        Assert.Equal("by hand", read["metadata"]!["found"]!.GetValue<string>());
        Assert.Equal("七里香", read["notice"]!["work"]!["title"]!.GetValue<string>());
    }
}
