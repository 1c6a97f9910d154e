using System.Net;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Limits;

/// <summary>What an organisation takes at once and per minute, and what another one notices of it: nothing.</summary>
public sealed class RequestLimitTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Open_uploads_beyond_the_limit_are_refused_and_the_place_of_one_that_ends_is_free()
    {
        var claimant = await LimitedAsync(new { uploads = 2 });
        using var first = await SlowBatch.BeginAsync(server, claimant);
        using var second = await SlowBatch.BeginAsync(server, claimant);
        await UsesAsync(claimant, "uploads", 2);

        using var third = await SlowBatch.BeginAsync(server, claimant);
        await RefusedAsync(await third.EndAsync(), "uploads");
        (await claimant.SubmitAsync(Sample.Notice("https://nobody.example/1"))).Must(202);

        (await first.EndAsync()).Must(202);
        await UsesAsync(claimant, "uploads", 1);
        using var fourth = await SlowBatch.BeginAsync(server, claimant);
        (await fourth.EndAsync()).Must(202);
    }

    [Fact]
    public async Task Streams_beyond_the_limit_are_refused_and_another_organisation_has_its_own()
    {
        var claimant = await LimitedAsync(new { streams = 1 });
        var other = await server.ClaimantAsync();
        using var first = await OpenAsync(claimant);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await OpenAsync(claimant);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        using var elsewhere = await OpenAsync(other);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);

        first.Dispose();
        await UsesAsync(claimant, "streams", 0);
        using var third = await OpenAsync(claimant);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task Long_polls_beyond_the_limit_are_refused_and_plain_reads_are_not()
    {
        var claimant = await LimitedAsync(new { longPolls = 1 });
        using var stop = new CancellationTokenSource();
        var waiting = claimant.Api.Client.GetAsync("/v1/events?wait=30", stop.Token);
        await UsesAsync(claimant, "longPolls", 1);

        await RefusedAsync(await claimant.Api.GetAsync("/v1/events?wait=30"), "longPolls");
        (await claimant.Api.GetAsync("/v1/events")).Must(200);
        (await claimant.Api.GetAsync("/v1/events?wait=0")).Must(200);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await UsesAsync(claimant, "longPolls", 0);
    }

    [Theory]
    [InlineData("requestsAtOnce")]
    [InlineData("requestsAtOncePerKey")]
    public async Task Requests_at_once_beyond_the_limit_are_refused(string limit)
    {
        var claimant = await LimitedAsync(new Dictionary<string, int> { [limit] = 1 });
        using var held = await HalfSent.BeginAsync(server.Address, claimant.Key, "/v1/batches", 100);
        await UsesAsync(claimant, limit, 1);
        await RefusedAsync(await claimant.Api.GetAsync("/v1/notices"), limit);
        (await server.Operator.GetAsync("/v1/notices")).Must(200);
    }

    [Fact]
    public async Task A_second_key_of_the_organisation_is_not_held_up_by_the_first()
    {
        var claimant = await LimitedAsync(new { requestsAtOncePerKey = 1 });
        var second = server.With((await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { }))
            .Must(201).Json.Text("key"));
        using var held = await HalfSent.BeginAsync(server.Address, claimant.Key, "/v1/batches", 100);
        await UsesAsync(claimant, "requestsAtOnce", 1);
        (await second.GetAsync("/v1/notices")).Must(200);
    }

    [Fact]
    public async Task Requests_per_minute_beyond_the_limit_are_refused_but_never_notices_and_answers()
    {
        var (platform, _, id) = await server.DeliveredAsync(Bodies.NewHost("limited"));
        await LimitAsync(platform, new { requestsPerMinute = 3 });
        for (var i = 0; i < 3; i++) (await platform.Api.GetAsync("/v1/events")).Must(200);
        await RefusedAsync(await platform.Api.GetAsync("/v1/events"), "requestsPerMinute");
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));

        var claimant = await LimitedAsync(new { requestsPerMinute = 1 });
        for (var i = 0; i < 5; i++) (await claimant.SubmitAsync(Sample.Notice("https://nobody.example/1"))).Must(202);
    }

    [Fact]
    public async Task A_refusal_says_which_limit_and_when_to_come_again_in_the_readers_language()
    {
        var claimant = await LimitedAsync(new { requestsPerMinute = 1 });
        using var good = await claimant.Api.Client.GetAsync("/v1/notices");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        // The limit of which the least is left, not the one that was asked last.
        Assert.Equal("\"requestsPerMinute\";r=0", Header(good, "RateLimit"));
        Assert.Equal("\"requestsPerMinute\";q=1;w=60", Header(good, "RateLimit-Policy"));
        using var ordinary = await (await server.ClaimantAsync()).Api.Client.GetAsync("/v1/notices");
        Assert.StartsWith("\"requestsAtOnce", Header(ordinary, "RateLimit"), StringComparison.Ordinal);
        Assert.Contains(";qu=\"concurrent-requests\"", Header(ordinary, "RateLimit-Policy"), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/notices");
        request.Headers.Add("Accept-Language", "zh-CN");
        using var refused = await claimant.Api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("\"requestsPerMinute\";q=1;w=60", Header(refused, "RateLimit-Policy"));
        Assert.StartsWith("\"requestsPerMinute\";r=0;t=", Header(refused, "RateLimit"), StringComparison.Ordinal);
        Assert.Contains("限额", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_that_are_too_low_do_not_keep_the_operator_from_changing_them()
    {
        await using var own = await Disposable.StartAsync();
        var low = new { requestsPerMinute = 1, requestsAtOnce = 1 };
        for (var i = 0; i < 5; i++) (await own.Server.Operator.PutAsync("/v1/limits", low)).Must(200);
        (await own.Server.Operator.GetAsync("/v1/policies")).Must(200);
        (await own.Server.Operator.GetAsync("/v1/policies")).Must(429);
        (await own.Server.Operator.PutAsync("/v1/limits", new { })).Must(200);
        (await own.Server.Operator.GetAsync("/v1/policies")).Must(200);
    }

    [Fact]
    public async Task Who_is_at_a_limit_learns_its_use_but_not_without_end()
    {
        var claimant = await LimitedAsync(new { requestsPerMinute = 1, requestsAtOnce = 1 });
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await claimant.Api.GetAsync("/v1/notices")).Must(429);
        Assert.Equal(1, (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("requestsPerMinute"));
        var path = $"/v1/organisations/{claimant.Id}/limits";
        (await claimant.Api.GetAsync(path)).Must(200);
        Answer answer;
        var reads = 2;
        do answer = await claimant.Api.GetAsync(reads++ % 2 == 0 ? "/v1/usage" : path);
        while (answer.Status == 200 && reads < 900);
        await RefusedAsync(answer, "limitReads");
        Assert.InRange(reads, 600, 899);
        (await server.Operator.PutAsync(path, new { requestsPerMinute = 1 })).Must(200);
    }

    [Fact]
    public async Task What_is_public_is_read_without_a_key_but_not_without_end()
    {
        await using var own = await Disposable.StartAsync();
        Answer answer;
        var reads = 0;
        do answer = await own.Server.Anonymous.GetAsync(reads++ % 2 == 0 ? "/v1/bodies" : "/v1/publications/public");
        while (answer.Status == 200 && reads < 400);
        await RefusedAsync(answer, "publicReads");
        Assert.InRange(reads, 121, 399);
        // A key of the same address is counted by itself.
        (await own.Server.Operator.GetAsync("/v1/bodies")).Must(200);
    }

    [Fact]
    public async Task Refusals_are_counted_by_limit()
    {
        await using var own = await Disposable.StartAsync();
        await own.Server.Operator.PutAsync("/v1/limits", new { requestsPerMinute = 1 });
        for (var i = 0; i < 4; i++) await own.Server.Operator.GetAsync("/v1/policies");
        var scraped = (await own.Server.Anonymous.GetAsync("/metrics")).Must(200).Body;
        Assert.Contains("takedown_limited_total{limit=\"requestsPerMinute\"} 3", scraped, StringComparison.Ordinal);
        Assert.Contains("takedown_limited_total{limit=\"streams\"} 0", scraped, StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static Task<HttpResponseMessage> OpenAsync(Organisation reader) =>
        reader.Api.Client.GetAsync("/v1/events/stream", HttpCompletionOption.ResponseHeadersRead);

    private static Task RefusedAsync(Answer answer, string limit)
    {
        Assert.Equal((429, "limit.reached", limit), (answer.Status, answer.Code, answer.Json.Text("limit")));
        return Task.CompletedTask;
    }

    private static Task UsesAsync(Organisation caller, string what, long count) => Following.WaitUntilAsync(
        async () => (await caller.Api.GetAsync("/v1/usage")).Must(200).Json.Long(what), used => used == count);

    private async Task<Organisation> LimitedAsync(object limits)
    {
        var claimant = await server.ClaimantAsync();
        await LimitAsync(claimant, limits);
        return claimant;
    }

    private async Task LimitAsync(Organisation organisation, object limits) =>
        (await server.Operator.PutAsync($"/v1/organisations/{organisation.Id}/limits", limits)).Must(200);
}
