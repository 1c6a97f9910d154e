using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Feeds;

internal static class EventsApi
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/events").WithTags("Claimant")
            .For(OrganisationKind.Claimant, OrganisationKind.Platform, OrganisationKind.Regulator)
            .Scope(KeyScope.Read);

        group.MapGet("", GetAsync)
            .Describe("readEvents", "Read your events after a cursor; waits up to 30 s for new ones",
                "A claimant reads the events of its notices. A platform reads those of the notices delivered to it: "
                + "supplements, withdrawals, reminders, breaches, and that its webhook was disabled. A regulator reads "
                + "those of its own notices and of the notices escalated to it. Events are never skipped or "
                + "reordered. next is the cursor for the next request, also if there are no further events yet.")
            .Limited(LimitKind.LongPoll).Paged().Waits().Answers<Page<FeedItem>>().Fails(400, 410);

        group.MapGet("/stream", StreamAsync)
            .Describe("streamEvents", "Read the same events as server-sent events, from Last-Event-ID or after")
            .Limited(LimitKind.Stream).Reads("after").Waits(endlessly: true).Answers<FeedItem>().Fails(400, 410);
    }

    private static async Task<Results<Ok<Page<FeedItem>>, ProblemHttpResult>> GetAsync(
        HttpContext http, Feed feed, ChangeNotifier notifier)
    {
        var query = new Query(http);
        var (limit, wait) = (query.Limit, query.Wait);
        List<InputFault> faults = [.. query.Faults];
        if (!FeedCursor.TryParse(query.Text("after"), out var after)) faults.Add(new("?after", "cursor.invalid"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var reader = new FeedReader(http.Caller().Id, http.Caller().Kind);
        var (items, lost) = await notifier.WaitUntilAsync(
            ChangeTopic.Feed(reader.Id), wait, () => feed.PageAsync(reader, after, limit),
            found => found.IsWorthTelling, http.RequestAborted);
        if (lost is { } resume) return Problems.HistoryChanged(http, resume.ToString());
        return TypedResults.Ok(new Page<FeedItem>(items, items.Count > 0 ? items[^1].Cursor : after.ToString()));
    }

    private static async Task<IResult> StreamAsync(
        HttpContext http, Feed feed, ChangeNotifier notifier, IHostApplicationLifetime lifetime)
    {
        var from = http.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last]
            ? last
            : new Query(http).Text("after");
        if (!FeedCursor.TryParse(from, out var after))
            return Problems.Invalid(http, new InputFault("?after", "cursor.invalid"));
        var reader = new FeedReader(http.Caller().Id, http.Caller().Kind);
        if ((await feed.PageAsync(reader, after, 1)).ResumeAfter is { } resume)
            return Problems.HistoryChanged(http, resume.ToString());
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.FlushAsync(http.RequestAborted);
        using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            while (!stop.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested)
            {
                var (items, lost) = await notifier.WaitUntilAsync(
                    ChangeTopic.Feed(reader.Id), Heartbeat, () => feed.PageAsync(reader, after, 100),
                    found => found.IsWorthTelling, stop.Token);
                // The reader connects again with its cursor and is told.
                if (lost is not null) break;
                // Not the token that ends the loop: a write cancelled at shutdown would abort the connection instead of
                // closing it.
                await http.Response.Body.WriteAsync(
                    Encoding.UTF8.GetBytes(items.Count == 0 ? ": still here\n\n" : Frames(items)), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                if (items.Count > 0 && FeedCursor.TryParse(items[^1].Cursor, out var read)) after = read;
            }
        }
        catch (OperationCanceledException)
        {
            // The reader disconnected or the server is stopping; the reader resumes from its cursor.
        }
        return TypedResults.Empty;
    }

    /// <summary>
    /// Written here because <c>TypedResults.ServerSentEvents</c> has no comments, which are the heartbeats, and sends
    /// its headers with the first event: a reader of a quiet feed would not know that it is connected.
    /// </summary>
    private static string Frames(IReadOnlyList<FeedItem> items)
    {
        var frames = new StringBuilder();
        foreach (var item in items)
        {
            frames.Append("id: ").Append(item.Cursor).Append("\nevent: ").Append(item.Type).Append("\ndata: ")
                .Append(JsonSerializer.Serialize(item, TakedownJson.Default.FeedItem)).Append("\n\n");
        }
        return frames.ToString();
    }
}
