using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Lineage;

/// <summary>One item for several platforms is one notice each; none of them learns of the others.</summary>
public sealed class RespondentTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Each_platform_gets_a_notice_of_its_own_that_the_claimant_and_regulators_see_linked()
    {
        var claimant = await server.ClaimantAsync();
        var (one, other) = (await server.PlatformAsync("host-r.example"), await server.PlatformAsync("cdn-r.example"));
        var regulator = await server.RegulatorAsync("CN-533123");
        var notice = For("https://host-r.example/1", one.Id, other.Id);
        var dry = (await claimant.Api.PostAsync(
            "/v1/batches?dryRun=true", new { notices = new[] { notice } })).Must(202);
        Assert.Equal(["accepted", "accepted"], Results(dry).Select(r => r.Text("status")));
        var answer = (await claimant.Api.PostAsync(
            "/v1/batches", new { notices = new[] { notice, For("https://host-r.example/2", one.Id) } },
            ("Idempotency-Key", "r-1"))).Must(202);
        Assert.Equal((2, 2), (answer.Json["received"]!.GetValue<int>(), answer.Json["accepted"]!.GetValue<int>()));
        var results = Results(answer);
        Assert.Equal([one.Id, other.Id], results.Select(r => r.Id("platformId")));
        var (first, second) = (results[0].Id("noticeId"), results[1].Id("noticeId"));
        Assert.Equal(first, answer.NoticeId());
        var again = (await claimant.Api.PostAsync(
            "/v1/batches", new { notices = new[] { notice, For("https://host-r.example/2", one.Id) } },
            ("Idempotency-Key", "r-1"))).Must(202);
        Assert.Equal([first, second], Results(again).Select(r => r.Id("noticeId")));

        foreach (var (platform, own, sibling) in new[] { (one, first, second), (other, second, first) })
        {
            var item = (await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == own)))
                .Single(i => i.Id("noticeId") == own);
            Assert.Null(item["notice"]!["respondents"]);
            var seen = await platform.NoticeAsync(own);
            Assert.Null(seen["links"]);
            Assert.DoesNotContain($"{sibling}", seen.ToJsonString(), StringComparison.Ordinal);
            (await platform.Api.GetAsync($"/v1/notices/{sibling}")).Must(404);
            foreach (var reader in new[] { claimant, regulator })
            {
                var link = Assert.Single((await reader.NoticeAsync(own))["links"]!.AsArray())!;
                Assert.Equal(("same-target", sibling), (link.Text("link"), link.Id("noticeId")));
            }
            Assert.Equal(0, (await claimant.NoticeAsync(own))["index"]!.GetValue<long>());
        }
        // A result an item, and both notices in the list of the batch.
        var batch = answer.Json.Id("id");
        var stored = (await claimant.Api.GetAsync($"/v1/batches/{batch}/results")).Must(200).Items;
        Assert.Equal([0, 1], stored.Select(r => r!["index"]!.GetValue<int>()));
        Assert.Equal([first, second], stored[0]!["respondents"]!.AsArray().Select(r => r!.Id("noticeId")));
        Assert.Equal(3, (await claimant.NoticesAsync($"&batch={batch}")).Count);

        // Each runs by itself.
        await one.RemoveAsync(first, "pirate");
        Assert.Equal(("removed", "delivered"), (await claimant.StateAsync(first), await claimant.StateAsync(second)));
        // One is open still, so the item again is a notice to the first and a duplicate for the second.
        var third = await claimant.SubmitAsync(notice);
        Assert.Equal(["accepted", "duplicate"], Results(third).Select(r => r.Text("status")));
        Assert.Equal(second, Results(third)[1].Id("noticeId"));
        var fourth = await claimant.SubmitAsync(notice);
        Assert.Equal(["duplicate"], fourth.Statuses());
        Assert.Equal(["duplicate", "duplicate"], Results(fourth).Select(r => r.Text("status")));
        var kept = (await claimant.Api.GetAsync($"/v1/batches/{fourth.Json.Id("id")}/results")).Must(200).Items;
        Assert.Equal(second, kept[0]!["respondents"]![1].Id("noticeId"));
        // Three notices of two items.
        var recall = (await claimant.Api.PostAsync(
            "/v1/recalls", new { batchId = batch, reason = "All of it." })).Must(200).Json;
        Assert.Equal((3, 2, 1), (recall.Long("total"), recall.Long("withdrawn"), recall.Long("restoreDue")));
        await claimant.NoticeUntilAsync(second, n => n.Text("state") == "withdrawn");
    }

    [Fact]
    public async Task A_list_that_cannot_be_is_refused_as_a_whole_by_its_places()
    {
        var claimant = await server.ClaimantAsync();
        var (one, other) = (await server.PlatformAsync("bad-r.example"), await server.PlatformAsync(
            "us-r.example", new { regime = "us-dmca", regimes = new[] { "us-dmca" } }));
        Assert.Equal(["/respondents/1 platform.unknown"], await FaultsAsync(one.Id, NewId.Next()));
        Assert.Equal(["/respondents/1 platform.unknown"], await FaultsAsync(one.Id, claimant.Id));
        Assert.Equal(["/respondents/1 respondent.repeated"], await FaultsAsync(one.Id, one.Id));
        Assert.Equal(["/respondents field.required"], await FaultsAsync());
        Assert.Contains("/respondents list.too-long", await FaultsAsync(
            [.. Enumerable.Range(0, 6).Select(_ => NewId.Next())]));
        var under = For("https://bad-r.example/1", one.Id, other.Id);
        under["regime"] = "cn-copyright";
        Assert.Equal(["/respondents/1 regime.not-platform"], (await claimant.SubmitAsync(under)).ItemFaults());
        var named = For("https://bad-r.example/1", one.Id, other.Id);
        named["platformId"] = one.Id;
        Assert.Equal(["/platformId respondents.exclude"], (await claimant.SubmitAsync(named)).ItemFaults());
        var replacing = For("https://bad-r.example/1", one.Id, other.Id);
        replacing["supersedes"] = NewId.Next();
        Assert.Equal(["/supersedes respondents.exclude"], (await claimant.SubmitAsync(replacing)).ItemFaults());
        Assert.Empty((await one.Api.GetAsync("/v1/inbox")).Must(200).Items);

        async Task<IEnumerable<string>> FaultsAsync(params Guid[] platforms) =>
            (await claimant.SubmitAsync(For("https://bad-r.example/1", platforms))).ItemFaults();
    }

    [Fact]
    public async Task A_table_lists_the_platforms_in_one_cell_and_two_batches_at_once_make_one_notice_each()
    {
        var claimant = await server.ClaimantAsync();
        var (one, other) = (await server.PlatformAsync("csv-r.example"), await server.PlatformAsync("csv-r2.example"));
        var table = await claimant.SendBatchAsync(
            "target.url,work.title,work.type,evidence.kind,evidence.sha256,respondents\r\n"
            + $"https://csv-r.example/1,T,music,screenshot,{Sample.Sha256},{one.Id} | {other.Id}\r\n", Bodies.Csv);
        Assert.Equal(["accepted", "accepted"], Results(table.Must(202)).Select(r => r.Text("status")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            claimant.SubmitAsync(For("https://csv-r.example/2", one.Id, other.Id))));
        foreach (var place in new[] { 0, 1 })
        {
            Assert.Single(answers, a => Results(a)[place].Text("status") == "accepted");
            Assert.Single(answers.Select(a => Results(a)[place].Id("noticeId")).Distinct());
        }
    }

    private static JsonNode For(string url, params Guid[] platforms)
    {
        var notice = JsonSerializer.SerializeToNode(Sample.Notice(url))!;
        notice["respondents"] = new JsonArray([.. platforms.Select(p => JsonValue.Create(p))]);
        return notice;
    }

    private static List<JsonNode> Results(Answer batch) =>
        [.. batch.Json["results"]![0]!["respondents"]!.AsArray().Select(r => r!)];
}
