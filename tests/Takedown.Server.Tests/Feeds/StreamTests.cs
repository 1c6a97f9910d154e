using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Feeds;

/// <summary>The feed as server-sent events.</summary>
public sealed class StreamTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_stream_tells_the_same_as_the_feed_and_goes_on_with_what_comes()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("stream.example");
        await using var stream = await EventStream.OpenAsync(claimant);
        var first = await stream.ReadAsync(2);
        await platform.SayAsync(id, "action-taken", "removed");
        var next = await stream.ReadAsync(1);

        var feed = await claimant.FeedAsync();
        Assert.Equal(feed.Select(e => (e.Text("cursor"), e.Text("type"), e.ToJsonString())), [.. first, .. next]);
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_after_the_last_event_it_had()
    {
        var platform = await server.PlatformAsync("resume.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 10).Select(i => Sample.Notice($"https://resume.example/{i}")));
        await platform.InboxUntilAsync(i => i.Count == 10);
        List<(string Id, string Type, string Data)> read = [];
        await using (var stream = await EventStream.OpenAsync(claimant)) read.AddRange(await stream.ReadAsync(7));
        await using (var stream = await EventStream.OpenAsync(claimant, lastEventId: read[^1].Id))
            read.AddRange(await stream.ReadAsync(6));
        await using (var stream = await EventStream.OpenAsync(claimant, query: $"?after={read[^1].Id}"))
            read.AddRange(await stream.ReadAsync(7));
        Assert.Equal((await claimant.FeedAsync()).Select(e => e.ToJsonString()), read.Select(e => e.Data));
    }

    [Fact]
    public async Task A_cursor_that_was_never_given_out_is_refused()
    {
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.GetAsync("/v1/events/stream", ("Last-Event-ID", "nonsense"))).Must(400);
        (await claimant.Api.GetAsync("/v1/events/stream?after=nonsense")).Must(400);
        (await server.Anonymous.GetAsync("/v1/events/stream")).Must(401);
    }

    [Fact]
    public async Task A_reader_on_the_line_does_not_keep_the_server_from_stopping()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var claimant = await own.Server.ClaimantAsync();
        await using var stream = await EventStream.OpenAsync(claimant);
        var poll = claimant.Api.GetAsync("/v1/events?wait=30");
        own.Server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Empty((await poll.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System)).Must(200).Items);
        Assert.True(await stream.EndsAsync());
    }

    private sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<EventStream> OpenAsync(
            Organisation claimant, string? lastEventId = null, string query = "")
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/events/stream{query}");
            if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
            var response = await claimant.Api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        }

        public async Task<List<(string Id, string Type, string Data)>> ReadAsync(int count)
        {
            var events = new List<(string, string, string)>();
            var fields = new Dictionary<string, string>();
            while (events.Count < count)
            {
                var line = await reader.ReadLineAsync().WaitAsync(Following.Timeout, TimeProvider.System);
                Assert.NotNull(line);
                if (line.StartsWith(':')) continue;
                if (line.Length > 0)
                {
                    fields[line.Split(": ", 2)[0]] = line.Split(": ", 2)[1];
                }
                else if (fields.Count > 0)
                {
                    // Written again through the same printer as the feed's, so that only their contents are compared.
                    events.Add((fields["id"], fields["event"], JsonNode.Parse(fields["data"])!.ToJsonString()));
                    fields.Clear();
                }
            }
            return events;
        }

        public async Task<bool> EndsAsync()
        {
            while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System) is { } line)
            {
                if (line.Length > 0 && !line.StartsWith(':')) return false;
            }
            return true;
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
