using Takedown.Contracts;
using Takedown.Core.Compliance;
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
        var answers = command is NoticeCommand.TakeAction or NoticeCommand.Reject or NoticeCommand.TakeBack;
        var first = answers && before.AnsweredAt is null;
        var started = Started(command, after);
        var (ends, begins) = ActChange(before, after);
        var resolves = IsEscalated(before, at) && !IsEscalated(after, at);
        return (KindOf(command, before.State), new EventEntry
        {
            Id = after.Id,
            State = after.State,
            Measure = command is NoticeCommand.TakeAction or NoticeCommand.ReportMeasure ? details.Measure : null,
            Finding = details.Assessment?.Finding,
            Reason = details.Reason,
            Other = details.Other,
            Deadline = started?.Kind ?? Confirmed(command, before),
            Due = started?.Due,
            Provisional = started?.Provisional is not null,
            DueBefore = command is NoticeCommand.Extend ? before.ActDue : null,
            Sla = first ? after.ActSla : null,
            Handling = first ? (long)(at.Now - after.DeliveredAt!.Value).TotalMilliseconds : null,
            BreachReported = first && before.ActSla is SlaStatus.Breached,
            Corrects = answers && !first ? FormerAnswer(before) : null,
            CorrectsAt = answers && !first ? before.AnsweredAt : null,
            ResolvesEscalation = resolves,
            EscalationDue = resolves ? EscalationDue(before) : null,
            WasOpen = command is NoticeCommand.Withdraw && before.AnsweredAt is null && IsWithPlatform(before.State),
            Topic = answers || before.DeliveredAt is null ? TopicOf(after) : null,
            Uploaded = command is NoticeCommand.TakeAction && after is { Mark: { } mark, AccountId: { } account }
                ? WorkMark.Uploaded(mark, account) : null,
            ActEnds = ends,
            ActBegins = begins,
            Line = LineOf(after, at),
        });
    }

    private static string? LineOf(NoticeRow notice, ActContext at) =>
        at.Registry.FunctionOf(notice.Regime, notice.Function) is var line && line != EventEntry.UsualLine
            ? line : null;

    /// <summary>Adds the events of a deadline whose time has come: the breach, then its consequence.</summary>
    /// <param name="to">Receives the events.</param>
    /// <param name="passed">What the passing of time did.</param>
    /// <param name="deadline">The deadline before.</param>
    /// <param name="before">The notice before.</param>
    /// <param name="after">The notice after.</param>
    /// <param name="at">The circumstances.</param>
    public static void Add(
        List<(EventKind Kind, EventEntry Entry)> to, DeadlineEvent passed, Deadline deadline, NoticeRow before,
        NoticeRow after, ActContext at)
    {
        var entry = new EventEntry
        {
            Id = after.Id,
            State = after.State,
            Deadline = passed.Kind,
            Due = deadline.Due,
            Provisional = deadline.Provisional is not null,
            Line = LineOf(after, at),
        };
        var (ends, _) = ActChange(before, after);
        if (passed.Change is DeadlineChange.AtRisk) to.Add((EventKind.DeadlineAtRisk, entry));
        if (passed.Change is DeadlineChange.Breached)
        {
            to.Add((EventKind.DeadlineBreached, entry with
            {
                State = before.State,
                Topic = TopicOf(after),
                ActEnds = passed.Kind is DeadlineKind.Act ? ends : null,
            }));
        }
        if (passed.Escalates)
        {
            var regulator = at.Registry.ResponsibleFor(after.PlatformId, after.Regime, after.Function);
            to.Add((EventKind.Escalated, entry with { EscalatedTo = regulator }));
        }
        else if (passed.Command is { } command)
        {
            to.Add((KindOf(command, before.State), Started(command, after) is { } begun
                ? entry with { Deadline = begun.Kind, Due = begun.Due, Provisional = begun.Provisional is not null }
                : entry));
        }
    }

    /// <summary>The escalation of a refusal that the platform repeated after a dispute; null for any other.</summary>
    public static (EventKind Kind, EventEntry Entry)? FinalRefusal(
        NoticeCommand command, NoticeRow before, NoticeRow after, ActContext at)
    {
        if (command is not (NoticeCommand.Reject or NoticeCommand.TakeBack)
            || IsEscalated(before, at) || !IsEscalated(after, at)) return null;
        return (EventKind.Escalated, new()
        {
            Id = after.Id,
            State = after.State,
            Deadline = DeadlineKind.Review,
            Due = after.Other(DeadlineKind.Review)!.Value.Due,
            Line = LineOf(after, at),
            EscalatedTo = at.Registry.ResponsibleFor(after.PlatformId, after.Regime, after.Function),
        });
    }

    /// <summary>The event of a provisional due time that a later version of its calendar moved.</summary>
    public static (EventKind Kind, EventEntry Entry) Recomputed(
        NoticeRow after, Deadline former, Deadline deadline, ActContext at) =>
        (EventKind.DeadlineRecomputed, EventEntry.Recomputed(after.Id, former, deadline, at) with
        {
            State = after.State,
            ActEnds = IsRunningAct(former) ? former.Due.ToUnixTimeMilliseconds() : null,
            ActBegins = IsRunningAct(deadline) ? deadline.Due.ToUnixTimeMilliseconds() : null,
        });

    private static bool IsRunningAct(Deadline deadline) =>
        deadline is { Kind: DeadlineKind.Act, Status: SlaStatus.Running };

    private static long? TopicOf(NoticeRow notice) => notice.Mark is { } mark ? WorkMark.TopicOf(mark) : null;

    /// <summary>The due time of an act deadline that ran, and that of one that runs now, where they differ.</summary>
    private static (long? Ends, long? Begins) ActChange(NoticeRow before, NoticeRow after)
    {
        var (was, now) = (Running(before), Running(after));
        return was == now ? (null, null) : (was?.ToUnixTimeMilliseconds(), now?.ToUnixTimeMilliseconds());

        static DateTimeOffset? Running(NoticeRow notice) => notice.ActSla is SlaStatus.Running ? notice.ActDue : null;
    }

    /// <summary>The due time of the deadline for which a notice is before a regulator.</summary>
    private static long? EscalationDue(NoticeRow before) => (before.State switch
    {
        NoticeState.RestoreDue => before.RestoreDeadline?.Due,
        NoticeState.Escalated when before.AnsweredAt is null => before.ActDue,
        NoticeState.CounterNoticed => before.Other(DeadlineKind.Complaint)?.Due,
        _ => before.Other(DeadlineKind.Review)?.Due ?? before.ActDue,
    })?.ToUnixTimeMilliseconds();

    /// <summary>
    /// Whether the notice is before a regulator: as <c>escalated</c>, while the platform keeps a measure or leaves a
    /// complaint undecided beyond its due time, or refused again after a dispute.
    /// </summary>
    public static bool IsEscalated(NoticeRow notice, ActContext at) =>
        notice.State is NoticeState.Escalated
        || ((notice is { State: NoticeState.RestoreDue, RestoreDeadline.Status: SlaStatus.Breached }
                || (notice.State is NoticeState.CounterNoticed
                    && notice.Other(DeadlineKind.Complaint) is { Status: SlaStatus.Breached })
                || (notice.State is NoticeState.Rejected && notice.Other(DeadlineKind.Review) is not null))
            && at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion).OnBreach == "escalate");

    /// <summary>What the platform answered before, of a notice that it has answered.</summary>
    private static NoticeState FormerAnswer(NoticeRow before) => before switch
    {
        { State: NoticeState.Removed or NoticeState.CounterNoticed } => NoticeState.Removed,
        _ => NoticeState.Rejected,
    };

    private static bool IsWithPlatform(NoticeState state) => state is NoticeState.Delivered
        or NoticeState.Acknowledged or NoticeState.InformationRequested or NoticeState.Escalated;

    /// <summary>The deadline that a command started or continued and whose due time its event gives.</summary>
    private static Deadline? Started(NoticeCommand command, NoticeRow after) => command switch
    {
        NoticeCommand.RequestInformation => after.Status.Deadlines.Find(DeadlineKind.AnswerInformation),
        NoticeCommand.SupplyInformation or NoticeCommand.Extend => after.Status.Deadlines.Find(DeadlineKind.Act),
        NoticeCommand.Withdraw or NoticeCommand.ReportMeasure or NoticeCommand.RestoreAtOnce
            or NoticeCommand.LetCounterWindowExpire or NoticeCommand.EndMeasure
            when after.State is NoticeState.RestoreDue => after.RestoreDeadline,
        NoticeCommand.Withdraw => after.Other(DeadlineKind.AcknowledgeWithdrawal),
        NoticeCommand.ForwardCounterNotice => after.Other(DeadlineKind.CounterWindow),
        NoticeCommand.FileComplaint => after.Other(DeadlineKind.Complaint),
        NoticeCommand.Dispute or NoticeCommand.AgreeMeasure => after.Other(DeadlineKind.Review),
        NoticeCommand.FileMediation => after.Other(DeadlineKind.Mediation),
        NoticeCommand.FindDeficient => after.Other(DeadlineKind.Completion),
        NoticeCommand.AskProceeding => after.Other(DeadlineKind.Proceeding),
        _ => null,
    };

    /// <summary>An acknowledgement of a withdrawal says so: it is not that of the notice.</summary>
    private static DeadlineKind? Confirmed(NoticeCommand command, NoticeRow before) =>
        command is NoticeCommand.Acknowledge && before.Status.OwesConfirmation
            ? DeadlineKind.AcknowledgeWithdrawal : null;

    private static EventKind KindOf(NoticeCommand command, NoticeState from) => command switch
    {
        // The platform is told of what follows a notice that it has.
        NoticeCommand.AddMissing => from is NoticeState.Accepted ? EventKind.Completed : EventKind.InformationSupplied,
        NoticeCommand.Deliver => EventKind.Delivered,
        NoticeCommand.MakeAvailable => EventKind.MadeAvailable,
        NoticeCommand.Acknowledge => EventKind.Acknowledged,
        NoticeCommand.RequestInformation => EventKind.InformationRequested,
        NoticeCommand.SupplyInformation => EventKind.InformationSupplied,
        NoticeCommand.LetInformationExpire => EventKind.InformationExpired,
        NoticeCommand.TakeAction or NoticeCommand.ReportMeasure => EventKind.ActionTaken,
        NoticeCommand.Reject or NoticeCommand.TakeBack => EventKind.Rejected,
        NoticeCommand.Restore => EventKind.Restored,
        NoticeCommand.Withdraw => EventKind.Withdrawn,
        NoticeCommand.Escalate => EventKind.Escalated,
        NoticeCommand.FileCounterNotice or NoticeCommand.FileComplaint => EventKind.CounterNoticed,
        NoticeCommand.ForwardCounterNotice => EventKind.CounterNoticeForwarded,
        NoticeCommand.RestoreAtOnce or NoticeCommand.LetCounterWindowExpire => EventKind.RestoreDue,
        NoticeCommand.ProveProceeding => EventKind.ProceedingFiled,
        NoticeCommand.UpholdMeasure or NoticeCommand.EndMeasure => EventKind.ProceedingEnded,
        NoticeCommand.Dispute => EventKind.Disputed,
        NoticeCommand.Extend => EventKind.DeadlineExtended,
        NoticeCommand.FileMediation => EventKind.MediationFiled,
        NoticeCommand.AgreeMeasure or NoticeCommand.GiveUpClaim or NoticeCommand.FailMediation
            or NoticeCommand.LetMediationLapse => EventKind.MediationEnded,
        NoticeCommand.Assess => EventKind.Assessed,
        NoticeCommand.Confirm => EventKind.Confirmed,
        NoticeCommand.FindDeficient => EventKind.FoundDeficient,
        NoticeCommand.Complete => EventKind.Completed,
        NoticeCommand.LetCompletionLapse => EventKind.CompletionLapsed,
        NoticeCommand.Supersede => EventKind.Supersedes,
        NoticeCommand.AskProceeding => EventKind.ProceedingDue,
    };
}
