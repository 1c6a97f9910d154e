namespace Takedown.Server.ObservedLimits;

internal static class ObservedLimitsModule
{
    public static void AddObservedLimits(this IServiceCollection services) => services.AddSingleton<ReportLimit>();

    public static void MapObservedLimits(this IEndpointRouteBuilder routes) => ObservedLimitsApi.Map(routes);
}
