using Takedown.Server.Hosting;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary><c>GET /metrics</c> as Prometheus reads it.</summary>
public sealed partial class MetricsTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Counters_rise_with_what_was_done_over_HTTP()
    {
        var before = await ScrapeAsync(server);
        var platform = await server.PlatformAsync("counted.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitAsync(
            Sample.Notice("https://counted.example/1"), Sample.Notice("https://counted.example/1"),
            Sample.Notice("https://counted.example/2"), Sample.Notice("https://nobody.example/3"));
        var items = await platform.InboxUntilAsync(i => i.Count == 2);
        var answered = items[0]["noticeId"]!.GetValue<Guid>();
        Assert.Equal("applied", await platform.SayAsync(answered, "acknowledged"));
        Assert.Equal("applied", await platform.SayAsync(answered, "action-taken", "removed"));
        Assert.Equal("unchanged", await platform.SayAsync(answered, "action-taken", "removed"));
        await server.AdvanceAsync("P30D");

        var after = await ScrapeAsync(server);

        double Rise(string series) => after[series]!.Value - before[series]!.Value;
        Assert.Equal(2, Rise("takedown_intake_items_total{status=\"accepted\"}"));
        Assert.Equal(1, Rise("takedown_intake_items_total{status=\"duplicate\"}"));
        Assert.Equal(1, Rise("takedown_intake_items_total{status=\"rejected\"}"));
        Assert.Equal(2, Rise("takedown_deliveries_total{connector=\"inbox\",outcome=\"delivered\"}"));
        Assert.Equal(1, Rise("takedown_responses_total{response=\"acknowledged\"}"));
        Assert.Equal(1, Rise("takedown_responses_total{response=\"action-taken\"}"));
        Assert.Equal(1, Rise("takedown_breaches_total{deadline=\"act\"}"));
        Assert.Equal(1, Rise("takedown_escalations_total{deadline=\"act\"}"));
        // The lag of what is settled is none.
        Assert.Equal(0, after["takedown_delivery_lag_seconds"]);
        Assert.Equal(0, after["takedown_deadline_lag_seconds"]);
        Assert.Equal(0, after["takedown_undelivered"]);
        Assert.Equal((1.0, 1.0), (after["takedown_bus_up"], after["takedown_database_up"]));
    }

    [Fact]
    public async Task A_dry_run_counts_nothing()
    {
        await server.PlatformAsync("dry.example");
        var claimant = await server.ClaimantAsync();
        var line = Bodies.Line(Sample.Notice("https://dry.example/1"));
        (await claimant.SendBatchAsync(line, query: "?dryRun=true")).Must(202);
        Assert.Equal(0, (await ScrapeAsync(server))["takedown_intake_items_total{status=\"accepted\"}"]);
    }

    [Fact]
    public async Task A_notice_its_platform_does_not_take_ages_and_the_failure_is_counted()
    {
        await using var refusing = await WebhookReceiver.AnsweringAsync(403);
        await server.PushedAsync("refusing.example", refusing);
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitAsync(Sample.Notice("https://refusing.example/1"));

        const string refused = "takedown_deliveries_total{connector=\"webhook\",outcome=\"webhook.status-403\"}";
        // Beside it nothing waits; what other tests have sent is on its way until the pull inbox has it.
        await EventuallyAsync(s => s[refused] >= 1 && s["takedown_undelivered"] == 1);
        await server.AdvanceAsync("PT1H");

        var later = await EventuallyAsync(s => s["takedown_delivery_lag_seconds"] > 1000);
        Assert.InRange(later["takedown_delivery_lag_seconds"]!.Value, 3600, 3700);
        // It waits for its platform, not for us.
        Assert.Equal(0, later["takedown_dispatch_lag_seconds"]);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_counted_and_what_waits_for_it_is_no_lag()
    {
        var own = await TestServer.StartAsync();
        await using var gone = await WebhookReceiver.AnsweringAsync(410);
        await own.PushedAsync("gone.example", gone);
        await (await own.ClaimantAsync()).SubmitAsync(Sample.Notice("https://gone.example/1"));

        const string offered = "takedown_deliveries_total{connector=\"webhook\",outcome=\"offered\"}";
        await EventuallyAsync(s => s[offered] >= 1 && s["takedown_webhooks_disabled"] >= 1, own);
        await own.AdvanceAsync("PT1H");
        var later = await EventuallyAsync(s => s["takedown_undelivered"] == 0, own);
        Assert.Equal(0, later["takedown_delivery_lag_seconds"]);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Clocks_nobody_sweeps_and_events_nobody_counts_show_as_lag()
    {
        var idle = await TestServer.StartAsync(("Takedown:Roles", "api,connectors"));
        var platform = await idle.PlatformAsync("unswept.example");
        await (await idle.ClaimantAsync()).DeliverAsync(platform, Sample.Notice("https://unswept.example/1"));

        // Over HTTP the sandbox's clock would sweep.
        idle.Services.GetRequiredService<ServerClock>().SetAhead(TimeSpan.FromDays(30));

        var seen = await EventuallyAsync(s => s["takedown_deadline_lag_seconds"] > 0, idle);
        Assert.InRange(seen["takedown_deadline_lag_seconds"]!.Value / TimeSpan.SecondsPerDay, 20, 30);
        Assert.InRange(seen["takedown_projection_lag_seconds"]!.Value / TimeSpan.SecondsPerDay, 29, 31);
        await idle.DisposeAsync();
    }

    [Fact]
    public async Task Requests_are_told_by_route_and_nothing_tells_of_an_organisation_or_a_notice()
    {
        var platform = await server.PlatformAsync("secretive.example");
        var claimant = await server.ClaimantAsync("Confidential Holdings");
        var notice = Sample.Notice("https://secretive.example/hidden", "REF-1", title: "Untold");
        var id = await claimant.DeliverAsync(platform, notice);
        await claimant.NoticeAsync(id);
        (await claimant.Api.GetAsync("/v1/no-such-thing/whatever")).Must(404);

        var scraped = (await server.Anonymous.GetAsync("/metrics")).Must(200).Body;

        // The connections of the tests themselves, in the same process, have pools without a name.
        var text = string.Join('\n',
            scraped.Split('\n').Where(l => !l.Contains("_pool_name=\"Host=", StringComparison.Ordinal)));
        var read = Exposition.Parse(text);
        double? Gets(string labels) =>
            read[$"http_server_request_duration_seconds_count{{http_request_method=\"GET\",{labels}}}"];
        Assert.Equal(1, Gets("http_response_status_code=\"200\",http_route=\"/v1/notices/{id:guid}\""));
        Assert.Equal(1, Gets("http_response_status_code=\"404\""));
        foreach (var secret in new[]
        {
            "secretive", "Confidential", "REF-1", "Untold", "whatever", "no-such-thing", claimant.Key, "127.0.0.1",
            "Host=", "Data Source",
        })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.All(read.LabelTexts, labels => Assert.DoesNotMatch(Identifier(), labels));
    }

    [Fact]
    public async Task The_process_tells_of_itself()
    {
        (await server.Anonymous.GetAsync("/metrics")).Must(200);
        var read = await ScrapeAsync(server);
        foreach (var (name, type) in new[]
        {
            ("dotnet_process_memory_working_set_bytes", "gauge"), ("dotnet_process_cpu_time_seconds_total", "counter"),
            ("dotnet_gc_collections_total", "counter"), ("dotnet_gc_pause_time_seconds_total", "counter"),
            ("dotnet_thread_pool_thread_count", "gauge"), ("http_server_request_duration_seconds", "histogram"),
            ("http_server_active_requests", "gauge"), ("kestrel_active_connections", "gauge"),
        })
        {
            Assert.Equal((name, type), (name, read.Types.GetValueOrDefault(name)));
        }
        Assert.True(read["dotnet_process_memory_working_set_bytes"] > 10_000_000);
        if (TestStore.IsPostgres) Assert.Equal("gauge", read.Types["db_client_connection_count"]);
    }

    [Fact]
    public async Task It_is_plain_text_needs_no_key_answers_in_every_role_and_is_no_operation_of_the_API()
    {
        foreach (var role in new[] { "api", "connectors", "deadlines" })
        {
            var one = await TestServer.StartAsync(("Takedown:Roles", role), ("Takedown:Bus:Transport", "rabbitmq"),
                ("Takedown:Bus:Uri", "amqp://guest:guest@127.0.0.1:1/"));
            using var answer = await one.Anonymous.Client.GetAsync("/metrics");
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            await one.DisposeAsync();
        }
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Body;
        Assert.DoesNotContain("/metrics", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_a_scrape_is_answered_at_once_and_says_so()
    {
        var nowhere = TestStore.IsPostgres
            ? "Host=127.0.0.1;Port=1;Username=nobody;Database=none" : "Data Source=/proc/none/takedown.db";
        var blind = await TestServer.StartAsync(("Takedown:Database:ConnectionString", nowhere));
        var started = Stopwatch.GetTimestamp();

        var read = await ScrapeAsync(blind);

        // Not as long as a statement is tried again, which is 15 seconds.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
        Assert.Equal(0, read["takedown_database_up"]);
        Assert.Null(read["takedown_delivery_lag_seconds"]);
        Assert.Null(read["takedown_undelivered"]);
        Assert.Equal(1, read["takedown_bus_up"]);
        await blind.DisposeAsync();
    }

    [PostgresFact]
    public async Task A_database_that_goes_away_and_comes_back_is_seen_to_do_so()
    {
        await using var store = await TestStore.CreateAsync();
        await using var wire = Wire.To(store.ConnectionString, out var through);
        var cut = await TestServer.StartAsync(store, ("Takedown:Database:ConnectionString", through));
        Assert.Equal(1, (await ScrapeAsync(cut))["takedown_database_up"]);

        wire.Cut();
        await EventuallyAsync(s => s["takedown_database_up"] == 0 && s["takedown_delivery_lag_seconds"] is null, cut);
        var started = Stopwatch.GetTimestamp();
        var parts = (await cut.Anonymous.GetAsync("/healthz/ready")).Must(503).Json["parts"]!;
        Assert.Equal("not ready: it does not answer", parts["database"]!.GetValue<string>());
        Assert.Equal("ready", parts["bus"]!.GetValue<string>());
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15));

        wire.Mend();
        await EventuallyAsync(s => s["takedown_database_up"] == 1 && s["takedown_delivery_lag_seconds"] == 0, cut);
        (await cut.Anonymous.GetAsync("/healthz/ready")).Must(200);
        await cut.DisposeAsync();
    }

    internal static async Task<Exposition> ScrapeAsync(TestServer server) =>
        Exposition.Parse((await server.Anonymous.GetAsync("/metrics")).Must(200).Body);

    private Task<Exposition> EventuallyAsync(Func<Exposition, bool> wanted, TestServer? of = null) =>
        EventuallyAsync(of ?? server, wanted);

    /// <summary>The gauges are refreshed less often than they are asked for.</summary>
    internal static async Task<Exposition> EventuallyAsync(TestServer server, Func<Exposition, bool> wanted)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await ScrapeAsync(server);
            if (wanted(seen)) return seen;
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2), "The values did not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
