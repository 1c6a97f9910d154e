namespace Takedown.Server.Observability;

/// <summary><c>GET /metrics</c>, for Prometheus. Without a key, so it says nothing of any organisation or notice.</summary>
internal static class MetricsApi
{
    public static void AddMetering(this IServiceCollection services) =>
        services.AddSingleton<PrometheusCollector>();

    public static void MapMetrics(this WebApplication app)
    {
        // Now, and not at the first scrape, so that nothing is missed before it.
        app.Services.GetRequiredService<PrometheusCollector>();
        List<MetricsSource> sources = [.. app.Services.GetServices<MetricsSource>()];
        foreach (var source in sources) source.Open();
        app.MapGet("/metrics", async (PrometheusCollector collector, CancellationToken cancellation) =>
        {
            foreach (var source in sources) await (source.RefreshAsync?.Invoke(cancellation) ?? Task.CompletedTask);
            return TypedResults.Text(collector.Scrape(), PrometheusText.ContentType);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
