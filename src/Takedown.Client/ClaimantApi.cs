using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
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
        SubmitAsync(
            () => JsonContent.Create(batch, ApiConnection.Json.BatchInput), true, idempotencyKey, dryRun, cancellation);

    /// <summary>Sends notices.</summary>
    /// <param name="notices">The notices.</param>
    /// <param name="idempotencyKey">Sending the same key again returns the same batch and stores nothing twice.</param>
    /// <param name="dryRun">Validates only.</param>
    /// <param name="cancellation">Cuts the connection; what was stored until then stays.</param>
    public Task<BatchView> SubmitAsync(
        IReadOnlyList<NoticeInput> notices, string? idempotencyKey = null, bool dryRun = false,
        CancellationToken cancellation = default) =>
        SubmitAsync(new BatchInput { Notices = notices }, idempotencyKey, dryRun, cancellation);

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
        var start = body.CanSeek ? body.Position : 0;
        return SubmitAsync(
            () =>
            {
                if (body.CanSeek) body.Position = start;
                var content = new StreamContent(new LeaveOpenStream(body));
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
                return content;
            },
            body.CanSeek, idempotencyKey, dryRun, cancellation);
    }

    private Task<BatchView> SubmitAsync(
        Func<HttpContent> content, bool isRepeatable, string? idempotencyKey, bool dryRun,
        CancellationToken cancellation)
    {
        var path = ApiConnection.Path("/v1/batches", ("dryRun", dryRun ? "true" : null));
        var request = new ApiRequest(HttpMethod.Post, path, content)
        {
            Headers = idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)],
            IsIdempotent = idempotencyKey is not null || dryRun,
            IsRepeatable = isRepeatable,
        };
        return wire.SendAsync(request, ApiConnection.Json.BatchView, cancellation);
    }

    /// <summary>Stores a file of evidence under its hash; once more, nothing changes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mediaType">What it is, such as <c>image/png</c>.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    /// <returns>The stored file, with the hash by which notices name it.</returns>
    public Task<EvidenceFile> StoreEvidenceAsync(
        byte[] file, string mediaType, CancellationToken cancellation = default)
    {
        var request = new ApiRequest(
            HttpMethod.Put, $"/v1/evidence/{Convert.ToHexStringLower(SHA256.HashData(file))}", () =>
            {
                var content = new ByteArrayContent(file);
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
                return content;
            });
        return wire.SendAsync(request, ApiConnection.Json.EvidenceFile, cancellation);
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

    /// <summary>All results of a batch, in the order of submission, as one download.</summary>
    public IAsyncEnumerable<ItemResult> ReadAllResultsAsync(
        Guid batchId, ItemStatus? status = null, CancellationToken cancellation = default) =>
        wire.LinesAsync(
            ApiConnection.Path($"/v1/batches/{batchId}/results", ("format", "ndjson"), ("status", status.Text())),
            ApiConnection.Json.ItemResult, cancellation);

    /// <summary>
    /// The rejected items as they were sent, with the batch's defaults, to be corrected and sent again.
    /// </summary>
    public IAsyncEnumerable<NoticeInput> ReadRejectedAsync(Guid batchId, CancellationToken cancellation = default) =>
        wire.LinesAsync(
            $"/v1/batches/{batchId}/results?status=rejected&format=resend", ApiConnection.Json.NoticeInput,
            cancellation);

    /// <summary>
    /// A page of the caller's notices, oldest first; with the operator's key, of all claimants' notices.
    /// </summary>
    public Task<Page<NoticeView>> ListNoticesAsync(
        NoticeState? state = null, Guid? platformId = null, Guid? batchId = null,
        string? after = null, int? limit = null, string? delivery = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/notices",
                ("state", state.Text()), ("platform", platformId.Text()), ("batch", batchId.Text()),
                ("delivery", delivery), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageNoticeView, cancellation);

    /// <summary>The same, page after page to the end.</summary>
    public IAsyncEnumerable<NoticeView> ReadAllNoticesAsync(
        NoticeState? state = null, Guid? platformId = null, Guid? batchId = null, string? delivery = null,
        CancellationToken cancellation = default) =>
        ApiConnection.PagesAsync(
            (after, token) => ListNoticesAsync(state, platformId, batchId, after, 1000, delivery, token), null,
            cancellation);

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

    /// <summary>Completes a notice with all that it lacked; a deficient one is sent then.</summary>
    public Task<NoticeView> CompleteAsync(
        Guid noticeId, Completion completion, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/completion", completion,
            ApiConnection.Json.Completion, ApiConnection.Json.NoticeView, cancellation);

    /// <summary>
    /// Takes back up to 10,000 notices, or a complete batch of any size. Where a measure was taken the platform must
    /// end it. If the answer is still <c>running</c>, the rest is done afterwards.
    /// </summary>
    /// <param name="recall">What is taken back, and why.</param>
    /// <param name="idempotencyKey">Sending the same key again returns the same recall.</param>
    /// <param name="cancellation">Cuts the connection; what was begun is finished.</param>
    public Task<RecallView> RecallAsync(
        RecallInput recall, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, "/v1/recalls", recall, ApiConnection.Json.RecallInput) with
            {
                Headers = idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)],
                IsIdempotent = idempotencyKey is not null,
            },
            ApiConnection.Json.RecallView, cancellation);

    /// <summary>How far a recall is.</summary>
    public Task<RecallView> GetRecallAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/recalls/{id}", ApiConnection.Json.RecallView, cancellation);

    /// <summary>A page of the caller's recalls, newest first.</summary>
    public Task<Page<RecallView>> ListRecallsAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/recalls", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageRecallView, cancellation);

    /// <summary>A page of a recall's results, one for each notice.</summary>
    public Task<Page<RecallResult>> ListRecallResultsAsync(
        Guid recallId, ResponseStatus? status = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/recalls/{recallId}/results",
                ("status", status.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageRecallResult, cancellation);

    /// <summary>A page of the notices that wait for a second person, because others share their target.</summary>
    public Task<Page<ConfirmationView>> ListConfirmationsAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/confirmations", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageConfirmationView, cancellation);

    /// <summary>Confirms up to 1,000 of them; the key must be another person's. Returns one result each.</summary>
    public async Task<IReadOnlyList<ConfirmationResult>> ConfirmAsync(
        IReadOnlyList<Guid> noticeIds, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, "/v1/confirmations", new ConfirmationsInput { NoticeIds = noticeIds },
                ApiConnection.Json.ConfirmationsInput) with { IsIdempotent = true },
            ApiConnection.Json.ConfirmationsView, cancellation)).Results;

    /// <summary>The hosts, targets and accounts that the caller never claims.</summary>
    public Task<NeverTouchList> GetNeverTouchAsync(CancellationToken cancellation = default) =>
        wire.GetAsync("/v1/never-touch", ApiConnection.Json.NeverTouchList, cancellation);

    /// <summary>Writes the next version of that list.</summary>
    public Task<NeverTouchList> PutNeverTouchAsync(
        IReadOnlyList<NeverTouchEntry> entries, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, "/v1/never-touch", new NeverTouchList { Entries = entries },
            ApiConnection.Json.NeverTouchList, ApiConnection.Json.NeverTouchList, cancellation);

    /// <summary>
    /// The caller's events after a cursor; waits up to 30 s for the first one. <c>Next</c> is always set and is the
    /// cursor of the next call.
    /// </summary>
    public Task<Page<FeedItem>> ReadEventsAsync(
        string? after = null, int? limit = null, TimeSpan? wait = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/events", ("after", after), ("limit", limit.Text()), ("wait", wait.Text())),
            ApiConnection.Json.PageFeedItem, cancellation);

    /// <summary>
    /// The caller's events after a cursor, without end: as server-sent events, connected again where the connection was
    /// lost, from the last event on. Store <see cref="FeedItem.Cursor"/> to continue later.
    /// </summary>
    public IAsyncEnumerable<FeedItem> FollowEventsAsync(
        string? after = null, CancellationToken cancellation = default) =>
        EventStream.ReadAsync(wire, after, cancellation);
}
