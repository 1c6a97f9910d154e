using Takedown.Server.Hosting;
using Takedown.Server.Observability;

namespace Takedown.Server.HeldActs;

internal static class HeldActsModule
{
    public static void AddHeldActs(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<HeldMetrics>()
            .AddSingleton(p => new MetricsSource(p.GetRequiredService<HeldMetrics>().ShowZeros));
        foreach (var gauge in HeldMetrics.Gauges) services.AddSingleton(gauge);
        if (!options.Runs("api")) return;
        services.AddSingleton<HeldActStore>().AddSingleton<HeldActsRun>().AddSingleton<HeldRows>();
        services.AddSingleton(p => new ClockFollower(
            null, (_, stop) => p.GetRequiredService<HeldActsRun>().RunAsync(stop)));
        services.AddWork<HeldActsLoop>();
    }

    public static void MapHeldActs(this IEndpointRouteBuilder routes) => HeldActsApi.Map(routes);
}
