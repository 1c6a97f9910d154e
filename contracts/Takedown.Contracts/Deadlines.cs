namespace Takedown.Contracts;

/// <summary>Due times. Each is absent until its deadline starts.</summary>
public sealed record DeadlinesView
{
    /// <summary>Due time of the platform's acknowledgement.</summary>
    public DateTimeOffset? Acknowledge { get; init; }
    /// <summary>Due time of the platform's action or refusal.</summary>
    public DateTimeOffset? Act { get; init; }
    /// <summary>Due time of the claimant's answer to a request for information.</summary>
    public DateTimeOffset? AnswerInformation { get; init; }
    /// <summary>Due time of the end of the platform's measure, after a withdrawal.</summary>
    public DateTimeOffset? Restore { get; init; }
}

/// <summary>The policy of a notice, fixed at acceptance, and the status of its deadlines.</summary>
public sealed record SlaView
{
    /// <summary>Status of the <c>act</c> deadline.</summary>
    public required SlaStatus Status { get; init; }
    /// <summary>Status of the <c>acknowledge</c> deadline.</summary>
    public required SlaStatus Acknowledge { get; init; }
    /// <summary>Status of the <c>restore</c> deadline; absent until it starts.</summary>
    public SlaStatus? Restore { get; init; }
    /// <summary>Code of the policy.</summary>
    public required string Policy { get; init; }
    /// <summary>Version of the policy at acceptance.</summary>
    public required int PolicyVersion { get; init; }
    /// <summary>Version of the calendar at delivery, by which the due times were computed.</summary>
    public int? CalendarVersion { get; init; }
}
