using System.Net.Http.Headers;
using System.Net.Http.Json;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// The claimant's operations: submit notices, follow them, answer requests for information and withdraw notices.
/// </summary>
public sealed class ClaimantApi
{
    private readonly ApiConnection wire;

    internal ClaimantApi(ApiConnection wire) => this.wire = wire;

    /// <summary>Sends a batch as JSON.</summary>
    /// <param name="batch">The notices.</param>
    /// <param name="idempotencyKey">Sending the same key again returns the same batch and stores nothing twice.</param>
    /// <param name="dryRun">Validates only.</param>
    /// <param name="cancellation">Cuts the connection; what was stored until then stays.</param>
    public Task<BatchView> SubmitAsync(
        BatchInput batch, string? idempotencyKey = null, bool dryRun = false,
        CancellationToken cancellation = default) =>
        SubmitAsync(JsonContent.Create(batch, ApiConnection.Json.BatchInput), idempotencyKey, dryRun, cancellation);

    /// <summary>Streams a batch of any length without holding it in memory.</summary>
    /// <param name="body">Read to its end; the caller disposes of it.</param>
    /// <param name="contentType"><c>application/json</c>, <c>application/x-ndjson</c> or <c>text/csv</c>.</param>
    /// <param name="idempotencyKey">
    /// Sending the same key and body again resumes the batch where a broken connection stopped.
    /// </param>
    /// <param name="dryRun">Validates only.</param>
    /// <param name="cancellation">Cuts the connection; what was stored until then stays.</param>
    public Task<BatchView> SubmitAsync(
        Stream body, string contentType, string? idempotencyKey = null, bool dryRun = false,
        CancellationToken cancellation = default)
    {
        var content = new StreamContent(new LeaveOpenStream(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SubmitAsync(content, idempotencyKey, dryRun, cancellation);
    }

    private Task<BatchView> SubmitAsync(
        HttpContent content, string? idempotencyKey, bool dryRun, CancellationToken cancellation)
    {
        var path = ApiConnection.Path("/v1/batches", ("dryRun", dryRun ? "true" : null));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return wire.SendAsync(request, ApiConnection.Json.BatchView, cancellation);
    }

    /// <summary>The progress of a batch.</summary>
    public Task<BatchView> GetBatchAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/batches/{id}", ApiConnection.Json.BatchView, cancellation);

    /// <summary>A page of a batch's results, in the order of submission.</summary>
    public Task<Page<ItemResult>> ListResultsAsync(
        Guid batchId, ItemStatus? status = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path(
                $"/v1/batches/{batchId}/results", ("status", status.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageItemResult, cancellation);

    /// <summary>
    /// A page of the caller's notices, oldest first; with the operator's key, of all claimants' notices.
    /// </summary>
    public Task<Page<NoticeView>> ListNoticesAsync(
        NoticeState? state = null, Guid? platformId = null, Guid? batchId = null,
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/notices",
                ("state", state.Text()), ("platform", platformId.Text()), ("batch", batchId.Text()),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageNoticeView, cancellation);

    /// <summary>Withdraws a notice.</summary>
    public Task<NoticeView> WithdrawAsync(
        Guid noticeId, string? reason = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/withdrawal", new Withdrawal { Reason = reason },
            ApiConnection.Json.Withdrawal, ApiConnection.Json.NoticeView, cancellation);

    /// <summary>Answers the platform's request for information; the paused act deadline resumes.</summary>
    public Task<NoticeView> SupplementAsync(
        Guid noticeId, Supplement answer, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/supplement", answer,
            ApiConnection.Json.Supplement, ApiConnection.Json.NoticeView, cancellation);

    /// <summary>
    /// The caller's events after a cursor; waits up to 30 s for the first one. <c>Next</c> is always set and is the
    /// cursor of the next call.
    /// </summary>
    public Task<Page<FeedItem>> ReadEventsAsync(
        string? after = null, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/events", ("after", after), ("limit", limit.Text()), ("wait", wait.Text())),
            ApiConnection.Json.PageFeedItem, cancellation);
}
