using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST /v1/counter-notices</c> and its form with links: what the accused says against measures.
/// </summary>
public sealed record CounterNoticeInput
{
    /// <summary>
    /// The notices it answers, 1 to 1,000, whose material the accused had on one or several platforms. A platform names
    /// its own notices; with <c>links</c> they are those of the links and may be left out.
    /// </summary>
    public IReadOnlyList<Guid>? NoticeIds { get; init; }
    /// <summary>
    /// Codes of one-time links that platforms handed to the accused, at most 50; without an account only.
    /// </summary>
    public IReadOnlyList<string>? Links { get; init; }
    /// <summary>Who answers.</summary>
    public AccusedParty? Accused { get; init; }
    /// <summary>
    /// Statements: <c>not-infringing</c>, <c>good-faith</c>, <c>under-perjury</c>, <c>truth</c>.
    /// </summary>
    public IReadOnlyList<string>? Statements { get; init; }
    /// <summary>Why the material does not infringe, at most 5,000 characters.</summary>
    public string? Explanation { get; init; }
    /// <summary>Preliminary evidence, at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>
    /// Whether the accused consents to the jurisdiction of the court and accepts service (17 U.S.C. § 512(g)(3)(D)).
    /// </summary>
    public bool? ConsentToJurisdiction { get; init; }
    /// <summary>Typed name or electronic signature, at most 200 characters.</summary>
    public string? Signature { get; init; }
}

/// <summary>The accused as it names itself in a counter-notice. Texts of at most 500 characters.</summary>
public sealed record AccusedParty
{
    /// <summary>True name.</summary>
    public string? Name { get; init; }
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }
    /// <summary>Postal address.</summary>
    public string? Address { get; init; }
    /// <summary>Another way to reach it.</summary>
    public string? Contact { get; init; }
}

/// <summary>A counter-notice, as far as the reader may see it.</summary>
public sealed record CounterNoticeView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>
    /// <c>platform</c> where it filed for its user, <c>accused</c> where the accused used a link itself.
    /// </summary>
    public required string FiledBy { get; init; }
    /// <summary>
    /// The accused. A claimant sees what the regime requires of a counter-notice, nothing more.
    /// </summary>
    public required AccusedParty Accused { get; init; }
    /// <summary>The statements made.</summary>
    public required IReadOnlyList<string> Statements { get; init; }
    /// <summary>The explanation.</summary>
    public string? Explanation { get; init; }
    /// <summary>The evidence named. A claimant reads it where the regime requires evidence.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>
    /// The files of it that the platform has stored and that the reader may open; absent if there is none.
    /// </summary>
    public IReadOnlyList<CounterNoticeFile>? Files { get; init; }
    /// <summary>Whether the accused consents to the jurisdiction of the court.</summary>
    public bool? ConsentToJurisdiction { get; init; }
    /// <summary>The signature.</summary>
    public string? Signature { get; init; }
    /// <summary>
    /// The notices it answers, of those the reader may see; in the answer to the filing all, with results.
    /// </summary>
    public required IReadOnlyList<CounterNoticeItem> Notices { get; init; }
}

/// <summary>A file of a counter-notice, as <c>GET /v1/evidence/{sha256}?notice=</c> opens it.</summary>
public sealed record CounterNoticeFile
{
    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }
    /// <summary>The notice by which the reader opens it.</summary>
    public required Guid NoticeId { get; init; }
}

/// <summary>A counter-notice against one notice.</summary>
public sealed record CounterNoticeItem
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>
    /// Position of its code in <c>links</c>, from 0; only in the answer to a filing with links. The code of a refused
    /// one may be used again.
    /// </summary>
    public int? Link { get; init; }
    /// <summary><c>applied</c>, or <c>refused</c> with a code; only in the answer to the filing.</summary>
    public ResponseStatus? Status { get; init; }
    /// <summary>State of the notice after it.</summary>
    public NoticeState? State { get; init; }
    /// <summary>Code of the reason of a refusal.</summary>
    public string? Code { get; init; }
    /// <summary>The reason for people, in the language of the request.</summary>
    public string? Message { get; init; }
    /// <summary>The elements that the regime requires and that are missing, as pointers; absent if none is.</summary>
    public IReadOnlyList<string>? Missing { get; init; }
    /// <summary>
    /// When it arrived in the system of the claimant (电子签名法 art. 11); absent where the platform decides itself.
    /// </summary>
    public DateTimeOffset? ArrivedAt { get; init; }
    /// <summary>Until when the claimant may prove a proceeding; absent where the regime gives no time.</summary>
    public DateTimeOffset? CounterWindow { get; init; }
}

/// <summary>Body of <c>POST /v1/notices/{id}/counter-notice-links</c>.</summary>
public sealed record CounterNoticeLinkInput
{
    /// <summary>How long the link is good: more than zero, at most 30 days. Default: 14 days.</summary>
    public TimeSpan? ValidFor { get; init; }
}

/// <summary>A one-time link to a page on which the accused files its counter-notice, without an account.</summary>
public sealed record CounterNoticeLink
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Address of the page. Shown this once; hand it to the accused.</summary>
    public required string Url { get; init; }
    /// <summary>The code in the address, for <c>links</c> of a counter-notice.</summary>
    public required string Code { get; init; }
    /// <summary>Until when it is good. It is used up by the first counter-notice.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Kind of a proceeding.</summary>
[JsonConverter(typeof(KebabEnumConverter<ProceedingKind>))]
public enum ProceedingKind
{
    /// <summary>A suit in court (起诉).</summary>
    Suit,
    /// <summary>A complaint to an authority (投诉).</summary>
    Complaint,
    /// <summary>An application for preservation before a suit (诉前保全).</summary>
    Preservation,
    /// <summary>Arbitration.</summary>
    Arbitration,
}

/// <summary>Body of <c>POST /v1/notices/{id}/proceeding</c>: the proof that keeps a measure.</summary>
public sealed record ProceedingInput
{
    /// <summary>Kind.</summary>
    public ProceedingKind? Kind { get; init; }
    /// <summary>Court or authority, at most 200 characters.</summary>
    public string? Court { get; init; }
    /// <summary>Number of the case, at most 200 characters.</summary>
    public string? CaseNo { get; init; }
    /// <summary>When it was filed; not in the future and not before the notice.</summary>
    public DateTimeOffset? FiledAt { get; init; }
    /// <summary>The document that proves it, as evidence.</summary>
    public Evidence? Document { get; init; }
}

/// <summary>How a proceeding ended for the measure.</summary>
[JsonConverter(typeof(KebabEnumConverter<ProceedingOutcome>))]
public enum ProceedingOutcome
{
    /// <summary>The claim was upheld: the measure stays.</summary>
    Upheld,
    /// <summary>The claim was dismissed: the measure ends.</summary>
    Dismissed,
    /// <summary>The claimant took the proceeding back: the measure ends.</summary>
    Withdrawn,
}

/// <summary>Body of <c>POST /v1/notices/{id}/proceeding-outcome</c>.</summary>
public sealed record ProceedingOutcomeInput
{
    /// <summary>How it ended.</summary>
    public ProceedingOutcome? Outcome { get; init; }
    /// <summary>When; not in the future.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The decision, as evidence; required unless it was withdrawn.</summary>
    public Evidence? Document { get; init; }
}

/// <summary>A proceeding about the material of a notice.</summary>
public sealed record ProceedingView
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>State of the notice.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Kind.</summary>
    public required ProceedingKind Kind { get; init; }
    /// <summary>Court or authority.</summary>
    public required string Court { get; init; }
    /// <summary>Number of the case.</summary>
    public required string CaseNo { get; init; }
    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>The document that proves it.</summary>
    public required Evidence Document { get; init; }
    /// <summary>When it was proved here, which is when the platform was told.</summary>
    public required DateTimeOffset ProvedAt { get; init; }
    /// <summary>How it ended; absent while it runs.</summary>
    public ProceedingOutcome? Outcome { get; init; }
    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The decision.</summary>
    public Evidence? Decision { get; init; }
}
