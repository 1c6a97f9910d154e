using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>The regulator's operations: escalations and compliance of the platforms in its region.</summary>
public sealed class RegulatorApi
{
    private readonly ApiConnection wire;

    internal RegulatorApi(ApiConnection wire) => this.wire = wire;

    /// <summary>A page of the escalations in the caller's region and functions, oldest first.</summary>
    public Task<Page<EscalationView>> ListEscalationsAsync(
        EscalationStatus? status = null, Guid? platformId = null,
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/escalations",
                ("status", status.Text()), ("platform", platformId.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageEscalationView, cancellation);

    /// <summary>The same, page after page to the end.</summary>
    public IAsyncEnumerable<EscalationView> ReadAllEscalationsAsync(
        EscalationStatus? status = null, Guid? platformId = null, CancellationToken cancellation = default) =>
        ApiConnection.PagesAsync(
            (after, token) => ListEscalationsAsync(status, platformId, after, 1000, token), null, cancellation);

    /// <summary>The number of escalations by platform, highest first.</summary>
    public async Task<IReadOnlyList<EscalationCount>> CountEscalationsAsync(
        EscalationStatus? status = null, CancellationToken cancellation = default) =>
        (await wire.GetAsync(
            ApiConnection.Path("/v1/escalations/by-platform", ("status", status.Text())),
            ApiConnection.Json.PageEscalationCount, cancellation)).Items;

    /// <summary>Gets one escalation.</summary>
    public Task<EscalationView> GetEscalationAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/escalations/{id}", ApiConnection.Json.EscalationView, cancellation);

    /// <summary>Totals over the platforms in the caller's region, for a range of days (UTC, both included).</summary>
    public Task<ComplianceOverview> GetOverviewAsync(
        DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/compliance/overview", ("from", from.Text()), ("to", to.Text())),
            ApiConnection.Json.ComplianceOverview, cancellation);

    /// <summary>A page of counts by platform, of the platforms in the caller's region.</summary>
    public Task<Page<PlatformCompliance>> ListPlatformsAsync(
        DateOnly? from = null, DateOnly? to = null,
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/compliance/platforms", ("from", from.Text()), ("to", to.Text()),
                ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PagePlatformCompliance, cancellation);

    /// <summary>The same, page after page to the end.</summary>
    public IAsyncEnumerable<PlatformCompliance> ReadAllPlatformsAsync(
        DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default) =>
        ApiConnection.PagesAsync(
            (after, token) => ListPlatformsAsync(from, to, after, 1000, token), null, cancellation);

    /// <summary>Counts of one platform for a range of days (UTC, both included).</summary>
    public Task<PlatformCompliance> GetPlatformAsync(
        Guid id, DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/compliance/platforms/{id}", ("from", from.Text()), ("to", to.Text())),
            ApiConnection.Json.PlatformCompliance, cancellation);

    /// <summary>Counts by day, of one platform or of all platforms in the caller's region.</summary>
    public Task<ComplianceTrend> GetTrendAsync(
        DateOnly? from = null, DateOnly? to = null, Guid? platformId = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path(
                "/v1/compliance/trend", ("from", from.Text()), ("to", to.Text()), ("platform", platformId.Text())),
            ApiConnection.Json.ComplianceTrend, cancellation);
}
