using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

// The properties of input records have setters: generated JSON code passes init-only properties through a constructor
// with one parameter for each, at half the speed (dotnet/runtime 84484).

/// <summary>One claim against one target, as sent by a claimant. The regime determines the required fields.</summary>
public sealed record NoticeInput
{
    /// <summary>The claimant's own reference for the item, at most 200 characters; returned with its result.</summary>
    public string? ClientRef { get; set; }
    /// <summary>
    /// Code of the regime (<c>cn-copyright</c>, <c>us-dmca</c>, …). Default: the regime of the platform.
    /// </summary>
    public string? Regime { get; set; }
    /// <summary>
    /// <c>copyright</c> (default), <c>related-right</c>, <c>trademark</c>, <c>patent</c>, <c>design</c>, …
    /// </summary>
    public string? IpType { get; set; }
    /// <summary>The infringed work.</summary>
    public Work? Work { get; set; }
    /// <summary>The target of the claim.</summary>
    public Target? Target { get; set; }
    /// <summary>
    /// The platform. Required if the target has no URL or the host of the URL is not registered by the platform.
    /// </summary>
    public Guid? PlatformId { get; set; }
    /// <summary>
    /// Kind of infringement: <c>full-copy</c>, <c>reprint</c>, <c>camcording</c>, <c>live-relay</c>, …; at most 200
    /// characters.
    /// </summary>
    public string? Infringement { get; set; }
    /// <summary>The rights holder. Default: the claimant as registered. A plain string is the name.</summary>
    [JsonConverter(typeof(NameOrPartyConverter))]
    public Party? RightsHolder { get; set; }
    /// <summary>
    /// Statements of the claimant: <c>truth</c>, <c>good-faith</c>, <c>authority-under-perjury</c>,
    /// <c>undertaking-to-sue</c>.
    /// </summary>
    public IReadOnlyList<string>? Statements { get; set; }
    /// <summary>Typed name or electronic signature (17 U.S.C. § 512(c)(3)(A)(i)).</summary>
    public string? Signature { get; set; }
    /// <summary>Why the material is illegal (DSA art. 16(2)(a)); at most 5,000 characters.</summary>
    public string? Explanation { get; set; }
    /// <summary>Evidence, identified by hash; at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; set; }
    /// <summary>Requested measures, such as <c>delete</c>, <c>disconnect</c>, <c>account-action</c>.</summary>
    public IReadOnlyList<string>? Measures { get; set; }
}

/// <summary>The infringed work.</summary>
public sealed record Work
{
    /// <summary>Title, at most 500 characters.</summary>
    public string? Title { get; set; }
    /// <summary>
    /// <c>music</c>, <c>film-tv</c>, <c>short-video</c>, <c>sports-event</c>, <c>web-literature</c>, <c>software</c>, …
    /// Selects the SLA policy.
    /// </summary>
    public string? Type { get; set; }
    /// <summary>Registration number; counts as proof of ownership.</summary>
    public string? RegistrationNo { get; set; }
}

/// <summary>Where the infringement is: a URL or another exact locator.</summary>
public sealed record Target
{
    /// <summary>Absolute http or https URL, at most 4,096 characters.</summary>
    public string? Url { get; set; }
    /// <summary>
    /// <c>url</c> (default), <c>listing</c>, <c>app</c>, <c>account</c>, <c>live-room</c>, <c>nft-token</c>,
    /// <c>domain</c>, …
    /// </summary>
    public string? Type { get; set; }
    /// <summary>The account behind the target, if known. A plain string is the id.</summary>
    [JsonConverter(typeof(IdOrAccountConverter))]
    public AccountRef? Account { get; set; }
    /// <summary>
    /// Exact location where a URL is not enough: time code, token id, share code; at most 1,000 characters.
    /// </summary>
    public string? Locator { get; set; }
}

/// <summary>An account on a platform.</summary>
public sealed record AccountRef
{
    /// <summary>Id of the account on the platform, at most 200 characters.</summary>
    public string? Id { get; set; }
    /// <summary>Display name of the account, at most 200 characters.</summary>
    public string? Name { get; set; }
}

/// <summary>A person or organisation named in a notice.</summary>
public sealed record Party
{
    /// <summary>Legal name.</summary>
    public string? Name { get; set; }
    /// <summary><c>person</c>, <c>company</c>, <c>association</c> or <c>public-body</c>.</summary>
    public string? Kind { get; set; }
    /// <summary>Contact other than e-mail and phone.</summary>
    public string? Contact { get; set; }
    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }
    /// <summary>Phone number.</summary>
    public string? Phone { get; set; }
    /// <summary>Postal address.</summary>
    public string? Address { get; set; }
    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public string? Country { get; set; }
}

/// <summary>One piece of evidence, identified by its content.</summary>
public sealed record Evidence
{
    /// <summary>
    /// <c>screenshot</c>, <c>ownership</c>, <c>registration</c>, <c>contract</c>, <c>comparison-report</c>, …
    /// </summary>
    public string? Kind { get; set; }
    /// <summary>SHA-256 of the content, 64 hex digits.</summary>
    public string? Sha256 { get; set; }
    /// <summary>URL of the content.</summary>
    public string? Url { get; set; }
    /// <summary>When the content was captured; not in the future.</summary>
    public DateTimeOffset? CapturedAt { get; set; }
}

/// <summary>A notice as shown to its claimant, its platform, a responsible regulator or the operator.</summary>
public sealed record NoticeView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The batch that contained the notice.</summary>
    public required Guid BatchId { get; init; }
    /// <summary>Position in the batch, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>The claimant's own reference.</summary>
    public string? ClientRef { get; init; }
    /// <summary>The claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>The platform that must act.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>State of the notice.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Version of the notice, from 1; increased by every change.</summary>
    public required int Version { get; init; }
    /// <summary>Priority of the notice at acceptance.</summary>
    public required Tier Tier { get; init; }
    /// <summary>The regime of the validation.</summary>
    public required string Regime { get; init; }
    /// <summary>The target in canonical form.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>When the notice was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
    /// <summary>When the notice entered the platform's system. The deadlines run from this time.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
    /// <summary>Status of the delivery.</summary>
    public required DeliveryView Delivery { get; init; }
    /// <summary>Due times of the deadlines that have started.</summary>
    public DeadlinesView? Deadlines { get; init; }
    /// <summary>The policy of the notice and the status of its deadlines.</summary>
    public required SlaView Sla { get; init; }
    /// <summary>The measure taken by the platform.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Reason of the platform's refusal or request for information.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The platform's own reference.</summary>
    public string? PlatformRef { get; init; }
    /// <summary>
    /// The account behind the target: as the platform names it, or else as the claim does. Only the platform's word
    /// counts a strike.
    /// </summary>
    public AccountRef? Account { get; init; }
    /// <summary>The claimant's answers to questions, oldest first.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
    /// <summary>The notice as sent. Omitted in lists.</summary>
    public NoticeInput? Notice { get; init; }
}

/// <summary>A stable code with optional free text.</summary>
public sealed record Reason
{
    /// <summary>
    /// Kebab-case code. For a refusal one of <c>GET /v1/reason-codes</c>, such as <c>not-infringing</c>,
    /// <c>licensed</c>, <c>not-found</c>, <c>other</c>.
    /// </summary>
    public string? Code { get; set; }
    /// <summary>
    /// Free text, at most 2,000 characters; required with <c>other</c>, at least 4
    /// characters then.
    /// </summary>
    public string? Text { get; set; }
}

/// <summary>The claimant's answer to a request for information.</summary>
public sealed record Supplement
{
    /// <summary>The answer, at most 5,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>Further evidence.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>When the answer was given; set by the server.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Body of <c>POST /v1/notices/{id}/withdrawal</c>.</summary>
public sealed record Withdrawal
{
    /// <summary>Reason of the withdrawal, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}
