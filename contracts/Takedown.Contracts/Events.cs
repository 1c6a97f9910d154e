namespace Takedown.Contracts;

/// <summary>
/// One event of a feed. The order is final: a reader that has seen a cursor has seen every event before it.
/// </summary>
public sealed record FeedItem
{
    /// <summary>Cursor of this event, for <c>after</c>.</summary>
    public required string Cursor { get; init; }
    /// <summary>
    /// Type of the event. <c>deadline-recomputed</c>: a new version of the calendar moved a provisional due time.
    /// <c>endpoint-disabled</c>, of the platform itself: its webhook answered 410, so nothing is posted to it any more,
    /// and what waits is in the pull inbox. <c>watch-crossed</c>, of the platform itself: a figure of it crossed the
    /// threshold of an authority's watch, which <c>reason.text</c> gives. <c>information-demanded</c>, of the platform
    /// itself: an authority asks for information about a case; <c>reason.text</c> is the path of the request.
    /// <c>subscription-disabled</c>, of the reader itself: its subscription is posted to no more, <c>reason</c> gives
    /// the code and the path. <c>slowed-down</c> and <c>slowdown-ended</c>, of a claimant itself: the operator lowered
    /// its limits, for the <c>reason</c> given, or raised them again. <c>tier-lowered</c> and <c>tier-restored</c>, of
    /// a claimant itself: the rule about tiers, with the figure in <c>reason</c>. <c>sender-warned</c>,
    /// <c>sender-lowered</c>, <c>sender-suspended</c> and <c>sender-lifted</c>, of a claimant itself: a person's step,
    /// with its reason and, in <c>due</c>, its end. <c>score-appeal-decided</c>, of the organisation itself: its appeal
    /// against its score. <c>account-appeal-decided</c>: the platform decided about an account; <c>upheld</c>, the
    /// strike of the notice is void.
    /// </summary>
    public required string Type { get; init; }
    /// <summary>When the event happened.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The notice; absent for an event of the platform or of the reader itself.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>The claimant's own reference of the notice; shown to the claimant only.</summary>
    public string? ClientRef { get; init; }
    /// <summary>The platform; the nil UUID (zeros) for an event of a claimant or a regulator itself.</summary>
    public required Guid PlatformId { get; init; }
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
    /// <summary>
    /// The reason given by the platform, the claimant or the operator, or why an endpoint is disabled:
    /// <c>webhook.status-410</c>, <c>webhook.failing</c>.
    /// </summary>
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
