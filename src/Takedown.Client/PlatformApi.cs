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

    /// <summary>Responds to up to 10,000 notices; returns one result per response, in the order sent.</summary>
    public async Task<IReadOnlyList<ResponseResult>> RespondAsync(
        IReadOnlyList<ResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            HttpMethod.Post, "/v1/inbox/responses", new ResponsesInput { Responses = responses },
            ApiConnection.Json.ResponsesInput, ApiConnection.Json.ResponsesView, cancellation)).Results;

    /// <summary>
    /// The account actions requested of this platform, after a sequence number; waits up to 30 s for new ones.
    /// </summary>
    public Task<Page<AccountActionView>> ReadAccountActionsAsync(
        long after = 0, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            Behind("/v1/account-actions", after, limit, wait), ApiConnection.Json.PageAccountActionView, cancellation);

    /// <summary>Responds to up to 10,000 account actions; returns one result per response, in the order sent.</summary>
    public async Task<IReadOnlyList<AccountResponseResult>> RespondToAccountActionsAsync(
        IReadOnlyList<AccountResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            HttpMethod.Post, "/v1/account-actions/responses", new AccountResponsesInput { Responses = responses },
            ApiConnection.Json.AccountResponsesInput, ApiConnection.Json.AccountResponsesView, cancellation)).Results;

    private static string Behind(string path, long after, int? limit, TimeSpan? wait) => ApiConnection.Path(
        path, ("after", after.ToString(CultureInfo.InvariantCulture)), ("limit", limit.Text()), ("wait", wait.Text()));
}
