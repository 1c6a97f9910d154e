using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors.Inbox;

internal static class InboxApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/inbox").WithTags("Platform").For(OrganisationKind.Platform)
            .Scope(KeyScope.Read);

        group.MapGet("", GetAsync)
            .Describe("readInbox", "Read your inbox after a position; waits up to 30 s for new notices",
                "Notices are never skipped: a reader that has seen seq N has seen everything below N. next is the "
                + "cursor for the next request, also if there are no further notices yet. A platform with another "
                + "connector can read its delivered notices here too.")
            .Limited(LimitKind.LongPoll).Paged().Waits().Answers<Page<InboxItem>>().Fails(400);
    }

    private static async Task<Results<Ok<Page<InboxItem>>, ProblemHttpResult>> GetAsync(
        HttpContext http, InboxStore store, ChangeNotifier notifier, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (after, limit, wait) = (query.After, query.Limit, query.Wait);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var platformId = http.Caller().Id;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var pushed = registry.Platforms[platformId].Connector is not ConnectorKind.Inbox;
        var items = await notifier.WaitUntilAsync(
            ChangeTopic.Inbox(platformId), wait, () => store.AfterAsync(platformId, pushed, after, limit),
            found => found.Count > 0, http.RequestAborted);
        var next = items.Count > 0 ? items[^1].Seq : after;
        return TypedResults.Ok(new Page<InboxItem>(items, $"{next}"));
    }
}
