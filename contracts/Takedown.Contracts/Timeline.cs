namespace Takedown.Contracts;

/// <summary>One entry in the history of a notice.</summary>
public sealed record TimelineEntry
{
    /// <summary>Type of the event, as in the feed.</summary>
    public required string Type { get; init; }
    /// <summary>When the server recorded the event.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>
    /// Who caused the event: <c>claimant</c>, <c>platform</c>, <c>regulator</c>, <c>operator</c> or <c>system</c>.
    /// </summary>
    public required string By { get; init; }
    /// <summary>State of the notice after the event.</summary>
    public NoticeState? State { get; init; }
    /// <summary>The deadline concerned.</summary>
    public string? Deadline { get; init; }
    /// <summary>Due time of that deadline.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>
    /// <c>true</c> if that due time was provisional: it counts working days beyond the last day of its calendar.
    /// Otherwise absent.
    /// </summary>
    public bool? Provisional { get; init; }
    /// <summary>
    /// Of <c>deadline-recomputed</c>: the provisional due time. Of <c>deadline-extended</c>: the former due time.
    /// </summary>
    public DateTimeOffset? Before { get; init; }
    /// <summary>
    /// Of <c>deadline-recomputed</c>: the due time by the new version of the calendar. Of <c>deadline-extended</c>: the
    /// new due time.
    /// </summary>
    public DateTimeOffset? After { get; init; }
    /// <summary>Of <c>deadline-recomputed</c>: the version of the calendar.</summary>
    public int? CalendarVersion { get; init; }
    /// <summary>What the platform found when it verified the notice.</summary>
    public Finding? Finding { get; init; }
    /// <summary>The measure taken by the platform.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The reason given by the platform or the claimant.</summary>
    public Reason? Reason { get; init; }
    /// <summary>
    /// State by the answer that this one corrects, such as <c>rejected</c>; absent if it is the first answer.
    /// </summary>
    public NoticeState? Corrects { get; init; }
    /// <summary>
    /// Of <c>supersedes</c>: the notice that was replaced. Of <c>withdrawn</c> with the reason <c>superseded</c>: the
    /// notice that replaced this one.
    /// </summary>
    public Guid? Other { get; init; }
    /// <summary>The regulator or operator that received the escalation.</summary>
    public Guid? EscalatedTo { get; init; }
}
