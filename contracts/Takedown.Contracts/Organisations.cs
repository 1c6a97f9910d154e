using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST</c> and <c>PATCH /v1/organisations</c>. Fields of other kinds of organisation are rejected.
/// </summary>
public sealed record OrganisationInput : PatchInput
{
    /// <summary>Kind of organisation. Required on creation; cannot be changed.</summary>
    public OrganisationKind? Kind { get; set => field = Given(value, "/kind"); }
    /// <summary>Legal name, at most 300 characters.</summary>
    public string? Name { get; set => field = Given(value, "/name"); }
    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public string? Country { get; set => field = Given(value, "/country"); }
    /// <summary>
    /// <c>CN-</c> and six digits of GB/T 2260, or nine of GB/T 10114 for a township; an ISO 3166 code, or <c>EU</c>.
    /// Default: the country.
    /// </summary>
    public string? Region { get; set => field = Given(value, "/region"); }
    /// <summary>
    /// E-mail address of the responsible contact. A claimant's address is the default contact of its notices.
    /// </summary>
    public string? Email { get; set => field = Given(value, "/email"); }
    /// <summary>Phone number.</summary>
    public string? Phone { get; set => field = Given(value, "/phone"); }
    /// <summary>Postal address.</summary>
    public string? Address { get; set => field = Given(value, "/address"); }
    /// <summary>
    /// Platform: hosts of the service, such as <c>video.example</c>, <c>*.pages.example</c>, <c>example.com/video</c>.
    /// </summary>
    public IReadOnlyList<string>? Hosts { get; set => field = Given(value, "/hosts"); }
    /// <summary>
    /// Platform: <c>hosting</c>, <c>cloud-disk</c>, <c>search</c>, <c>marketplace</c>, <c>short-video</c>, … A selector
    /// of SLA policies.
    /// </summary>
    public string? ServiceType { get; set => field = Given(value, "/serviceType"); }
    /// <summary>Platform: default regime of its notices.</summary>
    public string? Regime { get; set => field = Given(value, "/regime"); }
    /// <summary>
    /// Platform: the regimes it is under; a notice names one of them. Default: its regime and those of its country.
    /// </summary>
    public IReadOnlyList<string>? Regimes { get; set => field = Given(value, "/regimes"); }
    /// <summary>Platform: how it receives notices. Default: <c>inbox</c>.</summary>
    public ConnectorInput? Connector { get; set => field = Given(value, "/connector"); }
    /// <summary>Claimant: priority granted by the operator.</summary>
    public Tier? Tier { get; set => field = Given(value, "/tier"); }
    /// <summary>
    /// Regulator: its functions, words of <c>GET /v1/functions</c>: <c>copyright</c>, <c>cyberspace</c>,
    /// <c>market</c>, <c>ip-office</c>, …
    /// </summary>
    public IReadOnlyList<string>? Functions { get; set => field = Given(value, "/functions"); }
    /// <summary>
    /// Regulator: the body above it, where that is not the one of the region above it, as for bodies beside the tree.
    /// </summary>
    public Guid? ParentId { get; set => field = Given(value, "/parentId"); }
    /// <summary>
    /// Regulator: the regions it is responsible for in place of its own, at most 100, for a body beside the tree
    /// such as that of the 兵团.
    /// </summary>
    public IReadOnlyList<string>? Covers { get; set => field = Given(value, "/covers"); }
    /// <summary>Claimant: whether it holds the rights itself or acts for those who do.</summary>
    public ClaimantType? Type { get; set => field = Given(value, "/type"); }
}

/// <summary>Type of a claimant.</summary>
[JsonConverter(typeof(KebabEnumConverter<ClaimantType>))]
public enum ClaimantType
{
    /// <summary>Holds the rights.</summary>
    RightsHolder,
    /// <summary>Acts for rights holders.</summary>
    Agent,
    /// <summary>An association of rights holders.</summary>
    Association,
    /// <summary>A collective management organisation.</summary>
    Collective,
    /// <summary>A rights holder or an organisation of another country.</summary>
    Foreign,
}

/// <summary>How a platform receives notices.</summary>
public sealed record ConnectorInput
{
    /// <summary>Kind of connector.</summary>
    public ConnectorKind? Kind { get; init; }
    /// <summary>Webhook: https URL of the platform.</summary>
    public string? Url { get; init; }
    /// <summary>
    /// Amqp: the platform's queue, 1 to 100 characters of <c>a-z 0-9 -</c>. Created if missing. Responses go to the
    /// exchange with this name and the suffix <c>.responses</c>.
    /// </summary>
    public string? Queue { get; init; }
}

/// <summary>An organisation.</summary>
public sealed record OrganisationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of organisation.</summary>
    public required OrganisationKind Kind { get; init; }
    /// <summary>Legal name.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public required string Country { get; init; }
    /// <summary>Region; by default the country.</summary>
    public required string Region { get; init; }
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }
    /// <summary>Postal address.</summary>
    public string? Address { get; init; }
    /// <summary>Platform: its hosts.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }
    /// <summary>Platform: type of service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Platform: default regime of its notices.</summary>
    public string? Regime { get; init; }
    /// <summary>Platform: the regimes it is under, as registered or by default.</summary>
    public IReadOnlyList<string>? Regimes { get; init; }
    /// <summary>Platform: how it receives notices.</summary>
    public ConnectorView? Connector { get; init; }
    /// <summary>Claimant: its priority.</summary>
    public Tier? Tier { get; init; }
    /// <summary>Regulator: its functions.</summary>
    public IReadOnlyList<string>? Functions { get; init; }
    /// <summary>
    /// Regulator: <c>national</c>, <c>province</c>, <c>prefecture</c>, <c>county</c> or <c>township</c>, by its region.
    /// </summary>
    public string? Level { get; init; }
    /// <summary>Regulator: the body above it, where that is not the one of the region above.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>Regulator: the regions it is responsible for in place of its own.</summary>
    public IReadOnlyList<string>? Covers { get; init; }
    /// <summary>Claimant: its type.</summary>
    public ClaimantType? Type { get; init; }
    /// <summary>When the organisation was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Its keys, without their secrets.</summary>
    public IReadOnlyList<KeyView>? Keys { get; init; }
    /// <summary>
    /// Only in the answer to a registration or a change: words that are not in their vocabulary, so that no policy may
    /// select them.
    /// </summary>
    public IReadOnlyList<FieldError>? Warnings { get; init; }
}

/// <summary>A connector. The secret of a webhook is shown once, when it is created or rotated.</summary>
public sealed record ConnectorView
{
    /// <summary>Kind of connector.</summary>
    public required ConnectorKind Kind { get; init; }
    /// <summary>Webhook: URL of the platform.</summary>
    public string? Url { get; init; }
    /// <summary>Amqp: the queue.</summary>
    public string? Queue { get; init; }
    /// <summary>Webhook: the new signing secret (<c>whsec_…</c>); only in the response that created it.</summary>
    public string? Secret { get; init; }
    /// <summary>
    /// Webhook: set while nothing is posted because the endpoint answered 410. Its notices are made available in the
    /// pull inbox. A <c>PATCH</c> of the connector enables it again.
    /// </summary>
    public ConnectorDisabled? Disabled { get; init; }
}

/// <summary>Why nothing is posted to a webhook.</summary>
public sealed record ConnectorDisabled
{
    /// <summary>When the endpoint was disabled.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Stable code, such as <c>webhook.status-410</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>A new signing secret, shown once. For one day, requests are signed with the previous secret too.</summary>
public sealed record SecretCreated
{
    /// <summary>The secret in the format of Standard Webhooks: <c>whsec_</c> and base64.</summary>
    public required string Secret { get; init; }
}
