namespace Takedown.Contracts;

/// <summary>A reply.</summary>
public sealed record AssistanceReplyInput
{
    /// <summary>The reply, at most 10,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>Documents with it, identified by hash; at most 50.</summary>
    public IReadOnlyList<Evidence>? Documents { get; init; }
}

/// <summary>A refusal.</summary>
public sealed record AssistanceRefusalInput
{
    /// <summary>Why, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A transfer to another body, which both the asking body and the former one see.</summary>
public sealed record AssistanceTransferInput
{
    /// <summary>The body that answers from now on.</summary>
    public Guid? To { get; init; }
    /// <summary>Why, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A body in the chain of a request.</summary>
public sealed record AssistanceHop
{
    /// <summary>The body.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Its name.</summary>
    public string? BodyName { get; init; }
    /// <summary>Since when it answers for the request.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Why it was transferred to it; missing for the first.</summary>
    public string? Reason { get; init; }
}

/// <summary>A request for assistance between two bodies.</summary>
public sealed record AssistanceView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is asked for.</summary>
    public required AssistanceKind Kind { get; init; }
    /// <summary>Its state.</summary>
    public required AssistanceStatus Status { get; init; }
    /// <summary>The asking body.</summary>
    public required Guid From { get; init; }
    /// <summary>Its name.</summary>
    public string? FromName { get; init; }
    /// <summary>The body that answers.</summary>
    public required Guid To { get; init; }
    /// <summary>Its name.</summary>
    public string? ToName { get; init; }
    /// <summary>What it is about.</summary>
    public required AssistanceSubject Subject { get; init; }
    /// <summary>What is wanted.</summary>
    public required string Text { get; init; }
    /// <summary>Whether it is on the cross-border track.</summary>
    public bool CrossBorder { get; init; }
    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>The time limit of the reply.</summary>
    public BodyDeadline? Reply { get; init; }
    /// <summary>When it was replied to or refused.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>The reply, or the reason of the refusal.</summary>
    public string? Answer { get; init; }
    /// <summary>Documents of the reply.</summary>
    public IReadOnlyList<Evidence>? Documents { get; init; }
    /// <summary>Every body that was to answer, in order.</summary>
    public required IReadOnlyList<AssistanceHop> Chain { get; init; }
    /// <summary>What was done, oldest first; only in the answer about one request.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
