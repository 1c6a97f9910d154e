using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Takedown.Server.Observability;

/// <summary>
/// <c>GET /metrics</c>, for Prometheus. It needs no key, so it contains no data of organisations or notices.
/// </summary>
internal static class MetricsApi
{
    public static void AddMetering(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter([.. Exported.Meters])
            .AddPrometheusExporter(prometheus =>
            {
                // Each would add labels to every series; the scraper knows the server and the program already.
                prometheus.ScopeInfoEnabled = false;
                prometheus.TargetInfoEnabled = false;
                prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
            }));
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var meters = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => Exported.StreamOf(instrument, meters));
        });
    }

    public static void MapMetrics(this WebApplication app)
    {
        // Created now instead of at the start of the host, so that earlier measurements are included.
        app.Services.GetRequiredService<MeterProvider>();
        foreach (var source in app.Services.GetServices<MetricsSource>()) source.Open();
        app.MapPrometheusScrapingEndpoint(
                "/metrics", meterProvider: null, configureBranchedPipeline: Prepare, optionsName: null)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous().ExcludeFromDescription();
    }

    private static void Prepare(IApplicationBuilder scrape) => scrape.Use(async (http, next) =>
    {
        // A client that accepts OpenMetrics, as Prometheus does, would get a second series for each counter: its start
        // time.
        http.Request.Headers.Accept = "text/plain; version=0.0.4";
        foreach (var source in http.RequestServices.GetServices<MetricsSource>())
        {
            await (source.RefreshAsync?.Invoke(http.RequestAborted) ?? Task.CompletedTask);
        }
        await next(http);
    });
}
