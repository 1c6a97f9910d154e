using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>What a clock brought about.</summary>
public enum ClockFact
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
    public static (Standing Standing, IReadOnlyList<ClockFact> Facts) Tick(
        this Standing notice, DateTimeOffset now, IReadOnlyList<double> reminders, bool escalates)
    {
        var facts = new List<ClockFact>();
        if (notice.Acknowledge is SlaStatus.Running && notice.AcknowledgeDue < now)
        {
            notice = notice with { Acknowledge = SlaStatus.Breached };
            facts.Add(ClockFact.AcknowledgeBreached);
        }
        if (notice.State is NoticeState.InformationRequested && notice.AnswerDue < now)
        {
            notice = notice.Move(NoticeAct.LetInformationExpire, Acts.CallOff).Standing;
            facts.Add(ClockFact.AnswerExpired);
        }
        if (notice.Act is SlaStatus.Running && notice.ActDue < now)
        {
            notice = notice with { Act = SlaStatus.Breached };
            if (escalates) notice = notice.Move(NoticeAct.Escalate, n => n).Standing;
            facts.Add(ClockFact.ActBreached);
        }
        if (notice.Act is SlaStatus.Running)
        {
            var due = notice.Reminders;
            while (due < reminders.Count && notice.ReminderAt(reminders[due]) <= now) due++;
            if (due > notice.Reminders)
            {
                notice = notice with { Reminders = due };
                facts.Add(ClockFact.AtRisk);
            }
        }
        return (notice, facts);
    }
}
