using System.Globalization;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>What a platform does: read its inbox, answer, and act on repeat infringers' accounts.</summary>
public sealed class PlatformApi
{
    private readonly ApiConnection wire;

    internal PlatformApi(ApiConnection wire) => this.wire = wire;

    /// <summary>The inbox behind a seq; waits up to 30 s for news. Who has seen seq N has seen all below.</summary>
    public Task<Page<InboxItem>> ReadInboxAsync(
        long after = 0, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(Behind("/v1/inbox", after, limit, wait), ApiConnection.Json.PageInboxItem, cancellation);

    /// <summary>Answers up to 10,000 notices; one result each, in the order sent.</summary>
    public async Task<IReadOnlyList<ResponseResult>> RespondAsync(
        IReadOnlyList<ResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            HttpMethod.Post, "/v1/inbox/responses", new ResponsesInput { Responses = responses },
            ApiConnection.Json.ResponsesInput, ApiConnection.Json.ResponsesView, cancellation)).Results;

    /// <summary>The account actions put to this platform, behind a seq; waits up to 30 s for news.</summary>
    public Task<Page<AccountActionView>> ReadAccountActionsAsync(
        long after = 0, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            Behind("/v1/account-actions", after, limit, wait), ApiConnection.Json.PageAccountActionView, cancellation);

    /// <summary>Answers up to 10,000 account actions; one result each, in the order sent.</summary>
    public async Task<IReadOnlyList<AccountResponseResult>> RespondToAccountActionsAsync(
        IReadOnlyList<AccountResponseInput> responses, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            HttpMethod.Post, "/v1/account-actions/responses", new AccountResponsesInput { Responses = responses },
            ApiConnection.Json.AccountResponsesInput, ApiConnection.Json.AccountResponsesView, cancellation)).Results;

    private static string Behind(string path, long after, int? limit, TimeSpan? wait) => ApiConnection.Path(
        path, ("after", after.ToString(CultureInfo.InvariantCulture)), ("limit", limit.Text()), ("wait", wait.Text()));
}
