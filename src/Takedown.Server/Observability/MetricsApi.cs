using Takedown.Server.Operations;

namespace Takedown.Server.Observability;

/// <summary><c>GET /metrics</c>, for Prometheus. Without a key, so it says nothing of any organisation or notice.</summary>
internal static class MetricsApi
{
    public static void AddMetering(this IServiceCollection services) =>
        services.AddSingleton<Instruments>().AddSingleton<BacklogReader>().AddSingleton<StateGauges>().AddSingleton<PrometheusCollector>();

    public static void MapMetrics(this WebApplication app)
    {
        // Now, and not at the first scrape, so that nothing is missed before it.
        app.Services.GetRequiredService<PrometheusCollector>();
        app.Services.GetRequiredService<StateGauges>();
        app.Services.GetRequiredService<Instruments>().ShowZeros();
        app.MapGet("/metrics", async (PrometheusCollector collector, BacklogReader backlog, CancellationToken cancellation) =>
        {
            await backlog.RefreshAsync(cancellation);
            return TypedResults.Text(collector.Scrape(), PrometheusText.ContentType);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
