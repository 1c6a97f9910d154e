namespace Takedown.Server.Looks;

internal static class LooksModule
{
    public static void AddLooks(this IServiceCollection services) => services.AddSingleton<LookStore>();

    public static void MapLooks(this IEndpointRouteBuilder routes) => LooksApi.Map(routes);
}
