using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>Outcome of a command and the status after it.</summary>
/// <param name="Outcome">Applied, unchanged or refused.</param>
/// <param name="Status">The new status, or the old one if the command was not applied.</param>
public readonly record struct Decision(Outcome Outcome, NoticeStatus Status);

/// <summary>Decides commands. Pure functions: the time, the table and the due times are parameters.</summary>
public static class NoticeTransitions
{
    /// <summary>Applies a command, if the state and the deadlines allow it.</summary>
    /// <param name="notice">Status before.</param>
    /// <param name="command">The command.</param>
    /// <param name="now">Time of the command.</param>
    /// <param name="table">Table of deadlines.</param>
    /// <param name="dueOf">Due time of a deadline that the command starts; null if the policy sets no limit.</param>
    public static Decision Apply(
        this NoticeStatus notice, NoticeCommand command, DateTimeOffset now, NoticeDeadlines table,
        Func<NoticeDeadline, NoticeCommand, DueTime?> dueOf)
    {
        if (table.IsTooLate(notice, command, now)) return new(Outcome.Refused, notice);
        var (outcome, state) = Lifecycle.Next(notice.State, command);
        // An escalated notice stays escalated, but its first confirmation is recorded, late or not.
        // So is that of a withdrawal, in the states after it.
        if (command is NoticeCommand.Acknowledge && (notice is { State: NoticeState.Escalated, AcknowledgedAt: null }
            || notice.OwesConfirmation))
        {
            outcome = Outcome.Applied;
        }
        if (outcome is not Outcome.Applied) return new(outcome, notice);
        var answers = command is NoticeCommand.TakeAction or NoticeCommand.Reject;
        var confirms = answers || command is NoticeCommand.Acknowledge or NoticeCommand.RequestInformation
            or NoticeCommand.Assess;
        return new(outcome, notice with
        {
            State = state,
            // The deadlines start when the notice enters the platform's system (电子签名法 art. 11).
            DeliveredAt = command is NoticeCommand.Deliver or NoticeCommand.MakeAvailable ? now : notice.DeliveredAt,
            AcknowledgedAt = confirms ? notice.AcknowledgedAt ?? now : notice.AcknowledgedAt,
            // A corrected answer counts as given when the first one was.
            AnsweredAt = answers ? notice.AnsweredAt ?? now : notice.AnsweredAt,
            DecidedAt = (answers || command is NoticeCommand.TakeBack) && notice.AnsweredAt is not null
                ? now : notice.DecidedAt,
            Deadlines = table.After(notice, command, state, now, dueOf),
            // Those of the delivery count anew.
            Reminders = command is NoticeCommand.Complete ? 0 : notice.Reminders,
        });
    }

    /// <summary>
    /// The events that became due by <paramref name="now"/>, in order, and the status after them. A second call with
    /// the same time returns no events. There is no reminder after the breach.
    /// </summary>
    /// <param name="notice">Status before.</param>
    /// <param name="now">The current time.</param>
    /// <param name="table">Table of deadlines.</param>
    /// <param name="reminders">Fractions of the time limit at which the policy sends reminders.</param>
    /// <param name="escalates">Whether the policy escalates breaches; otherwise it only records them.</param>
    /// <param name="dueOf">Due time of a deadline that is started by what became due; null without a limit.</param>
    public static (NoticeStatus Status, IReadOnlyList<DeadlineEvent> Events) Tick(
        this NoticeStatus notice, DateTimeOffset now, NoticeDeadlines table, IReadOnlyList<double> reminders,
        bool escalates, Func<NoticeDeadline, NoticeCommand, DueTime?> dueOf)
    {
        var events = new List<DeadlineEvent>();
        foreach (var rule in table.Rules)
        {
            if (notice.Deadlines.Find(rule.Kind) is not { Status: SlaStatus.Running } deadline) continue;
            if (deadline.Due < now) notice = notice.Expire(deadline, rule, now, table, escalates, dueOf, events);
            else if (rule.HasReminders) notice = notice.Remind(deadline, now, reminders, events);
        }
        return (notice, events);
    }

    private static NoticeStatus Expire(
        this NoticeStatus notice, Deadline deadline, NoticeDeadline rule, DateTimeOffset now, NoticeDeadlines table,
        bool escalates, Func<NoticeDeadline, NoticeCommand, DueTime?> dueOf, List<DeadlineEvent> events)
    {
        var command = rule.OnExpiry is NoticeCommand.Escalate && !escalates ? null : rule.OnExpiry;
        if (rule.IsBreach)
        {
            notice = notice with { Deadlines = notice.Deadlines.With(deadline.Breach()) };
        }
        var next = command is null ? new(Outcome.Refused, notice) : notice.Apply(command.Value, now, table, dueOf);
        var applied = next.Outcome is Outcome.Applied ? command : null;
        events.Add(new(
            rule.Kind,
            rule.IsBreach ? DeadlineChange.Breached : DeadlineChange.Expired,
            applied,
            applied is NoticeCommand.Escalate || (rule.EscalatesInPlace && escalates)));
        // It is over even where its command does not apply, unless the command has begun it anew.
        return rule.IsBreach || next.Status.Deadlines.Find(rule.Kind) is { } anew && anew != deadline ? next.Status
            : next.Status with { Deadlines = next.Status.Deadlines.Without(rule.Kind) };
    }

    private static NoticeStatus Remind(
        this NoticeStatus notice, Deadline deadline, DateTimeOffset now, IReadOnlyList<double> reminders,
        List<DeadlineEvent> events)
    {
        var given = notice.Reminders;
        while (given < reminders.Count && notice.ReminderAt(deadline, reminders[given]) <= now) given++;
        if (given == notice.Reminders) return notice;
        events.Add(new(deadline.Kind, DeadlineChange.AtRisk));
        return notice with { Reminders = given };
    }
}
