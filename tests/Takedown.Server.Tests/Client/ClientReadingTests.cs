using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Takedown.Client;
using Takedown.Contracts;
using Takedown.Server.Tests.Docker;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Client;

/// <summary>What the client reads for its caller: pages, streams, downloads, signatures, and when it waits.</summary>
public sealed class ClientReadingTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_sample_of_its_page_runs()
    {
        var platform = await server.PlatformAsync("video.example");
        var claimant = await server.ClaimantAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var stop = new CancellationTokenSource(Following.Timeout, TimeProvider.System);
        Assert.Equal(NoticeState.Removed, await ClientSample.RunAsync(http, claimant.Key, platform.Key, stop.Token));
    }

    [Fact]
    public void The_sample_of_its_page_is_the_one_that_is_tested()
    {
        var source = Repository.Read("tests/Takedown.Server.Tests/Client/ClientSample.cs");
        var sample = source[(source.IndexOf("// sample\n", StringComparison.Ordinal) + 10)..];
        sample = sample[..sample.LastIndexOf("        // end", StringComparison.Ordinal)];
        var plain = string.Join('\n', sample.Split('\n').Select(line => line.Length > 8 ? line[8..] : "")).Trim();
        Assert.Contains(plain, Repository.Read("src/Takedown.Client/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_read_to_their_end_and_downloads_line_by_line()
    {
        var host = Bodies.NewHost("all");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var client = Client(claimant.Key);
        var batch = await client.Claimant.SubmitAsync(
            [
                .. Enumerable.Range(0, 1200).Select(i => Notice($"https://{host}/{i}")),
                new NoticeInput { ClientRef = "x" },
            ]);

        Assert.Equal(1200, await CountAsync(client.Claimant.ReadAllNoticesAsync(batchId: batch.Id)));
        var results = await ListAsync(client.Claimant.ReadAllResultsAsync(batch.Id!.Value));
        Assert.Equal(Enumerable.Range(0, 1201).Select(i => (long)i), results.Select(r => r.Index));
        Assert.Equal("x", Assert.Single(await ListAsync(client.Claimant.ReadRejectedAsync(batch.Id.Value))).ClientRef);
    }

    [Fact]
    public async Task A_cut_event_stream_is_continued_after_the_last_event()
    {
        var host = Bodies.NewHost("cut");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        for (var i = 0; i < 3; i++) await claimant.AcceptAsync(Sample.Notice($"https://{host}/{i}"));
        var cut = new CuttingHandler(new SocketsHttpHandler());
        using var http = new HttpClient(cut) { BaseAddress = server.Address };
        using var stop = new CancellationTokenSource(Following.Timeout, TimeProvider.System);
        var seen = new List<string>();
        await foreach (var item in new TakedownClient(http, claimant.Key).Claimant.FollowEventsAsync(
            cancellation: stop.Token))
        {
            seen.Add(item.Cursor);
            if (seen.Count == 6) break;
        }
        Assert.Equal(6, seen.Distinct().Count());
        Assert.True(cut.Connections > 1);
        var feed = (await claimant.FeedAsync()).Select(e => e.Text("cursor")).ToList();
        Assert.Equal(feed.Take(6), seen);
    }

    [Theory]
    [InlineData(429, "POST", 2)]
    [InlineData(503, "GET", 2)]
    [InlineData(503, "POST", 1)]
    public async Task It_waits_as_long_as_it_is_told_and_acts_no_second_time(int status, string method, int tries)
    {
        var answers = new BusyHandler(status, busy: 1);
        using var http = new HttpClient(answers) { BaseAddress = new("http://busy.example") };
        var client = new TakedownClient(http, "key", new() { Time = new Hurried() });
        Func<Task> call = method == "GET"
            ? () => client.GetMeAsync() : () => client.Claimant.SubmitAsync([new NoticeInput()]);
        if (tries == 1) await Assert.ThrowsAsync<TakedownProblemException>(call);
        else await call();
        Assert.Equal(tries, answers.Requests);
    }

    [Fact]
    public async Task It_does_not_wait_longer_than_allowed()
    {
        var answers = new BusyHandler(429, busy: 1) { RetryAfter = TimeSpan.FromHours(1) };
        using var http = new HttpClient(answers) { BaseAddress = new("http://busy.example") };
        await Assert.ThrowsAsync<TakedownProblemException>(() => new TakedownClient(http, "key").GetMeAsync());
        Assert.Equal(1, answers.Requests);
    }

    [Fact]
    public async Task What_the_server_signed_is_verified_also_after_a_rotation()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PushedAsync(Bodies.NewHost("signed"), receiver);
        var client = Client(platform.Key);
        Assert.True((await client.Platform.TestWebhookAsync()).Delivered);
        var first = receiver.All.Last();
        var old = platform.Secret();
        Assert.True(Verify(old, first));

        var rotated = (await platform.Api.PostAsync($"/v1/organisations/{platform.Id}/webhook-secret", new { }))
            .Must(201).Json.Text("secret");
        await client.Platform.TestWebhookAsync();
        var second = receiver.All.Last();
        Assert.True(Verify(old, second) && Verify(rotated, second));
        Assert.False(Verify(rotated, first));
    }

    [Fact]
    public void A_changed_body_an_old_timestamp_and_another_secret_are_refused()
    {
        var now = TimeProvider.System.GetUtcNow();
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var body = "{}"u8.ToArray();
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        string Sign(string at) =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"msg_1.{at}.{{}}")));
        Assert.True(WebhookSignature.Verify(secret, "msg_1", time, Sign(time), body));
        Assert.True(WebhookSignature.Verify(secret, "msg_1", time, $"v1,AAAA v2,x {Sign(time)}", body));
        Assert.False(WebhookSignature.Verify(secret, "msg_1", time, Sign(time), "{ }"u8));
        Assert.False(WebhookSignature.Verify(secret, "msg_2", time, Sign(time), body));
        Assert.False(WebhookSignature.Verify(secret, "msg_1", time, "", body));
        Assert.False(WebhookSignature.Verify(secret, "msg_1", time, "v1,not base64!", body));
        Assert.False(WebhookSignature.Verify(secret, "msg_1", "soon", Sign("soon"), body));
        Assert.False(WebhookSignature.Verify(secret, "msg_1", "9223372036854775807", Sign(time), body));
        var old = now.AddMinutes(-6).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.False(WebhookSignature.Verify(secret, "msg_1", old, Sign(old), body));
        Assert.True(WebhookSignature.Verify(secret, "msg_1", old, Sign(old), body, TimeSpan.FromMinutes(10)));
        var other = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Assert.False(WebhookSignature.Verify(other, "msg_1", time, Sign(time), body));
    }

    private static bool Verify(string secret, Push push) =>
        WebhookSignature.Verify(secret, push.Id, push.Timestamp, push.Signature, push.Body, TimeSpan.FromDays(9999));

    private TakedownClient Client(string key) => new(new HttpClient { BaseAddress = server.Address }, key);

    private static NoticeInput Notice(string url) => new()
    {
        Work = new() { Title = "Amber Ferry", Type = "music" },
        Target = new() { Url = url },
        Evidence = [new() { Kind = "screenshot", Sha256 = new string('0', 64) }],
        RightsHolder = new() { Name = "Larkspur", Email = "a@larkspur.example", Address = "1 Road" },
    };

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items) => (await ListAsync(items)).Count;

    /// <summary>Ends the body of each event stream after some bytes.</summary>
    private sealed class CuttingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Connections { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Connections++;
            var answer = await base.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            // Some events and a part of the next.
            var text = new byte[700];
            var read = await body.ReadAsync(text, cancellationToken);
            answer.Content = new ByteArrayContent(text, 0, read);
            return answer;
        }
    }

    /// <summary>Answers that it is busy some times, then with an empty object of the kind asked for.</summary>
    private sealed class BusyHandler(int status, int busy) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(7);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isBusy = ++Requests <= busy;
            var answer = new HttpResponseMessage(isBusy ? (HttpStatusCode)status : HttpStatusCode.OK)
            {
                Content = new StringContent(isBusy ? "{}" : request.Method == HttpMethod.Get
                    ? Repository.Read("contracts/Takedown.Contracts/samples/getMe.response.json")
                    : Repository.Read("contracts/Takedown.Contracts/samples/submitBatch.response.json"),
                    Encoding.UTF8, "application/json"),
            };
            if (isBusy) answer.Headers.RetryAfter = new RetryConditionHeaderValue(RetryAfter);
            return Task.FromResult(answer);
        }
    }

    /// <summary>Timers that end at once.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
