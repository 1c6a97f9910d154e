using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Limits;

/// <summary>Senders that stop in the middle: they lose their place, and nobody else loses anything.</summary>
public sealed class SlowBodyTests(SlowBodyTests.Small small) : IClassFixture<SlowBodyTests.Small>
{
    private const string Responses = "/v1/inbox/responses";

    private TestServer Server => small.Server.Server;

    [Theory]
    [InlineData("/v1/organisations/{0}/limits", "PUT")]
    [InlineData(Responses, "POST")]
    public async Task A_body_that_does_not_arrive_in_its_time_ends_the_request(string path, string method)
    {
        var platform = await Server.PlatformAsync(Bodies.NewHost("stalled"));
        var key = method == "PUT" ? TestServer.OperatorKey : platform.Key;
        using var request = await HalfSent.BeginAsync(
            Server.Address, key, path.Replace("{0}", $"{platform.Id}", StringComparison.Ordinal), 1000, method: method);
        await request.SendAsync("{");
        Assert.Equal("body.too-slow", (await request.AnswerAsync()).Must(408).Code);
    }

    [Fact]
    public async Task An_upload_that_stands_still_is_stored_so_far_when_memory_is_short_and_goes_on_afterwards()
    {
        var host = Bodies.NewHost("still");
        await Server.PlatformAsync(host);
        var (claimant, other) = (await Server.ClaimantAsync(), await Server.ClaimantAsync());
        using var still = await SlowBatch.BeginAsync(Server, claimant, "k");
        var lines = Fat(host, 0, 400);
        await still.SendAsync(lines);
        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("uploads"), n => n == 1);

        // Others come and need memory too, again and again until this one has been told.
        for (var i = 1; (await claimant.NoticesAsync()).Count < 300; i++)
        {
            Assert.True(i < 100, "It kept its memory.");
            (await other.SendBatchAsync(Fat(host, i * 1000, 400), key: $"k{i}")).Must(202);
        }
        await still.SendAsync(Fat(host, 400, 10));
        (await still.EndAsync()).Must(202);
        Assert.Equal(410, (await claimant.NoticesAsync()).Count);
    }

    [Fact]
    public async Task A_body_that_cannot_be_stored_yet_loses_its_place_when_others_wait()
    {
        var host = Bodies.NewHost("undecided");
        var platform = await Server.PlatformAsync(host);
        var claimant = await Server.ClaimantAsync();
        using var first = await HalfSent.BeginAsync(Server.Address, claimant.Key, "/v1/batches", 5_000_000);
        await first.SendAsync("{\"notices\":[" + Fat(host, 0, 300).TrimEnd().Replace("\n", ",", StringComparison.Ordinal));
        using var second = await HalfSent.BeginAsync(Server.Address, platform.Key, Responses, 5_000_000);
        await second.SendAsync(Answers(4000)[..^2] + ",");

        // Whoever waits is served in the end: these need more memory than the two leave.
        for (var i = 0; i < 3; i++)
        {
            (await platform.Api.SendAsync(HttpMethod.Post, Responses, Answers(4000), Bodies.Json)).Must(200);
        }
        var few = (await claimant.SendBatchAsync(Fat(host, 5000, 3))).Must(202);
        Assert.Equal((3, 3, 0, 0), few.Counts());
        Assert.Equal("body.too-slow", (await second.AnswerAsync()).Must(408).Code);
    }

    private static string Fat(string host, int from, int count) => Bodies.Lines(Enumerable.Range(from, count)
        .Select(i => Sample.Notice($"https://{host}/{i}", new string('r', 150), title: new string('t', 300))));

    private static string Answers(int count) =>
        "{\"responses\":[" + string.Join(',', Enumerable.Repeat("{\"platformRef\":\"" + new string('p', 80) + "\"}", count))
        + "]}";

    /// <summary>A server with little memory for bodies and little patience.</summary>
    public sealed class Small : IAsyncLifetime
    {
        internal Disposable Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await Disposable.StartAsync(
            ("Takedown:Bodies:MemoryBytes", "1048576"), ("Takedown:Bodies:Patience", "00:00:00.5"),
            ("Takedown:Bodies:Timeout", "00:00:01"));

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
