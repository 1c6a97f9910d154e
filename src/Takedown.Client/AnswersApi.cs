using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// What comes after an answer, for both sides: counter-notices and proceedings after a measure, disputes and mediations
/// after a refusal, and more time before either.
/// </summary>
public sealed class AnswersApi
{
    private readonly ApiConnection wire;

    internal AnswersApi(ApiConnection wire) => this.wire = wire;

    /// <summary>A platform files a counter-notice of its user; each notice has its own result.</summary>
    public Task<CounterNoticeView> FileCounterNoticeAsync(
        CounterNoticeInput counterNotice, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/counter-notices", counterNotice,
            ApiConnection.Json.CounterNoticeInput, ApiConnection.Json.CounterNoticeView, cancellation);

    /// <summary>Files a counter-notice by the codes of one-time links, as the accused does itself.</summary>
    public Task<CounterNoticeView> FileOwnCounterNoticeAsync(
        CounterNoticeInput counterNotice, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/counter-notices/with-links", counterNotice,
            ApiConnection.Json.CounterNoticeInput, ApiConnection.Json.CounterNoticeView, cancellation);

    /// <summary>A platform makes a one-time link on which the accused files a counter-notice.</summary>
    public Task<CounterNoticeLink> MakeCounterNoticeLinkAsync(
        Guid noticeId, TimeSpan? validFor = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/counter-notice-links",
            new CounterNoticeLinkInput { ValidFor = validFor },
            ApiConnection.Json.CounterNoticeLinkInput, ApiConnection.Json.CounterNoticeLink, cancellation);

    /// <summary>A page of the counter-notices that concern the caller, oldest first; those about one notice.</summary>
    public Task<Page<CounterNoticeView>> ListCounterNoticesAsync(
        Guid? noticeId = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/counter-notices",
                ("notice", noticeId.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageCounterNoticeView, cancellation);

    /// <summary>A counter-notice, as far as the caller may see it.</summary>
    public Task<CounterNoticeView> GetCounterNoticeAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/counter-notices/{id}", ApiConnection.Json.CounterNoticeView, cancellation);

    /// <summary>The claimant proves a complaint or suit inside the counter window; the measure stays.</summary>
    public Task<ProceedingView> ProveProceedingAsync(
        Guid noticeId, ProceedingInput proceeding, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/proceeding", proceeding,
            ApiConnection.Json.ProceedingInput, ApiConnection.Json.ProceedingView, cancellation);

    /// <summary>The proceeding about a notice.</summary>
    public Task<ProceedingView> GetProceedingAsync(Guid noticeId, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/notices/{noticeId}/proceeding", ApiConnection.Json.ProceedingView, cancellation);

    /// <summary>The claimant says how the proceeding ended.</summary>
    public Task<ProceedingView> EndProceedingAsync(
        Guid noticeId, ProceedingOutcomeInput outcome, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/proceeding-outcome", outcome,
            ApiConnection.Json.ProceedingOutcomeInput, ApiConnection.Json.ProceedingView, cancellation);

    /// <summary>The claimant disputes a refusal, once, with something that the notice did not have.</summary>
    public Task<DisputeView> DisputeAsync(
        Guid noticeId, DisputeInput dispute, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/dispute", dispute,
            ApiConnection.Json.DisputeInput, ApiConnection.Json.DisputeView, cancellation);

    /// <summary>The dispute of a refusal.</summary>
    public Task<DisputeView> GetDisputeAsync(Guid noticeId, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/notices/{noticeId}/dispute", ApiConnection.Json.DisputeView, cancellation);

    /// <summary>Either side puts a refused or disputed notice before a mediating body.</summary>
    public Task<MediationView> FileMediationAsync(
        Guid noticeId, MediationInput mediation, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/mediation", mediation,
            ApiConnection.Json.MediationInput, ApiConnection.Json.MediationView, cancellation);

    /// <summary>The mediation about a notice.</summary>
    public Task<MediationView> GetMediationAsync(Guid noticeId, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/notices/{noticeId}/mediation", ApiConnection.Json.MediationView, cancellation);

    /// <summary>Either side says how the mediation ended.</summary>
    public Task<MediationView> EndMediationAsync(
        Guid noticeId, MediationOutcomeInput outcome, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/mediation-outcome", outcome,
            ApiConnection.Json.MediationOutcomeInput, ApiConnection.Json.MediationView, cancellation);

    /// <summary>A platform takes more time to act, once, where the notice's policy allows it.</summary>
    public Task<NoticeExtension> ExtendAsync(
        Guid noticeId, string reason, DateTimeOffset? due = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/notices/{noticeId}/extension",
            new NoticeExtensionInput { Reason = reason, Due = due },
            ApiConnection.Json.NoticeExtensionInput, ApiConnection.Json.NoticeExtension, cancellation);
}
