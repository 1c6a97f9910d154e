namespace Takedown.Server.Feeds;

internal static class FeedsModule
{
    public static void AddFeeds(this IServiceCollection services) =>
        services.AddSingleton<Feed>();

    public static void MapFeeds(this IEndpointRouteBuilder routes) => EventsApi.Map(routes);
}
