using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

internal static class ObservabilityModule
{
    public static void AddObservability(this IServiceCollection services, TakedownOptions options)
    {
        services.AddMetering();
        services.AddHealth(options);
        if (options.UsesMongo)
        {
            services.AddSingleton<MongoGauge>();
            services.AddSingleton(p => new MetricsSource(
                p.GetRequiredService<MongoGauge>().Open, p.GetRequiredService<MongoGauge>().RefreshAsync));
        }
        if (!BackgroundWork.IsDescribing) OtlpExport.AddTo(services, options);
    }

    public static void MapObservability(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
    }
}
