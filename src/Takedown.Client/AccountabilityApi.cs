using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>The scores of claimants and platforms, appeals against them, and steps against claimants.</summary>
public sealed class AccountabilityApi
{
    private const string Claimants = "/v1/accountability/claimants", Platforms = "/v1/accountability/platforms",
        Appeals = "/v1/accountability/appeals";

    private readonly ApiConnection wire;

    internal AccountabilityApi(ApiConnection wire) => this.wire = wire;

    /// <summary>The score of a claimant, over days, in a time zone (IANA name).</summary>
    public Task<ClaimantScore> GetClaimantAsync(
        Guid id, DateOnly? from = null, DateOnly? to = null, string? tz = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"{Claimants}/{id}", ("from", from.Text()), ("to", to.Text()), ("tz", tz)),
            ApiConnection.Json.ClaimantScore, cancellation);

    /// <summary>A page of the scores of claimants over days.</summary>
    public Task<Page<ClaimantScore>> ListClaimantsAsync(
        DateOnly? from = null, DateOnly? to = null, string? tz = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path(Claimants, ("from", from.Text()), ("to", to.Text()), ("tz", tz),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageClaimantScore, cancellation);

    /// <summary>A page of the notices behind a part of a claimant's score.</summary>
    public Task<Page<ScoreNotice>> ListClaimantNoticesAsync(
        Guid id, ScorePart part, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        NoticesAsync($"{Claimants}/{id}/notices", part, after, limit, cancellation);

    /// <summary>The score of a platform, over days, in a time zone (IANA name).</summary>
    public Task<PlatformScore> GetPlatformAsync(
        Guid id, DateOnly? from = null, DateOnly? to = null, string? tz = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"{Platforms}/{id}", ("from", from.Text()), ("to", to.Text()), ("tz", tz)),
            ApiConnection.Json.PlatformScore, cancellation);

    /// <summary>A page of the scores of platforms over days.</summary>
    public Task<Page<PlatformScore>> ListPlatformsAsync(
        DateOnly? from = null, DateOnly? to = null, string? tz = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path(Platforms, ("from", from.Text()), ("to", to.Text()), ("tz", tz),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PagePlatformScore, cancellation);

    /// <summary>A page of the notices behind a part of a platform's score.</summary>
    public Task<Page<ScoreNotice>> ListPlatformNoticesAsync(
        Guid id, ScorePart part, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        NoticesAsync($"{Platforms}/{id}/notices", part, after, limit, cancellation);

    /// <summary>An organisation appeals against its own score.</summary>
    /// <param name="appeal">What should not count, and why.</param>
    /// <param name="idempotencyKey">Sending the same key again returns the same appeal.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    public Task<ScoreAppealView> AppealAsync(
        ScoreAppealInput appeal, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, Appeals, appeal, ApiConnection.Json.ScoreAppealInput) with
            {
                Headers = idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)],
                IsIdempotent = idempotencyKey is not null,
            },
            ApiConnection.Json.ScoreAppealView, cancellation);

    /// <summary>
    /// A page of the appeals that the caller filed or decides, newest first: all of them, open or decided ones.
    /// </summary>
    public Task<Page<ScoreAppealView>> ListAppealsAsync(
        bool? open = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path(Appeals,
                ("open", open switch { true => "true", false => "false", null => null }), ("after", after),
                ("limit", limit.Text())),
            ApiConnection.Json.PageScoreAppealView, cancellation);

    /// <summary>One appeal.</summary>
    public Task<ScoreAppealView> GetAppealAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"{Appeals}/{id}", ApiConnection.Json.ScoreAppealView, cancellation);

    /// <summary>A person of the responsible regulator decides an appeal.</summary>
    public Task<ScoreAppealView> DecideAppealAsync(
        Guid id, AppealDecisionInput decision, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"{Appeals}/{id}/decision", decision,
            ApiConnection.Json.AppealDecisionInput, ApiConnection.Json.ScoreAppealView, cancellation);

    /// <summary>A person warns, lowers or suspends a claimant, or ends these steps.</summary>
    public Task<SenderStanding> TakeStepAsync(
        Guid claimantId, SenderStepInput step, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/senders/{claimantId}/steps", step,
            ApiConnection.Json.SenderStepInput, ApiConnection.Json.SenderStanding, cancellation);

    /// <summary>A page of what changed in how a claimant stands, oldest first.</summary>
    public Task<Page<StandingChange>> ListStepsAsync(
        Guid claimantId, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/senders/{claimantId}/steps", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageStandingChange, cancellation);

    private Task<Page<ScoreNotice>> NoticesAsync(
        string path, ScorePart part, string? after, int? limit, CancellationToken cancellation) =>
        wire.GetAsync(
            ApiConnection.Path(path, ("part", ((ScorePart?)part).Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageScoreNotice, cancellation);
}
