using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// What is known of platforms beside their answers: what they removed by themselves, their profiles, the limits that
/// were observed at them, and agreements.
/// </summary>
public sealed class PlatformsApi
{
    private readonly ApiConnection wire;

    internal PlatformsApi(ApiConnection wire) => this.wire = wire;

    /// <summary>
    /// A platform records what it removed without a notice, up to 10,000 removals; returns one result each, in the
    /// order sent. The same list again is recorded once.
    /// </summary>
    public async Task<IReadOnlyList<OwnRemovalResult>> RecordOwnRemovalsAsync(
        IReadOnlyList<OwnRemovalInput> removals, CancellationToken cancellation = default) =>
        (await wire.SendAsync(
            ApiRequest.Of(HttpMethod.Post, "/v1/own-removals", new OwnRemovalsInput { Items = removals },
                ApiConnection.Json.OwnRemovalsInput) with { IsIdempotent = true },
            ApiConnection.Json.OwnRemovalsView, cancellation)).Results;

    /// <summary>A page of the own removals that the caller may read.</summary>
    public Task<Page<OwnRemovalView>> ListOwnRemovalsAsync(
        Guid? platformId = null, string? account = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/own-removals", ("platform", platformId.Text()), ("account", account),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageOwnRemovalView, cancellation);

    /// <summary>The profile of a platform.</summary>
    public Task<PlatformProfileView> GetProfileAsync(Guid platformId, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/platforms/{platformId}/profile", ApiConnection.Json.PlatformProfileView, cancellation);

    /// <summary>The platform writes its profile; a person of a regulator gives <c>Check</c> alone.</summary>
    public Task<PlatformProfileView> PutProfileAsync(
        Guid platformId, PlatformProfileInput profile, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, $"/v1/platforms/{platformId}/profile", profile,
            ApiConnection.Json.PlatformProfileInput, ApiConnection.Json.PlatformProfileView, cancellation);

    /// <summary>A claimant or a regulator reports a limit on bulk complaints that it observed at a platform.</summary>
    public Task<PlatformLimitView> ReportLimitAsync(
        PlatformLimitInput limit, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/platform-limits", limit,
            ApiConnection.Json.PlatformLimitInput, ApiConnection.Json.PlatformLimitView, cancellation);

    /// <summary>A page of the observed limits that the caller may read.</summary>
    public Task<Page<PlatformLimitView>> ListLimitsAsync(
        Guid? platformId = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/platform-limits",
                ("platform", platformId.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PagePlatformLimitView, cancellation);

    /// <summary>One observed limit.</summary>
    public Task<PlatformLimitView> GetLimitAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/platform-limits/{id}", ApiConnection.Json.PlatformLimitView, cancellation);

    /// <summary>The platform answers an observation, once.</summary>
    public Task<PlatformLimitView> AnswerLimitAsync(Guid id, string text, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/platform-limits/{id}/answer", new PlatformLimitAnswerInput { Text = text },
            ApiConnection.Json.PlatformLimitAnswerInput, ApiConnection.Json.PlatformLimitView, cancellation);

    /// <summary>A page of the agreements that the caller is a party of or responsible for.</summary>
    public Task<Page<Agreement>> ListAgreementsAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/agreements", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageAgreement, cancellation);

    /// <summary>An agreement in its latest version.</summary>
    public Task<Agreement> GetAgreementAsync(string id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/agreements/{Uri.EscapeDataString(id)}", ApiConnection.Json.Agreement, cancellation);

    /// <summary>The operator writes the next version of an agreement; what was accepted keeps the former.</summary>
    public Task<Agreement> PutAgreementAsync(Agreement agreement, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, $"/v1/agreements/{Uri.EscapeDataString(agreement.Id)}", agreement,
            ApiConnection.Json.Agreement, ApiConnection.Json.Agreement, cancellation);
}
