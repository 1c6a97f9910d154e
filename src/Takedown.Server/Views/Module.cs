namespace Takedown.Server.Views;

internal static class ViewsModule
{
    public static void AddViews(this IServiceCollection services) =>
        services.AddSingleton<ViewStore>().AddSingleton<ViewValidator>();

    public static void MapViews(this IEndpointRouteBuilder routes) => ViewsApi.Map(routes);
}
