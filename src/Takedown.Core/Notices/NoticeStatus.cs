using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>
/// How a notice stands: its state and its clocks. Immutable; every act gives a new standing or leaves it alone.
/// A due time is computed once, at its clock's start, and only a pause moves it.
/// </summary>
public sealed record NoticeStatus
{
    /// <summary>Workflow state.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Start of the clocks; null until delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
    /// <summary>First confirmation of receipt by the platform.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }
    /// <summary>When the platform acted or refused.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>Due time of the acknowledgement; null where the policy asks for none.</summary>
    public DateTimeOffset? AcknowledgeDue { get; init; }
    /// <summary>NoticeStatus of that clock.</summary>
    public SlaStatus Acknowledge { get; init; }
    /// <summary>Due time of action or refusal.</summary>
    public DateTimeOffset? ActDue { get; init; }
    /// <summary>NoticeStatus of that clock.</summary>
    public SlaStatus Act { get; init; }
    /// <summary>Due time of the claimant's answer, while a question is open.</summary>
    public DateTimeOffset? AnswerDue { get; init; }
    /// <summary>When the act clock was paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }
    /// <summary>How many of the policy's reminders were given.</summary>
    public int Reminders { get; init; }

    /// <summary>A notice just accepted.</summary>
    public static readonly NoticeStatus New = new() { State = NoticeState.Accepted };

    /// <summary>The earliest moment at which a clock asks for attention; null when none runs.</summary>
    public DateTimeOffset? NextDue(IReadOnlyList<double> reminders)
    {
        DateTimeOffset? next = null;
        if (Acknowledge is SlaStatus.Running) next = AcknowledgeDue;
        if (Act is SlaStatus.Running) next = Earlier(next, Reminders < reminders.Count ? ReminderAt(reminders[Reminders]) : ActDue);
        if (State is NoticeState.InformationRequested) next = Earlier(next, AnswerDue);
        return next;
    }

    /// <summary>When the reminder at a fraction of the act limit is due.</summary>
    internal DateTimeOffset ReminderAt(double fraction) => DeliveredAt!.Value + (ActDue!.Value - DeliveredAt.Value) * fraction;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
