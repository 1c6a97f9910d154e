namespace Takedown.Server.Extensions;

internal static class ExtensionsModule
{
    public static void AddExtensions(this IServiceCollection services) => services.AddSingleton<ExtendNotice>();

    public static void MapExtensions(this IEndpointRouteBuilder routes) => ExtensionsApi.Map(routes);
}
