namespace Takedown.Contracts;

/// <summary>Due times. Each is absent until its deadline starts.</summary>
public sealed record DeadlinesView
{
    /// <summary>Due time of the platform's acknowledgement.</summary>
    public DateTimeOffset? Acknowledge { get; init; }
    /// <summary>Due time of the platform's finding, where the policy asks for one.</summary>
    public DateTimeOffset? Assess { get; init; }
    /// <summary>Due time of the platform's action or refusal.</summary>
    public DateTimeOffset? Act { get; init; }
    /// <summary>Due time of the claimant's answer to a request for information.</summary>
    public DateTimeOffset? AnswerInformation { get; init; }
    /// <summary>Due time of the end of the platform's measure, once it must end.</summary>
    public DateTimeOffset? Restore { get; init; }
    /// <summary>Due time of the platform's confirmation that it knows of the withdrawal.</summary>
    public DateTimeOffset? AcknowledgeWithdrawal { get; init; }
    /// <summary>Until when the claimant may prove a proceeding after a counter-notice.</summary>
    public DateTimeOffset? CounterWindow { get; init; }
    /// <summary>
    /// Due time of the platform's new decision: after a dispute, or about a complaint of the accused.
    /// </summary>
    public DateTimeOffset? Review { get; init; }
    /// <summary>Until when the mediation about a refusal can have an outcome.</summary>
    public DateTimeOffset? Mediation { get; init; }
    /// <summary>When it is asked how the proceeding that keeps the measure stands.</summary>
    public DateTimeOffset? Proceeding { get; init; }
    /// <summary>Until when the claimant may complete a deficient notice.</summary>
    public DateTimeOffset? Completion { get; init; }
    /// <summary>
    /// <c>true</c> if a due time here is provisional; otherwise absent. It counts working days beyond the last day of
    /// its calendar, and the next version of the calendar that covers them computes it anew.
    /// </summary>
    public bool? Provisional { get; init; }
    /// <summary>The deadlines whose due times are provisional, such as <c>act</c>; absent if none is.</summary>
    public IReadOnlyList<string>? ProvisionalDeadlines { get; init; }
}

/// <summary>The policy of a notice, fixed at acceptance, and the status of its deadlines.</summary>
public sealed record SlaView
{
    /// <summary>Status of the <c>act</c> deadline.</summary>
    public required SlaStatus Status { get; init; }
    /// <summary>Status of the <c>acknowledge</c> deadline.</summary>
    public required SlaStatus Acknowledge { get; init; }
    /// <summary>Status of the <c>assess</c> deadline; absent where the policy asks for no finding.</summary>
    public SlaStatus? Assess { get; init; }
    /// <summary>Status of the <c>restore</c> deadline; absent until it starts.</summary>
    public SlaStatus? Restore { get; init; }
    /// <summary>Status of the confirmation of the withdrawal; absent where none is asked for.</summary>
    public SlaStatus? AcknowledgeWithdrawal { get; init; }
    /// <summary>Status of the platform's new decision; absent until it is asked for.</summary>
    public SlaStatus? Review { get; init; }
    /// <summary>Code of the policy.</summary>
    public required string Policy { get; init; }
    /// <summary>Version of the policy at acceptance.</summary>
    public required int PolicyVersion { get; init; }
    /// <summary>
    /// Version of the calendar by which the due times were computed: that of the delivery, or a later one that computed
    /// a provisional due time anew.
    /// </summary>
    public int? CalendarVersion { get; init; }
}
