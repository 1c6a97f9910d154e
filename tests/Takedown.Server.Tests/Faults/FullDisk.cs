using System.Net;
using System.Net.Http.Json;
using System.Text;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Executable;

namespace Takedown.Server.Tests.Faults;

/// <summary>Sends until the disk is full, makes room, and asks for everything that was answered as accepted.</summary>
internal static class FullDisk
{
    private const int PerBatch = 2000;
    private const int MaxBatches = 60;

    public static async Task FillAndGrowAsync(FaultyServer server, Action grow)
    {
        var platform = await server.Process.RegisterPlatformAsync("video.example");
        var claimant = await server.Process.RegisterClaimantAsync("Sends too much");
        var accepted = 0L;
        HttpStatusCode? refused = null;
        for (var i = 0; i < MaxBatches && refused is null; i++)
        {
            using var answer = await SendAsync(claimant.Http, i);
            if (answer.StatusCode is not HttpStatusCode.Accepted)
            {
                refused = answer.StatusCode;
                Assert.NotNull(answer.Headers.RetryAfter);
            }
            else accepted += (await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView))!.Accepted;
        }
        Assert.True(refused is HttpStatusCode.ServiceUnavailable, $"{refused}: {server.Process.Output}");
        Assert.False(
            server.Process.Output.Contains("nhandled exception", StringComparison.Ordinal), server.Process.Output);
        var (ready, database, _) = await server.ReadinessAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: storage is full"), (ready, database));
        Assert.Equal(1, server.Told("The database cannot be used: storage is full"));

        grow();
        await server.UntilReadyAsync();
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await SendAsync(claimant.Http, MaxBatches);
            return answer.StatusCode is HttpStatusCode.Accepted;
        }, ServerProcess.Timeout, "the server to accept again");
        // What was refused is no loss, and what was accepted is all there: also where the fault hit a batch in its
        // middle.
        await Eventually.TrueAsync(
            async () => await CountAsync(platform.Http) >= accepted + PerBatch, ServerProcess.Timeout,
            "all that was accepted to be delivered");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, int batch)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < PerBatch; i++)
        {
            var line = $$$"""
                {"clientRef":"{{{batch}}}-{{{i}}}","work":{"title":"Harbour Lights","type":"music"},
                "target":{"url":"https://video.example/{{{batch}}}/{{{i}}}"},
                "evidence":[{"kind":"screenshot","sha256":"{{{new string('0', 64)}}}"}]}
                """;
            lines.Append(line.ReplaceLineEndings(" ")).Append('\n');
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches")
        {
            Content = new StringContent(lines.ToString(), null, "application/x-ndjson"),
            Headers = { { "Idempotency-Key", $"full-{batch}" } },
        };
        return await http.SendAsync(request);
    }

    private static async Task<long> CountAsync(HttpClient platform)
    {
        var (after, count) = (0L, 0L);
        while (true)
        {
            var page = await platform.GetFromJsonAsync(
                $"/v1/inbox?after={after}&limit=1000", TakedownJson.Default.PageInboxItem);
            if (page!.Items.Count == 0) return count;
            count += page.Items.Count;
            after = page.Items[^1].Seq;
        }
    }
}
