namespace Takedown.Contracts;

/// <summary>
/// One event of a feed. The order is final: a reader that has seen a cursor has seen every event before it.
/// </summary>
public sealed record FeedItem
{
    /// <summary>Cursor of this event, for <c>after</c>.</summary>
    public required string Cursor { get; init; }
    /// <summary>
    /// Kebab-case type: <c>accepted</c>, <c>delivered</c>, <c>delivery-failed</c>, <c>made-available</c>,
    /// <c>acknowledged</c>, <c>deadline-at-risk</c>, <c>deadline-breached</c>, …
    /// </summary>
    public required string Type { get; init; }
    /// <summary>When the event happened.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>State of the notice after the event.</summary>
    public NoticeState? State { get; init; }
    /// <summary>The deadline concerned: <c>acknowledge</c>, <c>act</c>, …</summary>
    public string? Deadline { get; init; }
    /// <summary>Due time of that deadline.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>The measure taken by the platform.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The reason given by the platform or the claimant.</summary>
    public Reason? Reason { get; init; }
    /// <summary>
    /// State by the answer that this one corrects, such as <c>rejected</c>; absent if it is the first answer.
    /// </summary>
    public NoticeState? Corrects { get; init; }
    /// <summary>The regulator or operator that received the escalation.</summary>
    public Guid? EscalatedTo { get; init; }
}
