using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>State and deadlines of a notice. Immutable: a command returns a new status or the same one.</summary>
public sealed record NoticeStatus
{
    /// <summary>State in the workflow.</summary>
    public required NoticeState State { get; init; }

    /// <summary>When the notice was accepted: the start of deadlines before the delivery.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Start of the first deadlines; null before delivery.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>First confirmation of receipt by the platform.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Time of the answer: a measure or a rejection. Whether it was in time is decided by it.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>
    /// Time of a later decision that stands instead: a correction, or the one after a dispute or a complaint. Whoever
    /// may contest a decision has the time from the one that stands.
    /// </summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Deadlines that are running or have an outcome.</summary>
    public DeadlineSet Deadlines { get; init; } = DeadlineSet.Empty;

    /// <summary>Whether the platform has not confirmed yet that it knows of the withdrawal.</summary>
    public bool OwesConfirmation =>
        Deadlines.StatusOf(DeadlineKind.AcknowledgeWithdrawal) is SlaStatus.Running or SlaStatus.Breached;

    /// <summary>Number of reminders of the policy that have been sent.</summary>
    public int Reminders { get; init; }

    /// <summary>Status of a newly accepted notice.</summary>
    public static readonly NoticeStatus New = new() { State = NoticeState.Accepted };

    /// <summary>The earliest due time or reminder of the running deadlines; null if none is running.</summary>
    public DateTimeOffset? NextDue(NoticeDeadlines table, IReadOnlyList<double> reminders)
    {
        DateTimeOffset? next = null;
        foreach (var rule in table.Rules)
        {
            if (Deadlines.Find(rule.Kind) is not { Status: SlaStatus.Running } running) continue;
            var at = rule.HasReminders && Reminders < reminders.Count
                ? ReminderAt(running, reminders[Reminders]) : running.Due;
            if (next is null || at < next) next = at;
        }
        return next;
    }

    /// <summary>Time of the reminder at a fraction of the time limit.</summary>
    internal DateTimeOffset ReminderAt(Deadline deadline, double fraction)
    {
        var start = (DeliveredAt ?? AcceptedAt)!.Value;
        return start + (deadline.Due - start) * fraction;
    }
}
