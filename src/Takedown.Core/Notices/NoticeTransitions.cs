using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>What an act came to and how the notice stands after it.</summary>
/// <param name="Outcome">Applied, unchanged or refused.</param>
/// <param name="Status">The new standing; the old one unless applied.</param>
public readonly record struct Decision(Outcome Outcome, NoticeStatus Status);

/// <summary>The acts on a notice. Pure: <c>now</c> and due times come in, nothing is read.</summary>
public static class NoticeTransitions
{
    /// <summary>The notice entered the platform's system at <paramref name="now"/>; both clocks start there (电子签名法 art. 11).</summary>
    public static Decision Deliver(this NoticeStatus notice, DateTimeOffset now, DateTimeOffset? acknowledgeDue, DateTimeOffset actDue) =>
        notice.Move(NoticeCommand.Deliver, n => n with
        {
            DeliveredAt = now,
            AcknowledgeDue = acknowledgeDue,
            Acknowledge = acknowledgeDue is null ? SlaStatus.None : SlaStatus.Running,
            ActDue = actDue,
            Act = SlaStatus.Running,
        });

    /// <summary>
    /// The platform confirmed receipt. An escalated notice stays escalated, but a first confirmation of it counts, late
    /// or not.
    /// </summary>
    public static Decision Confirm(this NoticeStatus notice, DateTimeOffset now) =>
        notice is { State: NoticeState.Escalated, AcknowledgedAt: null }
            ? new(Outcome.Applied, notice.StopAcknowledge(now))
            : notice.Move(NoticeCommand.Acknowledge, n => n.StopAcknowledge(now));

    /// <summary>
    /// The platform asked for something; the act clock rests until the answer or <paramref name="answerDue"/>. Once the
    /// act limit has passed it is too late for that, whether or not the sweep has come by; a breach that a policy only
    /// records stays a breach.
    /// </summary>
    public static Decision Ask(this NoticeStatus notice, DateTimeOffset now, DateTimeOffset answerDue) =>
        notice.Act is SlaStatus.Running && notice.ActDue < now
            ? new(Outcome.Refused, notice)
            : notice.Move(NoticeCommand.RequestInformation, n => n.StopAcknowledge(now) with
            {
                AnswerDue = answerDue,
                PausedAt = n.Act is SlaStatus.Running ? now : null,
                Act = n.Act is SlaStatus.Running ? SlaStatus.Paused : n.Act,
            });

    /// <summary>The claimant answered in time; the act clock goes on where it rested.</summary>
    public static Decision Supply(this NoticeStatus notice, DateTimeOffset now) =>
        notice.AnswerDue < now
            ? new(Outcome.Refused, notice)
            : notice.Move(NoticeCommand.SupplyInformation, n => n with
            {
                AnswerDue = null,
                PausedAt = null,
                ActDue = n.PausedAt is { } rested ? n.ActDue + (now - rested) : n.ActDue,
                Act = n.Act is SlaStatus.Paused ? SlaStatus.Running : n.Act,
            });

    /// <summary>The platform took a measure.</summary>
    public static Decision TakeAction(this NoticeStatus notice, DateTimeOffset now) =>
        notice.Move(NoticeCommand.TakeAction, n => n.Answer(now));

    /// <summary>The platform refused.</summary>
    public static Decision Refuse(this NoticeStatus notice, DateTimeOffset now) =>
        notice.Move(NoticeCommand.Reject, n => n.Answer(now));

    /// <summary>The platform ended its measure after a withdrawal.</summary>
    public static Decision Restore(this NoticeStatus notice) => notice.Move(NoticeCommand.Restore, n => n);

    /// <summary>The claimant took it back. Clocks that run are called off; what was met, breached or late stays on record.</summary>
    public static Decision Withdraw(this NoticeStatus notice) => notice.Move(NoticeCommand.Withdraw, CallOff);

    internal static NoticeStatus CallOff(this NoticeStatus n) => n with
    {
        AnswerDue = null,
        PausedAt = null,
        Acknowledge = n.Acknowledge is SlaStatus.Running ? SlaStatus.None : n.Acknowledge,
        Act = n.Act is SlaStatus.Running or SlaStatus.Paused ? SlaStatus.None : n.Act,
    };

    internal static Decision Move(this NoticeStatus notice, NoticeCommand act, Func<NoticeStatus, NoticeStatus> change)
    {
        var (outcome, state) = Lifecycle.Next(notice.State, act);
        return new(outcome, outcome is Outcome.Applied ? change(notice) with { State = state } : notice);
    }

    private static NoticeStatus Answer(this NoticeStatus n, DateTimeOffset now) => n.StopAcknowledge(now) with
    {
        AnsweredAt = now,
        AnswerDue = null,
        PausedAt = null,
        // A platform that answers while its clock rests is on time: it could have waited longer.
        Act = n.Act is SlaStatus.Paused ? SlaStatus.Met : Stop(n.Act, n.ActDue, now),
    };

    private static NoticeStatus StopAcknowledge(this NoticeStatus n, DateTimeOffset now) => n with
    {
        AcknowledgedAt = n.AcknowledgedAt ?? now,
        Acknowledge = Stop(n.Acknowledge, n.AcknowledgeDue, now),
    };

    private static SlaStatus Stop(SlaStatus clock, DateTimeOffset? due, DateTimeOffset now) => clock switch
    {
        // The sweep may not have come by yet: the due time decides, not the sweep.
        SlaStatus.Running => now <= due ? SlaStatus.Met : SlaStatus.Late,
        SlaStatus.Breached => SlaStatus.Late,
        SlaStatus.None or SlaStatus.Met or SlaStatus.Late or SlaStatus.Paused => clock,
    };
}
