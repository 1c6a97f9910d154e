using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Where an account action stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<AccountActionStatus>))]
public enum AccountActionStatus
{
    /// <summary>Put to the platform; its clock runs.</summary>
    Requested,
    /// <summary>The platform did it.</summary>
    Done,
    /// <summary>The platform refused, with a reason.</summary>
    Refused,
    /// <summary>The deadline passed without an answer; it lies before a regulator.</summary>
    Escalated,
    /// <summary>Its strikes were voided before it was answered.</summary>
    Cancelled,
}

/// <summary>What a repeat infringer's account has come to, put to the platform.</summary>
public sealed record AccountActionView
{
    /// <summary>Position in this platform's list, from 1.</summary>
    public required long Seq { get; init; }
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The account, by the platform's id.</summary>
    public required AccountRef Account { get; init; }
    /// <summary>The measure asked for.</summary>
    public required Measure Measure { get; init; }
    /// <summary>Strikes inside the window when it was reached.</summary>
    public required int Strikes { get; init; }
    /// <summary>Where it stands.</summary>
    public required AccountActionStatus Status { get; init; }
    /// <summary>When it was put.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
    /// <summary>By when the platform must answer.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Standing of that clock.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>Why it refused.</summary>
    public Reason? Reason { get; init; }
}

/// <summary>Body of <c>POST /v1/account-actions/responses</c>: up to 10,000.</summary>
public sealed record AccountResponsesInput
{
    /// <summary>Applied one by one, in order.</summary>
    public IReadOnlyList<AccountResponseInput>? Responses { get; init; }
}

/// <summary>A platform's answer to an account action.</summary>
public sealed record AccountResponseInput
{
    /// <summary>The account action's id.</summary>
    public Guid? Id { get; init; }
    /// <summary><c>action-taken</c> or <c>rejected</c>.</summary>
    public ResponseKind? Response { get; init; }
    /// <summary>With <c>action-taken</c>: the measure taken, the one asked for or a stricter one. Left out: the one asked for.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Required with <c>rejected</c>.</summary>
    public Reason? Reason { get; init; }
    /// <summary>When, by the platform's clock; deadlines go by the server's clock alone.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>One result per answer, in the order sent.</summary>
public sealed record AccountResponsesView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<AccountResponseResult> Results { get; init; }
}

/// <summary>What became of one answer.</summary>
public sealed record AccountResponseResult
{
    /// <summary>The account action named.</summary>
    public Guid? Id { get; init; }
    /// <summary>Outcome.</summary>
    public required ResponseStatus Status { get; init; }
    /// <summary>Where it stands afterwards; null for one that is not yours.</summary>
    public AccountActionStatus? State { get; init; }
    /// <summary>Stable code of a refusal.</summary>
    public string? Code { get; init; }
}
