using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Status of an account action.</summary>
[JsonConverter(typeof(KebabEnumConverter<AccountActionStatus>))]
public enum AccountActionStatus
{
    /// <summary>Requested from the platform; the deadline runs.</summary>
    Requested,
    /// <summary>The platform took the measure.</summary>
    Done,
    /// <summary>The platform refused and gave a reason.</summary>
    Refused,
    /// <summary>The deadline passed without an answer; the action was escalated to a regulator.</summary>
    Escalated,
    /// <summary>Its strikes were voided before the platform answered.</summary>
    Cancelled,
    /// <summary>An appeal of the account was upheld: the platform ended the measure.</summary>
    Lifted,
}

/// <summary>A measure against the account of a repeat infringer, requested from the platform.</summary>
public sealed record AccountActionView
{
    /// <summary>Position in this platform's list, from 1.</summary>
    public required long Seq { get; init; }
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The platform; only where actions of several are listed.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Name of the platform; only where actions of several are listed.</summary>
    public string? PlatformName { get; init; }
    /// <summary>The account, by the platform's id.</summary>
    public required AccountRef Account { get; init; }
    /// <summary>The requested measure.</summary>
    public required Measure Measure { get; init; }
    /// <summary>Number of strikes inside the window when the step was reached.</summary>
    public required int Strikes { get; init; }
    /// <summary>The notices that the strikes count, newest first, at most 20. Fixed at the request.</summary>
    public required IReadOnlyList<Guid> NoticeIds { get; init; }
    /// <summary>Status of the action.</summary>
    public required AccountActionStatus Status { get; init; }
    /// <summary>When the action was requested.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
    /// <summary>Due time of the platform's answer.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>
    /// <c>true</c> if the due time counts working days beyond the last day of its calendar, whose next version computes
    /// it anew; otherwise absent.
    /// </summary>
    public bool? Provisional { get; init; }
    /// <summary>Status of the deadline.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>Reason of a refusal.</summary>
    public Reason? Reason { get; init; }
    /// <summary>With <c>account-blacklisted</c>: who put the account on the blacklist, why, and until when.</summary>
    public BlacklistTerms? Blacklist { get; init; }
}

/// <summary>Body of <c>POST /v1/account-actions/responses</c>: up to 10,000 responses.</summary>
public sealed record AccountResponsesInput
{
    /// <summary>The responses, applied one by one in this order.</summary>
    public IReadOnlyList<AccountResponseInput>? Responses { get; set; }
}

/// <summary>A platform's answer to an account action.</summary>
public sealed record AccountResponseInput
{
    /// <summary>The account action's id.</summary>
    public Guid? Id { get; set; }
    /// <summary><c>action-taken</c> or <c>rejected</c>.</summary>
    public ResponseKind? Response { get; set; }
    /// <summary>
    /// With <c>action-taken</c>: the measure taken, which is the requested one or a stricter one. Default: the
    /// requested one.
    /// </summary>
    public Measure? Measure { get; set; }
    /// <summary>Required with <c>rejected</c>.</summary>
    public Reason? Reason { get; set; }
    /// <summary>When the platform acted, by its own clock. Deadlines depend on the server's clock only.</summary>
    public DateTimeOffset? At { get; set; }
}

/// <summary>One result per response, in the order of the request.</summary>
public sealed record AccountResponsesView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<AccountResponseResult> Results { get; init; }
}

/// <summary>Result of one response.</summary>
public sealed record AccountResponseResult
{
    /// <summary>The account action named in the response.</summary>
    public Guid? Id { get; init; }
    /// <summary>Outcome of the response.</summary>
    public required ResponseStatus Status { get; init; }
    /// <summary>Status of the action afterwards; null if it is not addressed to your organisation.</summary>
    public AccountActionStatus? State { get; init; }
    /// <summary>Stable code of the refusal.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
    /// <summary>JSON pointer (RFC 6901) into the response, such as <c>/measure</c>.</summary>
    public string? Pointer { get; init; }
}
