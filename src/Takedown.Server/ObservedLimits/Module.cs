using Takedown.Server.Figures;

namespace Takedown.Server.ObservedLimits;

internal static class ObservedLimitsModule
{
    public static void AddObservedLimits(this IServiceCollection services) => 
        services.AddSingleton<ReportLimit>().AddSingleton(new DutySource(ObservedLimitStore.DutiesAsync));

    public static void MapObservedLimits(this IEndpointRouteBuilder routes) => ObservedLimitsApi.Map(routes);
}
