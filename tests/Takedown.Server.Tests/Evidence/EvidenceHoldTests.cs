using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>A policy that wants the files of a notice before its platform gets it.</summary>
public sealed class EvidenceHoldTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_notice_waits_for_all_its_files_and_no_time_runs_until_then()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("waits.example"));
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json.AsObject();
        policy["requiresEvidence"] = true;
        foreach (var set in new[] { "version", "warnings", "code" }) policy.Remove(set);
        (await server.Operator.PutAsync("/v1/policies/CN-MUSIC", policy)).Must(200);
        var (one, other) = (Proofs.Png("one"), Proofs.Png("other"));
        var id = await claimant.AcceptAsync(Naming("https://waits.example/1", one, other));
        // What names no file, or only stored ones, goes at once.
        await claimant.StoreAsync("Stored before.");
        var stored = await claimant.DeliverAsync(
            platform, Sample.Notice("https://waits.example/2", file: Proofs.HashOf("Stored before."u8.ToArray())));

        await server.AdvanceAsync("PT72H");
        Assert.Equal("accepted", await claimant.StateAsync(id));
        (await platform.Api.GetAsync($"/v1/notices/{id}")).Must(404);
        (await claimant.Api.PutFileAsync(one)).Must(201);
        Assert.Equal("accepted", await claimant.StateAsync(id));

        (await claimant.Api.PutFileAsync(other)).Must(201);

        var items = await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == id));
        Assert.Equal([stored, id], items.Select(i => i.Id("noticeId")));
        Assert.True(items[1].Time("deliveredAt") >= (await server.NowAsync()).AddMinutes(-5));
        // Nobody else's upload of the same file sends it, and the same file once more sends it no second time.
        (await claimant.Api.PutFileAsync(other)).Must(200);
        Assert.Equal(2, (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Count);
    }

    private static JsonNode Naming(string url, params byte[][] files)
    {
        var notice = System.Text.Json.JsonSerializer.SerializeToNode(Sample.Notice(url))!;
        notice["evidence"] = new JsonArray([.. files.Select(f => new JsonObject
        {
            ["kind"] = "screenshot", ["sha256"] = Proofs.HashOf(f),
        })]);
        return notice;
    }
}
