using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>What a clock brought about.</summary>
public enum DeadlineEvent
{
    /// <summary>The acknowledge limit passed.</summary>
    AcknowledgeBreached,
    /// <summary>A set part of the act limit has passed unanswered.</summary>
    AtRisk,
    /// <summary>The act limit passed.</summary>
    ActBreached,
    /// <summary>The claimant did not answer a question in time; the notice is closed.</summary>
    AnswerExpired,
}

/// <summary>The passing of time over a notice.</summary>
public static class Clocks
{
    /// <summary>
    /// Everything that became due by <paramref name="now"/>, in order, and the standing after it. Asking twice for the
    /// same moment gives nothing the second time. A reminder is not given any more once the breach itself has come.
    /// </summary>
    public static (NoticeStatus Status, IReadOnlyList<DeadlineEvent> Events) Tick(
        this NoticeStatus notice, DateTimeOffset now, IReadOnlyList<double> reminders, bool escalates)
    {
        var events = new List<DeadlineEvent>();
        if (notice.Acknowledge is SlaStatus.Running && notice.AcknowledgeDue < now)
        {
            notice = notice with { Acknowledge = SlaStatus.Breached };
            events.Add(DeadlineEvent.AcknowledgeBreached);
        }
        if (notice.State is NoticeState.InformationRequested && notice.AnswerDue < now)
        {
            notice = notice.Move(NoticeCommand.LetInformationExpire, NoticeTransitions.CallOff).Status;
            events.Add(DeadlineEvent.AnswerExpired);
        }
        if (notice.Act is SlaStatus.Running && notice.ActDue < now)
        {
            notice = notice with { Act = SlaStatus.Breached };
            if (escalates) notice = notice.Move(NoticeCommand.Escalate, n => n).Status;
            events.Add(DeadlineEvent.ActBreached);
        }
        if (notice.Act is SlaStatus.Running)
        {
            var due = notice.Reminders;
            while (due < reminders.Count && notice.ReminderAt(reminders[due]) <= now) due++;
            if (due > notice.Reminders)
            {
                notice = notice with { Reminders = due };
                events.Add(DeadlineEvent.AtRisk);
            }
        }
        return (notice, events);
    }
}
