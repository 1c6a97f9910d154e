using Takedown.Server.Figures;
using Takedown.Server.Observability;

namespace Takedown.Server.OwnRemovals;

internal static class OwnRemovalsModule
{
    public static void AddOwnRemovals(this IServiceCollection services) => services
        .AddSingleton<RecordOwnRemovals>().AddSingleton<OwnRemovalMetrics>()
        .AddSingleton<IFigureSource, OwnRemovalFigures>()
        .AddSingleton(new DutySource(OwnRemovalFigures.DutiesAsync))
        .AddSingleton(p => new MetricsSource(p.GetRequiredService<OwnRemovalMetrics>().ShowZeros));

    public static void MapOwnRemovals(this IEndpointRouteBuilder routes) => OwnRemovalsApi.Map(routes);
}
