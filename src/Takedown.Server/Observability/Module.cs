using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

internal static class ObservabilityModule
{
    public static void AddObservability(this IServiceCollection services, TakedownOptions options)
    {
        services.AddMetering();
        services.AddHealth();
        if (!BackgroundWork.IsDescribing) OtlpExport.AddTo(services, options);
    }

    public static void MapObservability(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
    }
}
