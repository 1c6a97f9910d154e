using System.Diagnostics;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Feeds;

/// <summary>A stream on which nothing happens.</summary>
public sealed class QuietStreamTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_opens_at_once_may_not_be_stored_and_sends_heartbeats_that_are_no_events()
    {
        var claimant = await server.ClaimantAsync();
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events/stream");

        using var response = await claimant.Api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(": still here", await reader.ReadLineAsync().WaitAsync(Timeout, TimeProvider.System));
        Assert.Equal("", await reader.ReadLineAsync().WaitAsync(Timeout, TimeProvider.System));
    }
}
