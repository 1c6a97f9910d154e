namespace Takedown.Contracts;

/// <summary>Body of <c>POST</c> and <c>PATCH /v1/organisations</c>. Fields of another kind are refused.</summary>
public sealed record OrganisationInput
{
    /// <summary>Required on creation, then fixed.</summary>
    public OrganisationKind? Kind { get; init; }
    /// <summary>Legal name, at most 300 characters.</summary>
    public string? Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
    /// <summary><c>CN-</c> with six digits of GB/T 2260, an ISO 3166 code, or <c>EU</c>. Left out: the country.</summary>
    public string? Region { get; init; }
    /// <summary>E-mail of who answers for it; stands in for a notice's missing rights-holder contact.</summary>
    public string? Email { get; init; }
    /// <summary>Phone.</summary>
    public string? Phone { get; init; }
    /// <summary>Postal address.</summary>
    public string? Address { get; init; }
    /// <summary>Platform: hosts it answers for, such as <c>video.example</c>, <c>*.pages.example</c>, <c>example.com/video</c>.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }
    /// <summary>Platform: <c>hosting</c>, <c>cloud-disk</c>, <c>search</c>, <c>marketplace</c>, <c>short-video</c>, … Selects the SLA policy.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Platform: regime of notices that name none.</summary>
    public string? Regime { get; init; }
    /// <summary>Platform: how it receives notices. Left out: <c>inbox</c>.</summary>
    public ConnectorInput? Connector { get; init; }
    /// <summary>Claimant: priority it has earned.</summary>
    public Tier? Tier { get; init; }
    /// <summary>Regulator: <c>copyright</c>, <c>cyberspace</c>, <c>telecom</c>, <c>police</c>, <c>culture</c>, <c>market</c>.</summary>
    public IReadOnlyList<string>? Functions { get; init; }
}

/// <summary>How a platform receives notices.</summary>
public sealed record ConnectorInput
{
    /// <summary>Which way.</summary>
    public ConnectorKind? Kind { get; init; }
    /// <summary>Webhook: https URL of the receiver.</summary>
    public string? Url { get; init; }
    /// <summary>
    /// Amqp: the platform's queue, 1 to 100 of <c>a-z 0-9 -</c>. Made where it is missing; answers go to the exchange
    /// of this name with <c>.responses</c> behind it.
    /// </summary>
    public string? Queue { get; init; }
}

/// <summary>An organisation.</summary>
public sealed record OrganisationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What it is.</summary>
    public required OrganisationKind Kind { get; init; }
    /// <summary>Legal name.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
    /// <summary>Region, the country where none was given.</summary>
    public required string Region { get; init; }
    /// <summary>E-mail.</summary>
    public string? Email { get; init; }
    /// <summary>Phone.</summary>
    public string? Phone { get; init; }
    /// <summary>Postal address.</summary>
    public string? Address { get; init; }
    /// <summary>Platform: its hosts.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }
    /// <summary>Platform: its service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Platform: its regime.</summary>
    public string? Regime { get; init; }
    /// <summary>Platform: how it receives notices.</summary>
    public ConnectorView? Connector { get; init; }
    /// <summary>Claimant: its priority.</summary>
    public Tier? Tier { get; init; }
    /// <summary>Regulator: its functions.</summary>
    public IReadOnlyList<string>? Functions { get; init; }
    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Its keys, without the secrets.</summary>
    public IReadOnlyList<KeyView>? Keys { get; init; }
}

/// <summary>A connector as shown. The webhook's secret is shown once, when it is made or rotated.</summary>
public sealed record ConnectorView
{
    /// <summary>Which way.</summary>
    public required ConnectorKind Kind { get; init; }
    /// <summary>Webhook: the receiver.</summary>
    public string? Url { get; init; }
    /// <summary>Amqp: the queue.</summary>
    public string? Queue { get; init; }
    /// <summary>Webhook: the new signing secret (<c>whsec_…</c>), only in the answer that made it.</summary>
    public string? Secret { get; init; }
}

/// <summary>A key, by its id.</summary>
public sealed record KeyView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A new key, shown once.</summary>
public sealed record KeyCreated
{
    /// <summary>For <c>DELETE /v1/keys/{id}</c>.</summary>
    public required Guid Id { get; init; }
    /// <summary>The bearer token. Only its hash is kept.</summary>
    public required string Key { get; init; }
}

/// <summary>A new signing secret, shown once; the former one keeps signing beside it for a day.</summary>
public sealed record SecretCreated
{
    /// <summary><c>whsec_</c> and base64, as Standard Webhooks has it.</summary>
    public required string Secret { get; init; }
}
