using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
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
            .Limited(LimitKind.LongPoll).Paged().Waits().Answers<Page<InboxItem>>().Fails(400, 410);

        group.MapGet("/queue", QueueAsync)
            .Describe("readQueue", "Read the notices that wait for your answer, next due first",
                "Unlike the inbox, a notice leaves the queue when it is answered. The first reads of an inbox with "
                + "more than 10,000 notices look at the 10,000 newest and at the 10,000 oldest open escalations, until "
                + "all are in the queue some seconds later.")
            .Paged().Reads("state", "tier", "queueDue").Answers<Page<InboxItem>>().Fails(400);

        group.MapGet("/queue/counts", CountAsync)
            .Describe("countQueue", "Count the notices that wait for your answer, by the time left",
                "With the same filters. Counts the 10,000 that are due next.")
            .Reads("state", "tier", "queueDue").Answers<QueueCounts>().Fails(400);
    }

    private static async Task<Results<Ok<Page<InboxItem>>, ProblemHttpResult>> QueueAsync(
        HttpContext http, InboxQueue queue, PageGate gate, TimeProvider time)
    {
        var query = new Query(http);
        var (filter, limit) = (QueueFilter.Of(query, time.GetUtcNow()), query.Limit);
        List<InputFault> faults = [];
        if (!QueueCursor.TryParse(query.Text("after"), out var after)) faults.Add(new("?after", "cursor.invalid"));
        faults.AddRange(query.Faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return TypedResults.Ok(await gate.ReadAsync(
            http, limit, () => queue.PageAsync(http.Caller().Id, filter, after, limit), read => read.Items.Count == 0));
    }

    private static async Task<Results<Ok<QueueCounts>, ProblemHttpResult>> CountAsync(
        HttpContext http, InboxQueue queue, TimeProvider time)
    {
        var (query, now) = (new Query(http), time.GetUtcNow());
        var filter = QueueFilter.Of(query, now);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        return TypedResults.Ok(await queue.CountAsync(http.Caller().Id, filter, now));
    }

    private static async Task<Results<Ok<Page<InboxItem>>, ProblemHttpResult>> GetAsync(
        HttpContext http, InboxStore store, Histories histories, ChangeNotifier notifier,
        RegistryCache registryCache, PageGate gate)
    {
        var query = new Query(http);
        var (after, limit, wait) = (query.After, query.Limit, query.Wait);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var platformId = http.Caller().Id;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var pushed = registry.Platforms[platformId].Connector is not ConnectorKind.Inbox;
        var (items, lost) = await notifier.WaitUntilAsync(
            ChangeTopic.Inbox(platformId), wait, async () =>
            {
                var page = await gate.ReadAsync(
                    http, limit, () => store.AfterAsync(platformId, pushed, after, limit), read => read.Count == 0);
                var resume = await histories.LostInboxAsync(
                    platformId, after, page.Count > 0 ? page[0].Seq : null, page.Count > 0 ? page[^1].Seq : null);
                return (page, resume);
            },
            found => found.page.Count > 0 || found.resume is not null, http.RequestAborted);
        if (lost is not null) return Problems.HistoryChanged(http, $"{lost}");
        var next = items.Count > 0 ? items[^1].Seq : after;
        return TypedResults.Ok(new Page<InboxItem>(items, $"{next}"));
    }
}
