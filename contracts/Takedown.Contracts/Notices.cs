using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>One claim against one target, as a claimant sends it. Which fields are required is decided by the regime.</summary>
public sealed record NoticeInput
{
    /// <summary>The sender's own number for the item, at most 200 characters; comes back with its result.</summary>
    public string? ClientRef { get; init; }
    /// <summary>Code of the regime (<c>cn-copyright</c>, <c>us-dmca</c>, …). Left out: the platform's own.</summary>
    public string? Regime { get; init; }
    /// <summary><c>copyright</c> (default), <c>related-right</c>, <c>trademark</c>, <c>patent</c>, <c>design</c>, …</summary>
    public string? IpType { get; init; }
    /// <summary>What is infringed.</summary>
    public Work? Work { get; init; }
    /// <summary>Where.</summary>
    public Target? Target { get; init; }
    /// <summary>The platform, where the target has no URL or the URL's host is not the platform's.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>How: <c>full-copy</c>, <c>reprint</c>, <c>camcording</c>, <c>live-relay</c>, … at most 200 characters.</summary>
    public string? Infringement { get; init; }
    /// <summary>The rights holder. Left out: the claimant itself, from its registration. A bare string is its name.</summary>
    [JsonConverter(typeof(NameOrPartyConverter))]
    public Party? RightsHolder { get; init; }
    /// <summary>Statements made: <c>truth</c>, <c>good-faith</c>, <c>authority-under-perjury</c>, <c>undertaking-to-sue</c>.</summary>
    public IReadOnlyList<string>? Statements { get; init; }
    /// <summary>Typed name or electronic signature (17 U.S.C. § 512(c)(3)(A)(i)).</summary>
    public string? Signature { get; init; }
    /// <summary>Why the material is illegal (DSA art. 16(2)(a)); at most 5,000 characters.</summary>
    public string? Explanation { get; init; }
    /// <summary>Evidence by hash; at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>Measures asked for, such as <c>delete</c>, <c>disconnect</c>, <c>account-action</c>.</summary>
    public IReadOnlyList<string>? Measures { get; init; }
}

/// <summary>What is infringed.</summary>
public sealed record Work
{
    /// <summary>Title, at most 500 characters.</summary>
    public string? Title { get; init; }
    /// <summary><c>music</c>, <c>film-tv</c>, <c>short-video</c>, <c>sports-event</c>, <c>web-literature</c>, <c>software</c>, … Selects the SLA policy.</summary>
    public string? Type { get; init; }
    /// <summary>Registration number, which counts as proof of ownership.</summary>
    public string? RegistrationNo { get; init; }
}

/// <summary>Where it is infringed. A URL, or something else that locates it exactly.</summary>
public sealed record Target
{
    /// <summary>Absolute http or https URL, at most 4,096 characters.</summary>
    public string? Url { get; init; }
    /// <summary><c>url</c> (default), <c>listing</c>, <c>app</c>, <c>account</c>, <c>live-room</c>, <c>nft-token</c>, <c>domain</c>, …</summary>
    public string? Type { get; init; }
    /// <summary>The account behind it, if known. A bare string is its id.</summary>
    [JsonConverter(typeof(IdOrAccountConverter))]
    public AccountRef? Account { get; init; }
    /// <summary>What finds it where the URL is not enough: time code, token id, share code; at most 1,000 characters.</summary>
    public string? Locator { get; init; }
}

/// <summary>An account on a platform.</summary>
public sealed record AccountRef
{
    /// <summary>The platform's id of the account, at most 200 characters.</summary>
    public string? Id { get; init; }
    /// <summary>The name it shows.</summary>
    public string? Name { get; init; }
}

/// <summary>A person or body named in a notice.</summary>
public sealed record Party
{
    /// <summary>Legal name.</summary>
    public string? Name { get; init; }
    /// <summary><c>person</c>, <c>company</c>, <c>association</c> or <c>public-body</c>.</summary>
    public string? Kind { get; init; }
    /// <summary>Any way of contact that is neither e-mail nor phone.</summary>
    public string? Contact { get; init; }
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }
    /// <summary>Postal address.</summary>
    public string? Address { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>One piece of evidence, identified by its content.</summary>
public sealed record Evidence
{
    /// <summary><c>screenshot</c>, <c>ownership</c>, <c>registration</c>, <c>contract</c>, <c>comparison-report</c>, …</summary>
    public string? Kind { get; init; }
    /// <summary>SHA-256 of the content, 64 hex digits.</summary>
    public string? Sha256 { get; init; }
    /// <summary>Where the content can be fetched.</summary>
    public string? Url { get; init; }
    /// <summary>When it was captured; not later than now.</summary>
    public DateTimeOffset? CapturedAt { get; init; }
}

/// <summary>A notice as its claimant, its platform, a responsible regulator or the operator reads it.</summary>
public sealed record NoticeView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The batch it came in.</summary>
    public required Guid BatchId { get; init; }
    /// <summary>Position in the batch, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>The claimant's own number.</summary>
    public string? ClientRef { get; init; }
    /// <summary>The claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>The platform that must act.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Where it stands.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Counts the changes of this notice, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>Priority it was accepted with.</summary>
    public required Tier Tier { get; init; }
    /// <summary>The regime it was validated against.</summary>
    public required string Regime { get; init; }
    /// <summary>The target in canonical form.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
    /// <summary>When it entered the platform's system: the clocks' start.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
    /// <summary>How its delivery stands.</summary>
    public required DeliveryView Delivery { get; init; }
    /// <summary>Due times of the clocks that have started.</summary>
    public DeadlinesView? Deadlines { get; init; }
    /// <summary>The policy frozen on it and how it keeps it.</summary>
    public required SlaView Sla { get; init; }
    /// <summary>What the platform did.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Why the platform refused, or what it asked for.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The platform's own number.</summary>
    public string? PlatformRef { get; init; }
    /// <summary>The account behind the target, as far as known.</summary>
    public AccountRef? Account { get; init; }
    /// <summary>The claimant's answers to questions, oldest first.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
    /// <summary>What was sent. Left out in lists.</summary>
    public NoticeInput? Notice { get; init; }
}

/// <summary>How the delivery of a notice stands.</summary>
public sealed record DeliveryView
{
    /// <summary><c>pending</c>, <c>delivered</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }
    /// <summary>Attempts given up so far; each attempt has its own retries.</summary>
    public int Failures { get; init; }
    /// <summary>Stable code of the last failure.</summary>
    public string? Code { get; init; }
}

/// <summary>Due times, each left out until its clock starts.</summary>
public sealed record DeadlinesView
{
    /// <summary>By when the platform must confirm receipt.</summary>
    public DateTimeOffset? Acknowledge { get; init; }
    /// <summary>By when the platform must act or refuse.</summary>
    public DateTimeOffset? Act { get; init; }
    /// <summary>By when the claimant must answer a question.</summary>
    public DateTimeOffset? AnswerInformation { get; init; }
}

/// <summary>The frozen policy and how a notice keeps it.</summary>
public sealed record SlaView
{
    /// <summary>Standing of the <c>act</c> clock.</summary>
    public required SlaStatus Status { get; init; }
    /// <summary>Standing of the <c>acknowledge</c> clock.</summary>
    public required SlaStatus Acknowledge { get; init; }
    /// <summary>Code of the policy.</summary>
    public required string Policy { get; init; }
    /// <summary>Its version when the notice was accepted.</summary>
    public required int PolicyVersion { get; init; }
    /// <summary>Version of the policy's calendar the due times were counted by, at delivery.</summary>
    public int? CalendarVersion { get; init; }
}

/// <summary>A stable code with free text beside it.</summary>
public sealed record Reason
{
    /// <summary>Kebab-case code, such as <c>not-infringing</c>, <c>licensed</c>, <c>not-found</c>, <c>other</c>.</summary>
    public string? Code { get; init; }
    /// <summary>Free text, at most 2,000 characters; required with <c>other</c>.</summary>
    public string? Text { get; init; }
}

/// <summary>The claimant's answer to an <c>information-requested</c>.</summary>
public sealed record Supplement
{
    /// <summary>The answer, at most 5,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>Further evidence.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>When it was given; set by the server.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Body of <c>POST /v1/notices/{id}/withdrawal</c>.</summary>
public sealed record Withdrawal
{
    /// <summary>Why, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>One line of a notice's history.</summary>
public sealed record TimelineEntry
{
    /// <summary>Kebab-case event type, as in the feed.</summary>
    public required string Type { get; init; }
    /// <summary>When it happened here.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary><c>claimant</c>, <c>platform</c>, <c>regulator</c>, <c>operator</c> or <c>system</c>.</summary>
    public required string By { get; init; }
    /// <summary>State of the notice after it.</summary>
    public NoticeState? State { get; init; }
    /// <summary>Which clock it is about.</summary>
    public string? Deadline { get; init; }
    /// <summary>That clock's due time.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>The platform's measure.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Reason given.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The regulator or operator an escalation went to.</summary>
    public Guid? EscalatedTo { get; init; }
}
