using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// Takedown over HTTP with one key. What any key may call is here; what only one kind of organisation may, by its
/// audience. An answer that is not success throws <see cref="TakedownProblemException"/>; safe to share between
/// threads.
/// </summary>
public sealed class TakedownClient
{
    private readonly ApiConnection wire;

    /// <summary>
    /// Speaks through an HTTP client whose <see cref="HttpClient.BaseAddress"/> is the server, with a bearer key.
    /// </summary>
    /// <remarks>
    /// Long polls wait up to 30 s and a batch of any length takes as long as it takes: mind
    /// <see cref="HttpClient.Timeout"/>.
    /// </remarks>
    public TakedownClient(HttpClient http, string key)
    {
        wire = new(http, key);
        Operator = new(wire);
        Claimant = new(wire);
        Platform = new(wire);
        Regulator = new(wire);
    }

    /// <summary>For an operator's key.</summary>
    public OperatorApi Operator { get; }

    /// <summary>For a claimant's key.</summary>
    public ClaimantApi Claimant { get; }

    /// <summary>For a platform's key.</summary>
    public PlatformApi Platform { get; }

    /// <summary>For a regulator's or the operator's key.</summary>
    public RegulatorApi Regulator { get; }

    /// <summary>An organisation with its keys: the operator reads any, others their own.</summary>
    public Task<OrganisationView> GetOrganisationAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/organisations/{id}", ApiConnection.Json.OrganisationView, cancellation);

    /// <summary>Revokes a key at once: the operator any, others their own.</summary>
    public Task RevokeKeyAsync(Guid keyId, CancellationToken cancellation = default) =>
        wire.DeleteAsync($"/v1/keys/{keyId}", cancellation);

    /// <summary>The SLA policies in force.</summary>
    public async Task<IReadOnlyList<SlaPolicy>> ListPoliciesAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/policies", ApiConnection.Json.PageSlaPolicy, cancellation)).Items;

    /// <summary>A policy, the latest version unless one is named.</summary>
    public Task<SlaPolicy> GetPolicyAsync(string code, int? version = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/policies/{Uri.EscapeDataString(code)}", ("version", version.Text())),
            ApiConnection.Json.SlaPolicy, cancellation);

    /// <summary>The calendars of working days.</summary>
    public async Task<IReadOnlyList<WorkCalendar>> ListCalendarsAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/calendars", ApiConnection.Json.PageWorkCalendar, cancellation)).Items;

    /// <summary>A calendar.</summary>
    public Task<WorkCalendar> GetCalendarAsync(string code, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/calendars/{Uri.EscapeDataString(code)}", ApiConnection.Json.WorkCalendar, cancellation);

    /// <summary>The legal regimes and the elements each requires.</summary>
    public async Task<IReadOnlyList<Regime>> ListRegimesAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/regimes", ApiConnection.Json.PageRegime, cancellation)).Items;

    /// <summary>A notice, for its claimant, its platform, a responsible regulator and the operator.</summary>
    public Task<NoticeView> GetNoticeAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/notices/{id}", ApiConnection.Json.NoticeView, cancellation);

    /// <summary>Everything that happened to a notice, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> GetTimelineAsync(
        Guid id, CancellationToken cancellation = default) =>
        (await wire.GetAsync($"/v1/notices/{id}/timeline", ApiConnection.Json.PageTimelineEntry, cancellation)).Items;

    /// <summary>
    /// Moves a sandbox's clock forward; answers once everything that became due has run. 404 outside a sandbox.
    /// </summary>
    public Task<ClockView> AdvanceClockAsync(TimeSpan advance, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/sandbox/clock", new ClockAdvance { Advance = advance },
            ApiConnection.Json.ClockAdvance, ApiConnection.Json.ClockView, cancellation);
}
