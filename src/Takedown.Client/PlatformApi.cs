using System.Globalization;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// The platform's operations: read the inbox, respond to notices, and respond to account actions against repeat
/// infringers.
/// </summary>
public sealed class PlatformApi
{
    private readonly ApiConnection wire;

    internal PlatformApi(ApiConnection wire) => this.wire = wire;

    /// <summary>
    /// The inbox after a sequence number; waits up to 30 s for new items. A reader that has seen number N has seen all
    /// lower ones.
    /// </summary>
    public Task<Page<InboxItem>> ReadInboxAsync(
        long after = 0, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(Behind("/v1/inbox", after, limit, wait), ApiConnection.Json.PageInboxItem, cancellation);

    /// <summary>
    /// The inbox after a sequence number, without end: waits for new items and continues. Store
    /// <see cref="InboxItem.Seq"/> to continue later.
    /// </summary>
    public IAsyncEnumerable<InboxItem> FollowInboxAsync(long after = 0, CancellationToken cancellation = default) =>
        ApiConnection.PagesAsync(
            (next, token) => ReadInboxAsync(Number(next), 1000, Poll, token), Text(after), cancellation);

    /// <summary>Responds to up to 10,000 notices; returns one result per response, in the order sent.</summary>
    public async Task<IReadOnlyList<ResponseResult>> RespondAsync(
        IReadOnlyList<ResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, "/v1/inbox/responses", new ResponsesInput { Responses = responses },
                ApiConnection.Json.ResponsesInput) with { IsIdempotent = true },
            ApiConnection.Json.ResponsesView, cancellation)).Results;

    /// <summary>
    /// The account actions requested of this platform, after a sequence number; waits up to 30 s for new ones.
    /// </summary>
    public Task<Page<AccountActionView>> ReadAccountActionsAsync(
        long after = 0, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            Behind("/v1/account-actions", after, limit, wait), ApiConnection.Json.PageAccountActionView, cancellation);

    /// <summary>The account actions after a sequence number, without end.</summary>
    public IAsyncEnumerable<AccountActionView> FollowAccountActionsAsync(
        long after = 0, CancellationToken cancellation = default) =>
        ApiConnection.PagesAsync(
            (next, token) => ReadAccountActionsAsync(Number(next), 1000, Poll, token), Text(after), cancellation);

    /// <summary>
    /// The events of the caller's notices after a cursor, without end; see
    /// <see cref="ClaimantApi.FollowEventsAsync"/>.
    /// </summary>
    public IAsyncEnumerable<FeedItem> FollowEventsAsync(
        string? after = null, CancellationToken cancellation = default) =>
        EventStream.ReadAsync(wire, after, cancellation);

    /// <summary>Has a test message pushed to the caller's webhook or queue.</summary>
    public Task<WebhookTestResult> TestWebhookAsync(CancellationToken cancellation = default) =>
        wire.PostAsync("/v1/me/webhook/test", ApiConnection.Json.WebhookTestResult, cancellation);

    /// <summary>Responds to up to 10,000 account actions; returns one result per response, in the order sent.</summary>
    public async Task<IReadOnlyList<AccountResponseResult>> RespondToAccountActionsAsync(
        IReadOnlyList<AccountResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, "/v1/account-actions/responses",
                new AccountResponsesInput { Responses = responses },
                ApiConnection.Json.AccountResponsesInput) with { IsIdempotent = true },
            ApiConnection.Json.AccountResponsesView, cancellation)).Results;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20);

    private static long Number(string? cursor) => long.Parse(cursor!, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Behind(string path, long after, int? limit, TimeSpan? wait) => ApiConnection.Path(
        path, ("after", Text(after)), ("limit", limit.Text()), ("wait", wait.Text()));
}
