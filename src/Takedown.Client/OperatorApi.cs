using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// The operator's operations: the registry, policies and calendars, unrouted items and failed deliveries.
/// </summary>
public sealed class OperatorApi
{
    private readonly ApiConnection wire;

    internal OperatorApi(ApiConnection wire) => this.wire = wire;

    /// <summary>Registers an organisation.</summary>
    public Task<OrganisationView> RegisterAsync(
        OrganisationInput organisation, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, "/v1/organisations", organisation,
            ApiConnection.Json.OrganisationInput, ApiConnection.Json.OrganisationView, cancellation);

    /// <summary>Changes the given fields; a given list replaces the stored one.</summary>
    public Task<OrganisationView> ChangeAsync(
        Guid id, OrganisationInput change, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Patch, $"/v1/organisations/{id}", change,
            ApiConnection.Json.OrganisationInput, ApiConnection.Json.OrganisationView, cancellation);

    /// <summary>A page of organisations, oldest first.</summary>
    public Task<Page<OrganisationView>> ListOrganisationsAsync(
        OrganisationKind? kind = null, string? after = null, int? limit = null,
        CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/organisations", ("kind", kind.Text()), ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageOrganisationView, cancellation);

    /// <summary>Creates a key. The key is shown in this answer only.</summary>
    public Task<KeyCreated> CreateKeyAsync(Guid organisationId, CancellationToken cancellation = default) =>
        wire.PostAsync($"/v1/organisations/{organisationId}/keys", ApiConnection.Json.KeyCreated, cancellation);

    /// <summary>Registers a person of an organisation.</summary>
    public Task<PersonView> RegisterPersonAsync(
        Guid organisationId, PersonInput person, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Post, $"/v1/organisations/{organisationId}/people", person,
            ApiConnection.Json.PersonInput, ApiConnection.Json.PersonView, cancellation);

    /// <summary>Creates a key of a person. The key is shown in this answer only.</summary>
    public Task<KeyCreated> CreatePersonKeyAsync(Guid personId, CancellationToken cancellation = default) =>
        wire.PostAsync($"/v1/people/{personId}/keys", ApiConnection.Json.KeyCreated, cancellation);

    /// <summary>Creates a new webhook secret; deliveries are also signed with the previous one for a day.</summary>
    public Task<SecretCreated> RotateWebhookSecretAsync(Guid platformId, CancellationToken cancellation = default) =>
        wire.PostAsync(
            $"/v1/organisations/{platformId}/webhook-secret", ApiConnection.Json.SecretCreated, cancellation);

    /// <summary>Writes the next version of a policy; notices already accepted keep their version.</summary>
    public Task<SlaPolicy> PutPolicyAsync(SlaPolicy policy, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, $"/v1/policies/{Uri.EscapeDataString(policy.Code)}", policy,
            ApiConnection.Json.SlaPolicy, ApiConnection.Json.SlaPolicy, cancellation);

    /// <summary>Writes the next version of a calendar; due times already computed do not change.</summary>
    public Task<WorkCalendar> PutCalendarAsync(WorkCalendar calendar, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, $"/v1/calendars/{Uri.EscapeDataString(calendar.Code)}", calendar,
            ApiConnection.Json.WorkCalendar, ApiConnection.Json.WorkCalendar, cancellation);

    /// <summary>Writes the next version of a regime; due times already computed do not change.</summary>
    public Task<Regime> PutRegimeAsync(Regime regime, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Put, $"/v1/regimes/{Uri.EscapeDataString(regime.Code)}", regime,
            ApiConnection.Json.Regime, ApiConnection.Json.Regime, cancellation);

    /// <summary>A page of rejected items whose host belongs to no registered platform.</summary>
    public Task<Page<UnroutedItem>> ListUnroutedAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/operations/unrouted", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageUnroutedItem, cancellation);

    /// <summary>Retries failed deliveries now instead of after their pause; of one platform or of all.</summary>
    public Task<RetryView> RetryDeliveriesAsync(Guid? platformId = null, CancellationToken cancellation = default) =>
        wire.PostAsync(
            ApiConnection.Path("/v1/operations/deliveries/retry", ("platform", platformId.Text())),
            ApiConnection.Json.RetryView, cancellation);
}
