using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>A notice in the inbox of a platform.</summary>
public sealed record InboxItem
{
    /// <summary>
    /// Position in this platform's inbox, from 1. The order is final: a reader that has seen N has seen everything
    /// below N.
    /// </summary>
    public required long Seq { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>When the notice entered the inbox. The deadlines run from this time.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
    /// <summary>Priority of the notice.</summary>
    public required Tier Tier { get; init; }
    /// <summary>Due times of the notice.</summary>
    public required DeadlinesView Deadlines { get; init; }
    /// <summary>State of the notice at the time of reading.</summary>
    public required NoticeState State { get; init; }
    /// <summary>The notice as sent, with defaults and regime filled in.</summary>
    public required NoticeInput Notice { get; init; }
    /// <summary>The claimant's answers so far, oldest first.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
    /// <summary>
    /// The files that the notice and the answers name by hash, each once, and whether they are stored; without
    /// <c>kind</c>, <c>url</c> and <c>capturedAt</c>. Absent where none is named.
    /// </summary>
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }
    /// <summary>More time to act, once it was given; <c>deadlines</c> has it already.</summary>
    public NoticeExtension? Extension { get; init; }
    /// <summary>The removed notice whose work the same account has again.</summary>
    public Guid? ReuploadOf { get; init; }
    /// <summary>
    /// How many other claimants have notices about the same target that wait for your answer, while this notice is
    /// open; absent if there is none. An answer with <c>settlesOthers</c> answers them all.
    /// </summary>
    public int? OtherClaimants { get; init; }
    /// <summary>Until when the account that the claim names is on your blacklist; absent if it is not.</summary>
    public DateTimeOffset? BlacklistedUntil { get; init; }
    /// <summary>In the queue: when the next answer is due; absent while nothing is due.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>Body of <c>POST /v1/inbox/responses</c>: up to 10,000 responses.</summary>
public sealed record ResponsesInput
{
    /// <summary>The responses, applied one by one in this order; each has its own result.</summary>
    public IReadOnlyList<ResponseInput>? Responses { get; set; }
}

/// <summary>A platform's response to one notice.</summary>
public sealed record ResponseInput
{
    /// <summary>The notice.</summary>
    public Guid? NoticeId { get; set; }
    /// <summary>Kind of response.</summary>
    public ResponseKind? Response { get; set; }
    /// <summary>Required with <c>action-taken</c>.</summary>
    public Measure? Measure { get; set; }
    /// <summary>
    /// Required with <c>rejected</c> and <c>information-requested</c>; with the measure <c>other</c> its text describes
    /// the measure, in at least 4 characters.
    /// </summary>
    public Reason? Reason { get; set; }
    /// <summary>Required with <c>assessed</c>, and not with any other response.</summary>
    public Finding? Finding { get; set; }
    /// <summary>
    /// <c>true</c> with <c>rejected</c> where it takes back a measure, or with <c>action-taken</c> where it replaces a
    /// refusal. Without it a refusal never undoes a measure, and after a correction the outcome only changes with it.
    /// The same correction again, with the same <c>at</c>, changes nothing.
    /// </summary>
    public bool? Corrects { get; set; }
    /// <summary>
    /// <c>true</c> with <c>action-taken</c> and a measure that ends the access for everybody (<c>removed</c>,
    /// <c>blocked</c>, <c>link-disconnected</c>, <c>delisted</c>, <c>access-stopped</c>): the same answer is given to
    /// the notices of other claimants about the same target that wait for it, at most 1,000. A repeated answer reaches
    /// those that were delivered before it was first given. What the request names itself gets its own answer.
    /// </summary>
    public bool? SettlesOthers { get; set; }
    /// <summary>The platform's own reference, at most 200 characters.</summary>
    public string? PlatformRef { get; set; }
    /// <summary>The account behind the target. Strikes are counted by account.</summary>
    [JsonConverter(typeof(IdOrAccountConverter))]
    public AccountRef? Account { get; set; }
    /// <summary>
    /// When the platform acted, by its own clock: not in the future and not long before the notice. Deadlines depend on
    /// the server's clock only.
    /// </summary>
    public DateTimeOffset? At { get; set; }
}

/// <summary>Outcome of one response.</summary>
[JsonConverter(typeof(KebabEnumConverter<ResponseStatus>))]
public enum ResponseStatus
{
    /// <summary>The response changed the notice or the account action.</summary>
    Applied,
    /// <summary>The response states what is already recorded.</summary>
    Unchanged,
    /// <summary>The response is not allowed now. Nothing changed.</summary>
    Refused,
}

/// <summary>One result per response, in the order of the request.</summary>
public sealed record ResponsesView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<ResponseResult> Results { get; init; }
}

/// <summary>Result of one response.</summary>
public sealed record ResponseResult
{
    /// <summary>The notice named in the response.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>Outcome of the response.</summary>
    public required ResponseStatus Status { get; init; }
    /// <summary>State of the notice afterwards; null if it is not addressed to your organisation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public NoticeState? State { get; init; }
    /// <summary>With <c>settlesOthers</c>: how many notices of other claimants the answer settled.</summary>
    public int? Settled { get; init; }
    /// <summary>Stable code of the refusal.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
    /// <summary>JSON pointer (RFC 6901) into the response, such as <c>/measure</c>.</summary>
    public string? Pointer { get; init; }
}
