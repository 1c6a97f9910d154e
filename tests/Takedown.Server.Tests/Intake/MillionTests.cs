using System.Text;
using Takedown.Server.Tests.Harness;
using Xunit.Abstractions;

namespace Takedown.Server.Tests.Intake;

/// <summary>There is no cap on the number of items.</summary>
[Collection(nameof(Alone))]
[Trait("Category", "Long")]
public sealed class MillionTests(TestServer server, ITestOutputHelper output) : IClassFixture<TestServer>
{
    private const int Million = 1_000_000;

    /// <summary>Most are doubles of these: each is still read, judged, looked up and stored with its result.</summary>
    private const int Different = 100_000;

    [SqliteFact]
    public async Task A_million_items_in_one_body_have_a_million_results()
    {
        var host = Bodies.NewHost("million");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var started = TimeProvider.System.GetTimestamp();

        var answer = (await claimant.StreamBatchAsync(async body =>
        {
            var lines = new StringBuilder();
            for (var i = 0; i < Million; i++)
            {
                lines.Append(Bodies.Line(Sample.Notice($"https://{host}/{i % Different}", $"ref-{i}")));
                if (i % 1000 != 999) continue;
                await body.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()));
                lines.Clear();
                // What is held, not what waits for a collection, which is late on a busy machine.
                if (i % 50_000 == 49_999) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }, key: "million")).Must(202);

        var took = TimeProvider.System.GetElapsedTime(started);
        output.WriteLine($"{Million / took.TotalSeconds:N0} items/s, {took.TotalSeconds:N1} s, {(most - before) >> 20} "
            + "MB held by client and server");
        Assert.Equal((Million, Different, Million - Different, 0), answer.Counts());
        Assert.Equal("complete", answer.Json["status"]!.GetValue<string>());
        Assert.True(most - before < 400L << 20, $"{(most - before) >> 20} MB were held.");
        Assert.Equal(Million, await CountResultsAsync(claimant, answer.Id()));
    }

    private static async Task<int> CountResultsAsync(Organisation claimant, Guid batch)
    {
        await using var stream = await claimant.Api.Client.GetStreamAsync($"/v1/batches/{batch}/results?format=ndjson");
        using var reader = new StreamReader(stream);
        var count = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            var start = $"{{\"index\":{count},\"row\":{count + 1},\"clientRef\":\"ref-{count}\"";
            if (!line.StartsWith(start, StringComparison.Ordinal)) break;
            count++;
        }
        return count;
    }
}
