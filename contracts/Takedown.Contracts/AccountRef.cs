using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>An account on a platform.</summary>
public sealed record AccountRef
{
    /// <summary>
    /// Id of the account on the platform, at most 200 characters. A whole number is read as its digits.
    /// </summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
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
    /// <summary>Name of the claimant; not shown to platforms.</summary>
    public string? ClaimantName { get; init; }
    /// <summary>The platform that must act.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
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
    /// <summary>Region of the claimant when the notice was accepted; not shown to platforms.</summary>
    public string? ClaimantRegion { get; init; }
    /// <summary>Region of the accused, where the notice says it.</summary>
    public string? AccusedRegion { get; init; }
    /// <summary>The claimant's answers to questions, oldest first.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
    /// <summary>What the platform found when it verified the notice; absent until it says so.</summary>
    public AssessmentView? Assessment { get; init; }
    /// <summary>More time to act that the platform was given; absent if none was.</summary>
    public NoticeExtension? Extension { get; init; }
    /// <summary>
    /// The removed notice whose work the same account has again, by the platform's word about that account; the tier is
    /// raised by one step where a policy knows it. A claimant reads it where that notice is its own.
    /// </summary>
    public Guid? ReuploadOf { get; init; }
    /// <summary>
    /// How many other claimants have notices about the same target that wait for the platform. For the platform while
    /// this notice is open; absent if there is none. Omitted in lists.
    /// </summary>
    public int? OtherClaimants { get; init; }
    /// <summary>
    /// Until when the account is on the blacklist of its platform; absent if it is not. Not shown to claimants. Omitted
    /// in lists.
    /// </summary>
    public DateTimeOffset? BlacklistedUntil { get; init; }
    /// <summary>The claimant's own data; shown to the claimant only.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    /// <summary>
    /// All evidence of the notice and of the answers to questions about it, and whether its files are stored. Omitted
    /// in lists.
    /// </summary>
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }
    /// <summary>
    /// Of a notice whose target is shared with others: who confirmed it for the claimant. Omitted in lists.
    /// </summary>
    public ConfirmationView? Confirmation { get; init; }
    /// <summary>Of a notice that was submitted without a curable element of its regime. Omitted in lists.</summary>
    public DeficiencyView? Deficiency { get; init; }
    /// <summary>The notice that this one replaced. Omitted in lists.</summary>
    public Guid? Supersedes { get; init; }
    /// <summary>The notice that replaced this one. Omitted in lists.</summary>
    public Guid? SupersededBy { get; init; }
    /// <summary>
    /// Notices of the same claimant about the same target to other platforms; not shown to platforms. Omitted in lists.
    /// </summary>
    public IReadOnlyList<NoticeLink>? Links { get; init; }
    /// <summary>The notice as sent. Omitted in lists.</summary>
    public NoticeInput? Notice { get; init; }
}
