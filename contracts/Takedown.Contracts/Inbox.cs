using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>A notice as it lies in a platform's inbox.</summary>
public sealed record InboxItem
{
    /// <summary>Position in this platform's inbox, from 1, without reordering: a reader that has seen N has seen all below N.</summary>
    public required long Seq { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>When it entered the inbox, which starts the clocks.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
    /// <summary>Priority.</summary>
    public required Tier Tier { get; init; }
    /// <summary>Due times.</summary>
    public required DeadlinesView Deadlines { get; init; }
    /// <summary>State when read.</summary>
    public required NoticeState State { get; init; }
    /// <summary>The claim itself, with the regime filled in.</summary>
    public required NoticeInput Notice { get; init; }
    /// <summary>The claimant's answers so far.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
}

/// <summary>Body of <c>POST /v1/inbox/responses</c>: up to 10,000 responses.</summary>
public sealed record ResponsesInput
{
    /// <summary>Applied one by one, in order; each has its own result.</summary>
    public IReadOnlyList<ResponseInput>? Responses { get; init; }
}

/// <summary>What a platform says about one notice.</summary>
public sealed record ResponseInput
{
    /// <summary>The notice.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>What it says.</summary>
    public ResponseKind? Response { get; init; }
    /// <summary>Required with <c>action-taken</c>.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Required with <c>rejected</c> and <c>information-requested</c>.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The platform's own number, at most 200 characters.</summary>
    public string? PlatformRef { get; init; }
    /// <summary>The account behind the target; counts strikes.</summary>
    [JsonConverter(typeof(IdOrAccountConverter))]
    public AccountRef? Account { get; init; }
    /// <summary>When the platform did it, by its own clock. It must be sane; deadlines go by the server's clock alone.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Outcome of one response.</summary>
[JsonConverter(typeof(KebabEnumConverter<ResponseStatus>))]
public enum ResponseStatus
{
    /// <summary>It changed the notice.</summary>
    Applied,
    /// <summary>It says what is already so.</summary>
    Unchanged,
    /// <summary>It may not be said now; nothing changed.</summary>
    Refused,
}

/// <summary>One result per response, in the order sent.</summary>
public sealed record ResponsesView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<ResponseResult> Results { get; init; }
}

/// <summary>What became of one response.</summary>
public sealed record ResponseResult
{
    /// <summary>The notice named.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>Outcome.</summary>
    public required ResponseStatus Status { get; init; }
    /// <summary>State of the notice afterwards; null for a notice that is not yours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public NoticeState? State { get; init; }
    /// <summary>Stable code of a refusal.</summary>
    public string? Code { get; init; }
}
