using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Http.Documents;
using Takedown.Server.Notices;

namespace Takedown.Server.Feeds;

internal static class FeedsModule
{
    public static void AddFeeds(this IServiceCollection services) =>
        services.AddSingleton(new DocumentWords("FeedItem.type", Kebab.All<EventKind>()))
            .AddSingleton(new DocumentWords("FeedItem.deadline", [.. DeadlineKinds.OfNotices.Select(Kebab.Word)]));

    public static void MapFeeds(this IEndpointRouteBuilder routes) => EventsApi.Map(routes);
}
