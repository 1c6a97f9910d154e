using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>Who the accused is is kept while somebody may need it, and what it said as long as the notice.</summary>
public sealed class AccusedRetentionTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Who_it_is_is_forgotten_three_years_after_it_answered_once_all_is_settled()
    {
        var (platform, claimant, settled) = await server.RemovedAsync("forgotten.example");
        var (other, plaintiff, held) = await server.RemovedAsync("remembered.example");
        (await platform.CounterAsync(settled)).Must(201);
        (await other.CounterAsync(held)).Must(201);
        (await plaintiff.Api.PostAsync(
            $"/v1/notices/{held}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()))).Must(200);
        await server.AdvanceAsync("P18D");
        Assert.Equal("applied", await platform.SayAsync(settled, "restored"));

        await server.AdvanceAsync("P1000D");
        Assert.Equal("Wang Wei", (await ReadAsync(claimant, settled))["accused"].Text("name"));

        await server.AdvanceAsync("P100D");
        foreach (var reader in new[] { claimant, platform })
        {
            var forgotten = await ReadAsync(reader, settled);
            Assert.Empty(forgotten["accused"]!.AsObject());
            Assert.Null(forgotten["signature"]);
            Assert.StartsWith("It is my own recording", forgotten.Text("explanation"), StringComparison.Ordinal);
            Assert.Single(forgotten["evidence"]!.AsArray());
        }
        Assert.Equal("reinstated", await claimant.StateAsync(settled));

        // A proceeding that still runs needs its other party.
        Assert.Equal("Wang Wei", (await ReadAsync(plaintiff, held))["accused"].Text("name"));
        (await plaintiff.Api.PostAsync($"/v1/notices/{held}/proceeding-outcome", new
        {
            outcome = "upheld", document = new { sha256 = Sample.Sha256 },
        })).Must(200);
        await server.AdvanceAsync("P2D");
        Assert.Empty((await ReadAsync(plaintiff, held))["accused"]!.AsObject());
    }

    private static async Task<JsonNode> ReadAsync(Organisation reader, Guid notice) =>
        Assert.Single((await reader.Api.GetAsync($"/v1/counter-notices?notice={notice}")).Must(200).Items)!;
}
