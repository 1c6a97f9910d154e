using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>State and deadlines of a notice. Immutable; every command gives a new status or leaves it alone.</summary>
public sealed record NoticeStatus
{
    /// <summary>State in the workflow.</summary>
    public required NoticeState State { get; init; }

    /// <summary>Start of the first deadlines; null until delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>First confirmation of receipt by the platform.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When the platform acted or refused.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Deadlines that run or left an outcome.</summary>
    public DeadlineSet Deadlines { get; init; } = DeadlineSet.Empty;

    /// <summary>Number of the policy's reminders that were given.</summary>
    public int Reminders { get; init; }

    /// <summary>A notice just accepted.</summary>
    public static readonly NoticeStatus New = new() { State = NoticeState.Accepted };

    /// <summary>The earliest moment at which one of these deadlines needs attention; null when none runs.</summary>
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

    /// <summary>When the reminder at a fraction of the time limit is due.</summary>
    internal DateTimeOffset ReminderAt(Deadline deadline, double fraction) =>
        DeliveredAt!.Value + (deadline.Due - DeliveredAt.Value) * fraction;
}
