using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>
/// What dashboards rely on and the exporter, which has no release yet, could change: the names, types, labels and
/// buckets of <c>/metrics</c>, and that they are of one server.
/// </summary>
public sealed class ScrapeTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Counters =
    [
        "takedown_sign_ins_failed_total", "takedown_limited_total",
        "takedown_intake_items_total", "takedown_deliveries_total", "takedown_responses_total",
        "takedown_breaches_total", "takedown_escalations_total", "takedown_cases_opened_total",
        "takedown_cases_closed_total", "takedown_leads_received_total",
        "takedown_subscription_posts_total", "takedown_held_answers_total", "dotnet_gc_collections_total",
        "takedown_cases_closed_total", "takedown_leads_received_total", "takedown_evidence_uploads_total",
        "takedown_own_removals_total",
        "dotnet_gc_collections_total",
        "dotnet_gc_heap_total_allocated_bytes_total", "dotnet_gc_pause_time_seconds_total",
        "dotnet_process_cpu_time_seconds_total",
    ];

    private static readonly string[] Gauges =
    [
        "takedown_webhooks_disabled", "takedown_calendar_days_left", "takedown_cases_open", "takedown_orders_overdue",
        "takedown_leads_open", "takedown_leads_overdue", "takedown_filings_due", "takedown_filings_overdue",
        "takedown_assistance_overdue", "takedown_subscription_deliveries_open", "takedown_subscriptions_failing",
        "takedown_subscriptions_disabled", "takedown_held_acts", "takedown_held_acts_age_seconds",
        "takedown_assistance_overdue", "takedown_evidence_bytes", "takedown_confirmations_waiting",
        "takedown_score_appeals_open",
        "takedown_bus_up", "takedown_database_up", "takedown_undelivered", "takedown_dead_letters",
        "takedown_delivery_lag_seconds", "takedown_public_record_lag_seconds",
        "takedown_dispatch_lag_seconds", "takedown_deadline_lag_seconds", "takedown_projection_lag_seconds",
        "dotnet_gc_last_collection_heap_size_bytes", "dotnet_process_cpu_count",
        "dotnet_process_memory_working_set_bytes", "dotnet_thread_pool_queue_length",
        "dotnet_thread_pool_thread_count", "http_server_active_requests", "kestrel_active_connections",
    ];

    [Fact]
    public async Task The_names_and_types_are_those_of_the_documents_and_no_others()
    {
        await server.ClaimantAsync();
        await MetricsTests.ScrapeAsync(server);

        var types = (await MetricsTests.ScrapeAsync(server)).Types;

        Assert.Equal([], Counters.Where(name => types.GetValueOrDefault(name) != "counter"));
        Assert.Equal([], Gauges.Where(name => types.GetValueOrDefault(name) != "gauge"));
        Assert.Equal("histogram", types["http_server_request_duration_seconds"]);
        // Those are there only once something failed, and Npgsql's are of PostgreSQL alone.
        string[] sometimes = ["dotnet_exceptions_total", "kestrel_rejected_connections_total"];
        var others = types.Keys.Except(Counters).Except(Gauges).Except(sometimes)
            .Except(["http_server_request_duration_seconds"]);
        Assert.Equal([], others.Where(name => !name.StartsWith("db_client_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Requests_are_measured_in_the_buckets_of_the_semantic_conventions()
    {
        await MetricsTests.ScrapeAsync(server);

        var text = (await server.Anonymous.GetAsync("/metrics")).Must(200).Body;

        var bounds = text.Split('\n')
            .Where(l => l.StartsWith("http_server_request_duration_seconds_bucket", StringComparison.Ordinal))
            .Where(l => l.Contains("http_route=\"/metrics\"", StringComparison.Ordinal))
            .Select(l => l.Split("le=\"")[1].Split('"')[0]);
        Assert.Equal("0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf", string.Join(' ', bounds));
    }

    [Fact]
    public async Task A_client_that_accepts_OpenMetrics_gets_the_same_text()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3");

        using var answer = await server.Anonymous.Client.SendAsync(request);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.NotEmpty(Exposition.Parse(await answer.Content.ReadAsStringAsync()).Types);
        (await server.Anonymous.PostAsync("/metrics", new { })).Must(405);
    }

    [Fact]
    public async Task Another_server_in_this_process_is_not_counted_here()
    {
        await using var other = await Disposable.StartAsync();
        await other.Server.PlatformAsync("theirs.example");
        var claimant = await other.Server.ClaimantAsync();

        (await claimant.SubmitAsync(Sample.Notice("https://theirs.example/1"))).Must(202);

        const string accepted = "takedown_intake_items_total{status=\"accepted\"}";
        Assert.Equal(1, (await MetricsTests.ScrapeAsync(other.Server))[accepted]);
        var here = await MetricsTests.ScrapeAsync(server);
        Assert.Equal(0, here[accepted]);
        Assert.DoesNotContain(here.LabelTexts, l => l.Contains("http_route=\"/v1/batches\"", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Each_pool_of_connections_is_told_apart()
    {
        var read = await MetricsTests.ScrapeAsync(server);
        Assert.All(["readers", "writers"], pool => Assert.True(
            read[$"db_client_connection_max{{db_client_connection_pool_name=\"{pool}\"}}"] > 0, pool));
    }
}
