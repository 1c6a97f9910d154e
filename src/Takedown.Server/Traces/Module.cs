namespace Takedown.Server.Traces;

internal static class TracesModule
{
    public static void AddTraces(this IServiceCollection services) => services.AddSingleton<TraceAccess>();

    public static void MapTraces(this IEndpointRouteBuilder routes) => TraceApi.Map(routes);
}
