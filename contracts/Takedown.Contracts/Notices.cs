using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

// The properties of input records have setters: generated JSON code passes init-only properties through a constructor
// with one parameter for each, at half the speed (dotnet/runtime 84484).

/// <summary>One claim against one target, as sent by a claimant. The regime determines the required fields.</summary>
public sealed record NoticeInput
{
    /// <summary>
    /// The claimant's own reference for the item, at most 200 characters; returned with its result. A whole number is
    /// read as its digits.
    /// </summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ClientRef { get; set; }
    /// <summary>
    /// Code of the regime, one of <c>GET /v1/regimes</c>. Default: the regime of the platform.
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
    /// <summary>
    /// The claimant's own data: up to 20 keys of at most 60 characters, each with a text of at most 500 characters;
    /// numbers and booleans are read as their text. Kept, given back to the claimant only, and never interpreted.
    /// </summary>
    [JsonConverter(typeof(MetadataConverter))]
    public IReadOnlyDictionary<string, string>? Metadata { get; set; }
    /// <summary>The order or the act behind a notice of a regulator; required there, not allowed elsewhere.</summary>
    public OrderRef? Order { get; set; }
    /// <summary>Where the accused is, if known. Bodies of that region see the escalation of the notice.</summary>
    public Accused? Accused { get; set; }
    /// <summary>
    /// The ways that the sender chooses beside this notice: <c>platform</c>, <c>administrative</c>, <c>civil</c>,
    /// <c>criminal</c>. A right holder may go to the court as well as to the authority.
    /// </summary>
    public IReadOnlyList<string>? Path { get; set; }
    /// <summary>
    /// A notice of yours on the same platform that this one replaces. It is withdrawn, with the reason
    /// <c>superseded</c>, as this one is stored; this one has deadlines of its own from its delivery. The notice must
    /// be open, with no measure taken, and something must change that the platform sees.
    /// </summary>
    public Guid? Supersedes { get; set; }
    /// <summary>
    /// The platforms, 2 to 5, that must act on the same target, instead of <c>platformId</c>: each gets a notice of its
    /// own, linked as <c>same-target</c>. No platform learns of the others.
    /// </summary>
    public IReadOnlyList<Guid>? Respondents { get; set; }
    /// <summary>
    /// Elements that the regime requires and the notice lacked when it was sent, under the effect
    /// <c>as-to-what-it-shows</c>; set by the server. What the claimant adds is in <c>supplements</c>.
    /// </summary>
    public IReadOnlyList<string>? Missing { get; set; }
}

/// <summary>The accused: the merchant, the site or the uploader.</summary>
public sealed record Accused
{
    /// <summary>
    /// Its region: <c>CN-</c> and six digits of GB/T 2260, or nine of GB/T 10114; an ISO 3166 code, or <c>EU</c>.
    /// </summary>
    public string? Region { get; set; }
}

/// <summary>The order of a court or an authority, or the act behind its notice.</summary>
public sealed record OrderRef
{
    /// <summary>Number of the order (文号), at most 200 characters.</summary>
    public string? No { get; set; }
    /// <summary>The law and the article it rests on, at most 1,000 characters.</summary>
    public string? LegalBasis { get; set; }
    /// <summary>
    /// The officer in charge, at most 200 characters. With a person's key it is that person, whatever is given.
    /// </summary>
    public string? Officer { get; set; }
    /// <summary>SHA-256 of the document, 64 hex digits.</summary>
    public string? DocumentSha256 { get; set; }
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
    /// <summary>
    /// Absolute http or https URL, at most 4,096 characters. Its host may be an IP address where
    /// <c>platformId</c> names the platform.
    /// </summary>
    public string? Url { get; set; }
    /// <summary>
    /// <c>url</c> (default), <c>listing</c>, <c>app</c>, <c>account</c>, <c>live-room</c>, <c>nft-token</c>,
    /// <c>domain</c>, …
    /// </summary>
    public string? Type { get; set; }
    /// <summary>The account behind the target, if known. A plain string or whole number is the id.</summary>
    [JsonConverter(typeof(IdOrAccountConverter))]
    public AccountRef? Account { get; set; }
    /// <summary>
    /// Exact location where a URL is not enough: time code, magnet link, seat; at most 1,000 characters.
    /// </summary>
    public string? Locator { get; set; }
    /// <summary>A token on a chain.</summary>
    public NftPart? Nft { get; set; }
    /// <summary>A share of a cloud disk.</summary>
    public SharePart? Share { get; set; }
    /// <summary>An app of a store.</summary>
    public AppPart? App { get; set; }
    /// <summary>An item on sale.</summary>
    public ListingPart? Listing { get; set; }
    /// <summary>A place outside the network.</summary>
    public VenuePart? Venue { get; set; }
}
