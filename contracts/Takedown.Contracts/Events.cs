namespace Takedown.Contracts;

/// <summary>One event of a claimant's feed. Positions never reorder: a reader that has seen a cursor has seen all before it.</summary>
public sealed record FeedItem
{
    /// <summary>Cursor of this event, for <c>after</c>.</summary>
    public required string Cursor { get; init; }
    /// <summary>Kebab-case type: <c>accepted</c>, <c>delivered</c>, <c>delivery-failed</c>, <c>acknowledged</c>, <c>deadline-at-risk</c>, <c>deadline-breached</c>, …</summary>
    public required string Type { get; init; }
    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>State of the notice after it.</summary>
    public NoticeState? State { get; init; }
    /// <summary>Which clock it is about.</summary>
    public string? Deadline { get; init; }
    /// <summary>That clock's due time.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>The platform's measure.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The reason given.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The regulator or operator an escalation went to.</summary>
    public Guid? EscalatedTo { get; init; }
}
