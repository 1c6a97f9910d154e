using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

public sealed class BulkResponsesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Ten_thousand_responses_have_ten_thousand_results_in_their_order()
    {
        var platform = await server.PlatformAsync("bulk.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 10_000).Select(i => Sample.Notice($"https://bulk.example/{i}")));
        var ids = (await platform.InboxUntilAsync(i => i.Count == 10_000)).Select(i => i.Id("noticeId")).ToList();

        await AllAsync(platform, ids, new { response = "acknowledged" }, "applied acknowledged");
        await AllAsync(platform, ids, new { response = "action-taken", measure = "removed" }, "applied removed");
        var version = (await claimant.NoticeAsync(ids[4711])).Long("version");
        await AllAsync(platform, ids, new { response = "action-taken", measure = "removed" }, "unchanged removed");
        Assert.Equal(version, (await claimant.NoticeAsync(ids[4711])).Long("version"));
    }

    [Fact]
    public async Task One_more_is_too_many()
    {
        var platform = await server.PlatformAsync("more.example");
        var answer = await platform.Api.PostAsync(
            "/v1/inbox/responses", new { responses = Enumerable.Repeat(new { response = "acknowledged" }, 10_001) });
        Assert.Equal(("/responses", "list.too-long"), Assert.Single(answer.Must(400).Faults));
    }

    private static async Task AllAsync(Organisation platform, IReadOnlyList<Guid> ids, object said, string expected)
    {
        var template = System.Text.Json.JsonSerializer.SerializeToNode(said)!.AsObject();
        var responses = ids.Select(id => new JsonObject(template.Select(
            p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))) { ["noticeId"] = id });
        var results = (await platform.Api.PostAsync("/v1/inbox/responses", new { responses }))
            .Must(200).Json["results"]!.AsArray();
        Assert.Equal(ids, results.Select(r => r.Id("noticeId")));
        Assert.All(results, r => Assert.Equal(expected, $"{r.Text("status")} {r.Text("state")}"));
    }
}
