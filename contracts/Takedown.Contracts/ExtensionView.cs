namespace Takedown.Contracts;

/// <summary>An extension that a platform asked for, once for a request.</summary>
public sealed record ExtensionView
{
    /// <summary>Why it was asked for.</summary>
    public required string Reason { get; init; }
    /// <summary>The due time that the platform asks for.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Whether the extension is granted; missing while it is not decided.</summary>
    public bool? Granted { get; init; }
    /// <summary>Why it was not granted.</summary>
    public string? DecisionReason { get; init; }
}

/// <summary>A platform's answer.</summary>
public sealed record InformationAnswerView
{
    /// <summary>The answer.</summary>
    public required string Text { get; init; }
    /// <summary>The merchant; only for the platform and for the body that has the case.</summary>
    public MerchantIdentity? Merchant { get; init; }
    /// <summary>Evidence, identified by hash.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
}

/// <summary>A request of a regulator to a platform for information about a case.</summary>
public sealed record InformationRequestView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The case; only for regulators.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>The body that asks.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>The platform that is asked.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>What is asked for.</summary>
    public required InformationRequestKind Kind { get; init; }
    /// <summary>The questions.</summary>
    public required IReadOnlyList<string> Questions { get; init; }
    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Due time of the answer.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Status of the deadline.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>Status of the request.</summary>
    public required InformationRequestStatus Status { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>Reason of a refusal.</summary>
    public string? Refusal { get; init; }
    /// <summary>The extension that was asked for.</summary>
    public ExtensionView? Extension { get; init; }
    /// <summary>The answer.</summary>
    public InformationAnswerView? Answer { get; init; }
    /// <summary>Who did what; only where one object is read.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}

/// <summary>How a platform cooperates with investigations (配合调查).</summary>
public sealed record CooperationView
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Requests for information to it.</summary>
    public required long Requests { get; init; }
    /// <summary>Answered in time.</summary>
    public required long OnTime { get; init; }
    /// <summary>Answered after the due time.</summary>
    public required long Late { get; init; }
    /// <summary>Refused by the platform.</summary>
    public required long Refused { get; init; }
    /// <summary>Not answered, and overdue.</summary>
    public required long Overdue { get; init; }
    /// <summary>Not answered, and not yet due.</summary>
    public required long Open { get; init; }
    /// <summary>
    /// 0 to 1: an answer in time counts 1, a late one one half, a refusal or an overdue request 0; missing while
    /// nothing is settled.
    /// </summary>
    public double? Score { get; init; }
}
