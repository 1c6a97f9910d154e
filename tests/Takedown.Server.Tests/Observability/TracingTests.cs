using Takedown.Server.Observability;
using System.Collections.Concurrent;
using System.Diagnostics;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>One trace from the POST over the bus to the platform.</summary>
public sealed class TracingTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_notice_for_an_inbox_stays_in_the_trace_it_came_with()
    {
        await server.PlatformAsync("traced.example");
        var claimant = await server.ClaimantAsync();
        using var listener = Listen();

        await PostAsync(claimant, "https://traced.example/1");

        var delivery = await SpanAsync("Takedown", "deliver inbox");
        // Those above it end after it.
        var way = await Following.WaitUntilAsync(
            () => Task.FromResult(WayOf(delivery)), w => w[^1].Source.Name == "Microsoft.AspNetCore");
        // Out of the request, put on the bus, taken from the bus, handed over: each the child of the one before.
        Assert.Contains(way, s => s is { Source.Name: "Takedown", OperationName: "dispatch" });
        Assert.True(
            way.Count(s => s.Source.Name == "MassTransit") >= 2, string.Join(" < ", way.Select(s => s.DisplayName)));
        if (TestStore.IsPostgres) Assert.Contains(ended, s => s.Source.Name == "Npgsql" && s.TraceId == trace);
    }

    [Fact]
    public async Task A_webhook_gets_the_trace_and_nothing_of_the_claimants_baggage()
    {
        var headers = new ConcurrentDictionary<string, string>();
        await using var hook = await WebhookReceiver.StartAsync(http =>
        {
            foreach (var (name, value) in http.Request.Headers) headers[name.ToLowerInvariant()] = value.ToString();
            return Task.CompletedTask;
        });
        await server.PushedAsync("hooked.example", hook);
        var claimant = await server.ClaimantAsync();
        using var listener = Listen();

        await PostAsync(claimant, "https://hooked.example/1");
        await hook.NextAsync();

        var delivery = await SpanAsync("Takedown", "deliver webhook");
        Assert.Equal(200, delivery.GetTagItem("http.response.status_code"));
        Assert.Equal(delivery.Id, headers["traceparent"]);
        Assert.Equal(trace, delivery.TraceId);
        Assert.DoesNotContain(headers, h => h.Value.Contains("confidential", StringComparison.Ordinal));
    }

    [Fact]
    public void Notices_of_several_requests_go_out_in_a_span_linked_to_each()
    {
        using var listener = Listen();
        TraceOrigin Request() => new(new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));
        var (one, other) = (Request(), Request());

        using var together = Tracing.Dispatch(4, [one, other, one]);

        Assert.Equal([one.Context, other.Context], together!.Links.Select(l => l.Context));
        Assert.Equal(default, together.ParentSpanId);
        using var alone = Tracing.Dispatch(2, [one, one]);
        Assert.Equal(one.Context.TraceId, alone!.TraceId);
    }

    [Fact]
    public void Where_nobody_listens_nothing_is_carried()
    {
        using var request = new Activity("request").Start();
        Assert.Null(Tracing.Here);
        Assert.Null(Tracing.Dispatch(1, [new TraceOrigin(request.Context)]));
    }

    /// <summary>In a trace of our own, which no other test's requests are in.</summary>
    private async Task PostAsync(Organisation claimant, string url)
    {
        var answer = await claimant.Api.PostAsync("/v1/batches", new { notices = new[] { Sample.Notice(url) } },
            ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"), ("baggage", "note=confidential"),
            ("Correlation-Context", "note=confidential"));
        answer.Must(202);
    }

    private Task<Activity> SpanAsync(string source, string name) => Following.WaitUntilAsync(
        () => Task.FromResult(ended.FirstOrDefault(
            s => s.TraceId == trace && s.Source.Name == source && s.OperationName == name)!), span => span is not null);

    /// <summary>A span and those above it.</summary>
    private List<Activity> WayOf(Activity span)
    {
        var way = new List<Activity> { span };
        while (ended.FirstOrDefault(s => s.SpanId == way[^1].ParentSpanId) is { } parent) way.Add(parent);
        return way;
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Takedown" or "MassTransit" or "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
