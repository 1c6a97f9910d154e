using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>Derives events from the notice before and after a command.</summary>
internal static class NoticeEvents
{
    /// <summary>The event of a command.</summary>
    public static (EventKind Kind, EventEntry Entry) Of(
        NoticeCommand command, NoticeRow before, NoticeRow after, NoticeDetails details, ActContext at)
    {
        var answers = command is NoticeCommand.TakeAction or NoticeCommand.Reject;
        var first = answers && !IsAnswered(before.State);
        var (deadline, due) = DeadlineOf(command, after);
        return (KindOf(command), new EventEntry
        {
            Id = after.Id,
            State = after.State,
            Measure = command is NoticeCommand.TakeAction ? details.Measure : null,
            Reason = details.Reason,
            Deadline = deadline,
            Due = due,
            Sla = first ? after.ActSla : null,
            Handling = first ? (long)(at.Now - after.DeliveredAt!.Value).TotalMilliseconds : null,
            BreachReported = first && before.ActSla is SlaStatus.Breached,
            Corrects = answers && !first ? before.State : null,
            CorrectsAt = answers && !first ? before.AnsweredAt : null,
            ResolvesEscalation = IsEscalated(before, at) && !IsEscalated(after, at),
            WasOpen = command is NoticeCommand.Withdraw && IsWithPlatform(before.State),
        });
    }

    /// <summary>Adds the events of a deadline whose time has come: the breach, then its consequence.</summary>
    /// <param name="to">Receives the events.</param>
    /// <param name="passed">What the passing of time did.</param>
    /// <param name="due">The due time.</param>
    /// <param name="before">The notice before.</param>
    /// <param name="after">The notice after.</param>
    /// <param name="at">The circumstances.</param>
    public static void Add(
        List<(EventKind Kind, EventEntry Entry)> to, DeadlineEvent passed, DateTimeOffset due, NoticeRow before,
        NoticeRow after, ActContext at)
    {
        var entry = new EventEntry { Id = after.Id, State = after.State, Deadline = passed.Kind, Due = due };
        if (passed.Change is DeadlineChange.AtRisk) to.Add((EventKind.DeadlineAtRisk, entry));
        if (passed.Change is DeadlineChange.Breached)
        {
            to.Add((EventKind.DeadlineBreached, entry with { State = before.State }));
        }
        if (passed.Escalates)
        {
            var regulator = at.Registry.ResponsibleFor(after.PlatformId, after.Regime);
            to.Add((EventKind.Escalated, entry with { EscalatedTo = regulator }));
        }
        else if (passed.Command is { } command)
        {
            to.Add((KindOf(command), entry));
        }
    }

    /// <summary>
    /// Whether the notice is before a regulator: as <c>escalated</c>, or while the platform keeps a measure beyond its
    /// due time.
    /// </summary>
    public static bool IsEscalated(NoticeRow notice, ActContext at) =>
        notice.State is NoticeState.Escalated
        || (notice is { State: NoticeState.RestoreDue, RestoreDeadline.Status: SlaStatus.Breached }
            && at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion).OnBreach == "escalate");

    private static bool IsAnswered(NoticeState state) => state is NoticeState.Removed or NoticeState.Rejected;

    private static bool IsWithPlatform(NoticeState state) => state is NoticeState.Delivered
        or NoticeState.Acknowledged or NoticeState.InformationRequested or NoticeState.Escalated;

    private static (DeadlineKind?, DateTimeOffset?) DeadlineOf(NoticeCommand command, NoticeRow after) => command switch
    {
        NoticeCommand.RequestInformation => (DeadlineKind.AnswerInformation, after.AnswerDue),
        NoticeCommand.SupplyInformation => (DeadlineKind.Act, after.ActDue),
        NoticeCommand.Withdraw when after is { State: NoticeState.RestoreDue, RestoreDeadline.Due: var due } =>
            (DeadlineKind.Restore, due),
        _ => (null, null),
    };

    private static EventKind KindOf(NoticeCommand command) => command switch
    {
        NoticeCommand.Deliver => EventKind.Delivered,
        NoticeCommand.MakeAvailable => EventKind.MadeAvailable,
        NoticeCommand.Acknowledge => EventKind.Acknowledged,
        NoticeCommand.RequestInformation => EventKind.InformationRequested,
        NoticeCommand.SupplyInformation => EventKind.InformationSupplied,
        NoticeCommand.LetInformationExpire => EventKind.InformationExpired,
        NoticeCommand.TakeAction => EventKind.ActionTaken,
        NoticeCommand.Reject => EventKind.Rejected,
        NoticeCommand.Restore => EventKind.Restored,
        NoticeCommand.Withdraw => EventKind.Withdrawn,
        NoticeCommand.Escalate => EventKind.Escalated,
    };
}
