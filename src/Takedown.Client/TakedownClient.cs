using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// A client of the Takedown HTTP API with one key. Operations open to every key are on this type; the others are
/// grouped by the kind of organisation that may call them. Any answer other than success throws
/// <see cref="TakedownProblemException"/>. Thread-safe.
/// </summary>
public sealed class TakedownClient
{
    private readonly ApiConnection wire;

    /// <summary>
    /// Creates a client that sends requests through <paramref name="http"/>, whose <see cref="HttpClient.BaseAddress"/>
    /// is the server, with a bearer key.
    /// </summary>
    /// <remarks>
    /// Long polls wait up to 30 s, and the duration of a batch depends on its length: set
    /// <see cref="HttpClient.Timeout"/> accordingly.
    /// </remarks>
    public TakedownClient(HttpClient http, string key, TakedownClientOptions? options = null)
    {
        wire = new(http, key, options ?? new());
        Operator = new(wire);
        Claimant = new(wire);
        Platform = new(wire);
        Regulator = new(wire);
        Subscriptions = new(wire);
        Answers = new(wire);
        Platforms = new(wire);
        Accounts = new(wire);
        Accountability = new(wire);
    }

    /// <summary>Operations for an operator's key.</summary>
    public OperatorApi Operator { get; }

    /// <summary>Operations for a claimant's key.</summary>
    public ClaimantApi Claimant { get; }

    /// <summary>Operations for a platform's key.</summary>
    public PlatformApi Platform { get; }

    /// <summary>Operations for a regulator's or the operator's key.</summary>
    public RegulatorApi Regulator { get; }

    /// <summary>Webhooks for events of a claimant or a regulator.</summary>
    public SubscriptionsApi Subscriptions { get; }

    /// <summary>What comes after an answer, for both sides.</summary>
    public AnswersApi Answers { get; }

    /// <summary>What is known of platforms beside their answers.</summary>
    public PlatformsApi Platforms { get; }

    /// <summary>Accounts of users: blacklists, appeals, operators.</summary>
    public AccountsApi Accounts { get; }

    /// <summary>Scores of both sides, appeals against them, and steps against claimants.</summary>
    public AccountabilityApi Accountability { get; }

    /// <summary>Who the key is: its organisation, person and scopes.</summary>
    public Task<MeView> GetMeAsync(CancellationToken cancellation = default) =>
        wire.GetAsync("/v1/me", ApiConnection.Json.MeView, cancellation);

    /// <summary>An organisation and its keys. The operator may read any organisation, others only their own.</summary>
    public Task<OrganisationView> GetOrganisationAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/organisations/{id}", ApiConnection.Json.OrganisationView, cancellation);

    /// <summary>Revokes a key with immediate effect. The operator may revoke any key, others only their own.</summary>
    public Task RevokeKeyAsync(Guid keyId, CancellationToken cancellation = default) =>
        wire.DeleteAsync($"/v1/keys/{keyId}", cancellation);

    /// <summary>The SLA policies in force.</summary>
    public async Task<IReadOnlyList<SlaPolicy>> ListPoliciesAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/policies", ApiConnection.Json.PageSlaPolicy, cancellation)).Items;

    /// <summary>A policy, in its latest version unless another is given.</summary>
    public Task<SlaPolicy> GetPolicyAsync(string code, int? version = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/policies/{Uri.EscapeDataString(code)}", ("version", version.Text())),
            ApiConnection.Json.SlaPolicy, cancellation);

    /// <summary>The calendars of working days.</summary>
    public async Task<IReadOnlyList<WorkCalendar>> ListCalendarsAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/calendars", ApiConnection.Json.PageWorkCalendar, cancellation)).Items;

    /// <summary>The latest version of a calendar.</summary>
    public Task<WorkCalendar> GetCalendarAsync(string code, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/calendars/{Uri.EscapeDataString(code)}", ApiConnection.Json.WorkCalendar, cancellation);

    /// <summary>The legal regimes and the elements each requires.</summary>
    public async Task<IReadOnlyList<Regime>> ListRegimesAsync(CancellationToken cancellation = default) =>
        (await wire.GetAsync("/v1/regimes", ApiConnection.Json.PageRegime, cancellation)).Items;

    /// <summary>A regime, in its latest version unless another is given.</summary>
    public Task<Regime> GetRegimeAsync(string code, int? version = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/regimes/{Uri.EscapeDataString(code)}", ("version", version.Text())),
            ApiConnection.Json.Regime, cancellation);

    /// <summary>A notice; readable by its claimant, its platform, a responsible regulator and the operator.</summary>
    public Task<NoticeView> GetNoticeAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/notices/{id}", ApiConnection.Json.NoticeView, cancellation);

    /// <summary>The timeline of a notice, oldest entry first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> GetTimelineAsync(
        Guid id, CancellationToken cancellation = default) =>
        (await wire.GetAsync($"/v1/notices/{id}/timeline", ApiConnection.Json.PageTimelineEntry, cancellation)).Items;

    /// <summary>
    /// Advances the clock of a sandbox and returns once everything that became due has run. The server answers 404
    /// outside a sandbox.
    /// </summary>
    public Task<ClockView> AdvanceClockAsync(TimeSpan advance, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/sandbox/clock", new ClockAdvance { Advance = advance },
            ApiConnection.Json.ClockAdvance, ApiConnection.Json.ClockView, cancellation);
}
