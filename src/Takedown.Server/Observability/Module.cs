using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

internal static class ObservabilityModule
{
    public static void AddObservability(this IServiceCollection services)
    {
        services.AddMetering();
        if (!BackgroundWork.IsDescribing) OtlpExport.AddTo(services);
    }

    public static void MapObservability(this WebApplication app) => app.MapMetrics();
}
