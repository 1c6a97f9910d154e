using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance;

/// <summary>What the operator sees of senders, and how one is slowed down.</summary>
public sealed class SenderTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_sender_is_listed_with_its_volume_its_precision_and_the_keys_it_uses()
    {
        var platform = await server.PlatformAsync("senders.example");
        var (small, large) = (await server.ClaimantAsync("Small Ltd"), await server.ClaimantAsync("Large Ltd"));
        await server.ClaimantAsync("Silent Ltd");
        await small.SubmitAsync(Sample.Notice("https://senders.example/1"));
        await large.SubmitAsync(
            Sample.Notice("https://senders.example/2"), Sample.Notice("https://senders.example/3"),
            Sample.Notice("https://senders.example/3"), Sample.Notice("https://nobody.example/4"));
        var ids = (await platform.InboxUntilAsync(items => items.Count == 3))
            .Select(i => (Id: i.Id("noticeId"), Url: i["notice"]!["target"].Text("url"))).ToList();
        Guid Of(string end) => ids.Single(i => i.Url.EndsWith(end, StringComparison.Ordinal)).Id;
        await platform.SayAsync(Of("/2"), "action-taken", "removed");
        await platform.RespondAsync(new
        {
            noticeId = Of("/3"), response = "rejected", reason = new { code = "licensed" },
        });

        var listed = (await server.Operator.GetAsync("/v1/senders")).Must(200).Items;
        Assert.Equal(
            ["Large Ltd", "Small Ltd"], listed.Select(s => s.Text("name")).Where(n => n is "Large Ltd" or "Small Ltd"));
        Assert.DoesNotContain(listed, s => s.Text("name") == "Silent Ltd");
        var sender = listed.Single(s => s.Id("id") == large.Id)!;
        Assert.Equal(
            (1, 4, 2, 1, 1),
            (sender.Long("batches"), sender.Long("received"), sender.Long("accepted"), sender.Long("duplicates"),
                sender.Long("rejected")));
        Assert.Equal(
            (1, 1, 0.5), (sender["accuracy"].Long("removed"), sender["accuracy"].Long("refused"),
                sender["accuracy"]!["precision"]!.GetValue<double>()));
        Assert.Null(sender["personKeyUsedAt"]);
        var one = (await server.Operator.GetAsync($"/v1/senders/{large.Id}")).Must(200).Json;
        Assert.Equal(4, one.Long("received"));

        var page = (await server.Operator.GetAsync("/v1/senders?limit=1")).Must(200).Json;
        Assert.Equal(listed[0].Id("id"), Assert.Single(page["items"]!.AsArray()).Id("id"));
        var next = (await server.Operator.GetAsync($"/v1/senders?limit=1&after={page["next"]}")).Must(200).Json;
        Assert.Equal(listed[1].Id("id"), Assert.Single(next["items"]!.AsArray()).Id("id"));
        Assert.Empty((await server.Operator.GetAsync("/v1/senders?to=2020-01-31")).Must(200).Items);
        (await server.Operator.GetAsync($"/v1/senders/{platform.Id}")).Must(404);
        (await large.Api.GetAsync($"/v1/senders/{large.Id}")).Must(403);
    }

    [Fact]
    public async Task A_sender_that_is_slowed_down_reads_why_keeps_its_own_limits_and_gets_them_back()
    {
        var claimant = await server.ClaimantAsync("Slow Ltd");
        var (path, limits) = ($"/v1/senders/{claimant.Id}/slowdown", $"/v1/organisations/{claimant.Id}/limits");
        var general = (await claimant.Api.GetAsync(limits)).Must(200).Json;
        (await server.Operator.PutAsync(limits, new { uploads = 7, streams = 3 })).Must(200);

        var slowed = (await server.Operator.PutAsync(path, new
        {
            reason = "program-fault", text = "Your program repeats requests without a pause.",
        })).Must(200).Json;
        Assert.Equal((2, 1, 600, 3), Values(slowed));
        var usage = (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json["limits"]!;
        Assert.Equal(
            ("program-fault", "Your program repeats requests without a pause."),
            (usage["slowdown"].Text("reason"), usage["slowdown"].Text("text")));
        Assert.Equal((2, 1, 600, 3), Values(usage));
        Assert.Equal(
            "program-fault", (await server.Operator.GetAsync($"/v1/senders/{claimant.Id}")).Must(200).Json["slowdown"]
                .Text("reason"));
        // It sent nothing, and is listed.
        Assert.Contains((await server.Operator.GetAsync("/v1/senders?limit=1000")).Must(200).Items,
            s => s.Id("id") == claimant.Id && s.Long("received") == 0);
        // Bulk is no reason: a batch is taken whole.
        await server.PlatformAsync("slow.example");
        var sent = (await claimant.SubmitAsync([.. Enumerable.Range(0, 500).Select(
            i => Sample.Notice($"https://slow.example/{i}"))])).Must(202);
        Assert.Equal(500, sent.Json.Long("accepted"));

        // Limits of its own go on below the slowdown, and without it.
        (await server.Operator.PutAsync(limits, new { uploads = 9, streams = 4, slowdown = (object?)null })).Must(200);
        Assert.Equal((2, 1, 600, 4), Values(await UsedAsync(claimant)));
        // What is read, changed and given again keeps nothing of the slowdown.
        var given = (await claimant.Api.GetAsync(limits)).Must(200).Json;
        Assert.Equal(
            (general.Long("requestsAtOnce"), 9, general.Long("requestsPerMinute"), 4), Values(given));
        Assert.Equal("program-fault", given["slowdown"].Text("reason"));
        (await server.Operator.DeleteAsync(limits)).Must(204);
        Assert.Equal((2, 1, 600, general.Long("streams")), Values(await UsedAsync(claimant)));
        // The same again is the same.
        (await server.Operator.PutAsync(path, new
        {
            reason = "program-fault", text = "Your program repeats requests without a pause.",
        })).Must(200);
        (await server.Operator.PutAsync(limits, new { uploads = 9 })).Must(200);

        (await server.Operator.DeleteAsync(path)).Must(204);
        (await server.Operator.DeleteAsync(path)).Must(204);
        var after = (await claimant.Api.GetAsync(limits)).Must(200).Json;
        Assert.Equal((general.Long("requestsAtOnce"), 9), (after.Long("requestsAtOnce"), after.Long("uploads")));
        Assert.Null(after["slowdown"]);

        var told = (await claimant.FeedAsync()).Where(e => e["noticeId"] is null).ToList();
        Assert.Equal(["slowed-down", "slowdown-ended"], told.Select(e => e.Text("type")));
        Assert.Equal(
            ("program-fault", "Your program repeats requests without a pause.", Guid.Empty),
            (told[0]["reason"].Text("code"), told[0]["reason"].Text("text"), told[0].Id("platformId")));
        var acts = (await server.Operator.GetAsync($"/v1/audit?object={claimant.Id}&limit=1000")).Must(200).Items
            .Where(a => a.Text("act").StartsWith("slowdown.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["slowdown.put", "slowdown.retire"], acts.Select(a => a.Text("act")));
        Assert.Equal("program-fault", acts[0]!["after"]!["slowdown"].Text("reason"));
    }

    [Theory]
    [InlineData("""{"text":"Too much."}""", "/reason field.required")]
    [InlineData("""{"reason":"program-fault","text":" "}""", "/text field.required")]
    [InlineData("""{"reason":"volume","text":"Too much."}""", "/reason value.unknown")]
    [InlineData("""{"reason":"program-fault","text":"x","uploads":1}""", "/uploads field.unknown")]
    public async Task A_slowdown_needs_a_reason_and_the_number_of_notices_is_none(string body, string fault)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await server.Operator.SendAsync(
            HttpMethod.Put, $"/v1/senders/{claimant.Id}/slowdown", body, Bodies.Json)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    public async Task Only_claimants_are_slowed_down()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost());
        var body = await server.RegulatorAsync("CN-610000");
        var why = new { reason = "at-its-request", text = "As asked." };
        foreach (var id in new[] { platform.Id, body.Id, NewId.Next() })
        {
            (await server.Operator.PutAsync($"/v1/senders/{id}/slowdown", why)).Must(404);
            (await server.Operator.DeleteAsync($"/v1/senders/{id}/slowdown")).Must(404);
        }
    }

    private static async Task<JsonNode> UsedAsync(Organisation claimant) =>
        (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json["limits"]!;

    private static (long AtOnce, long Uploads, long PerMinute, long Streams) Values(JsonNode limits) => (
        limits.Long("requestsAtOnce"), limits.Long("uploads"), limits.Long("requestsPerMinute"),
        limits.Long("streams"));
}
