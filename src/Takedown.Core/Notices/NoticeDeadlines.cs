using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Policies;
using static Takedown.Core.Notices.NoticeCommand;

namespace Takedown.Core.Notices;

/// <summary>
/// The table of deadlines of a notice (<c>Packs/README.md</c>), in the order in which they are checked when time
/// passes. Features can add entries.
/// </summary>
/// <param name="rules">One entry for each kind.</param>
public sealed class NoticeDeadlines(IReadOnlyList<NoticeDeadline> rules)
{
    /// <summary>The deadlines that every notice has.</summary>
    public static readonly NoticeDeadlines Default = new(
    [
        new()
        {
            Kind = DeadlineKind.Acknowledge,
            Limit = (policy, _, _) => policy.Deadlines.Acknowledge,
            StartedBy = [Deliver, MakeAvailable],
            MetBy = [Acknowledge, RequestInformation, TakeAction, Reject, Assess],
            CancelledBy = [Withdraw, LetInformationExpire],
        },
        new()
        {
            Kind = DeadlineKind.AnswerInformation,
            Limit = (policy, _, _) => policy.Deadlines.AnswerInformation,
            StartedBy = [RequestInformation],
            MetBy = [SupplyInformation],
            CancelledBy = [TakeAction, Reject, Withdraw, LetInformationExpire],
            TooLateFor = [SupplyInformation],
            IsBreach = false,
            OnExpiry = LetInformationExpire,
        },
        new()
        {
            Kind = DeadlineKind.Act,
            Limit = (policy, tier, _) => PolicySet.ActLimit(policy, tier),
            StartedBy = [Deliver, MakeAvailable],
            MetBy = [TakeAction, Reject],
            PausedBy = [RequestInformation],
            ResumedBy = [SupplyInformation],
            CancelledBy = [Withdraw, LetInformationExpire],
            ExtendedBy = [Extend],
            TooLateFor = [RequestInformation, Extend],
            OnExpiry = Escalate,
            HasReminders = true,
        },
        new()
        {
            // From the arrival of a counter-notice at the claimant until it must have proved a proceeding.
            Kind = DeadlineKind.CounterWindow,
            Limit = (policy, _, _) => CounterNoticeRoads.WindowOf(policy),
            States = [NoticeState.AwaitingClaimant],
            StartedBy = [ForwardCounterNotice],
            MetBy = [ProveProceeding],
            CancelledBy = [Withdraw],
            TooLateFor = [ProveProceeding],
            IsBreach = false,
            OnExpiry = LetCounterWindowExpire,
        },
        new()
        {
            // No law sets a court a time for the notice: nobody is late, and whoever knows is asked again and again.
            Kind = DeadlineKind.Proceeding,
            Limit = (policy, _, _) => policy.Deadlines.Proceeding ?? Limits.Proceeding,
            States = [NoticeState.LitigationHold],
            StartedBy = [ProveProceeding, AskProceeding],
            MetBy = [UpholdMeasure, EndMeasure],
            IsBreach = false,
            OnExpiry = AskProceeding,
        },
        new()
        {
            // A refusal is reviewed once. That it was stays known of the refused notice: the next refusal is final.
            Kind = DeadlineKind.Review,
            Limit = (policy, _, _) => policy.Deadlines.Review ?? Limits.Review,
            States = [NoticeState.Disputed, NoticeState.Escalated, NoticeState.Rejected, NoticeState.Removed],
            StartedBy = [Dispute, AgreeMeasure],
            MetBy = [TakeAction, Reject],
            CancelledBy = [Withdraw, GiveUpClaim],
            OnExpiry = Escalate,
        },
        new()
        {
            Kind = DeadlineKind.Complaint,
            Limit = (policy, _, _) => policy.Deadlines.Review ?? Limits.Review,
            // The measure is in force meanwhile, so a breach leaves the state as it is.
            States = [NoticeState.CounterNoticed],
            StartedBy = [FileComplaint],
            MetBy = [TakeAction, Restore],
            CancelledBy = [Withdraw],
            EscalatesInPlace = true,
        },
        new()
        {
            // The platform ends its measure (民法典 1196 及时; no law gives a number).
            Kind = DeadlineKind.Restore,
            Limit = (policy, _, by) => CounterNoticeRoads.RestoreLimit(policy, by),
            States = [NoticeState.RestoreDue],
            StartedBy = [Withdraw, ReportMeasure, RestoreAtOnce, LetCounterWindowExpire, EndMeasure],
            MetBy = [Restore],
            EscalatesInPlace = true,
        },
        new()
        {
            // Who has to end a measure, or may still be about to take one, must know that the claim is given up. Nobody
            // is asked who does not have the notice, or has refused it. That a measure stays is the breach of restore.
            Kind = DeadlineKind.AcknowledgeWithdrawal,
            Limit = (policy, _, _) => policy.Deadlines.Acknowledge,
            States = [NoticeState.Withdrawn, NoticeState.RestoreDue],
            From =
            [
                NoticeState.Delivered, NoticeState.Acknowledged, NoticeState.InformationRequested,
                NoticeState.Escalated, NoticeState.Disputed, NoticeState.Removed, NoticeState.CounterNoticed,
                NoticeState.AwaitingClaimant,
            ],
            StartedBy = [Withdraw],
            MetBy = [Acknowledge, Restore, ReportMeasure],
        },
        new()
        {
            // While it runs, the platform's time to decide again runs too: nobody gains time by a mediation.
            Kind = DeadlineKind.Mediation,
            Limit = (policy, _, _) => policy.Deadlines.Mediation ?? Limits.Mediation,
            States = [NoticeState.Rejected, NoticeState.Disputed],
            StartedBy = [FileMediation],
            MetBy = [AgreeMeasure, GiveUpClaim, FailMediation],
            CancelledBy = [TakeAction, Escalate, Withdraw],
            TooLateFor = [AgreeMeasure, GiveUpClaim, FailMediation],
            IsBreach = false,
            OnExpiry = LetMediationLapse,
        },
        new()
        {
            // An answer says more than a finding. A breach is on record and has no consequence: act goes on.
            Kind = DeadlineKind.Assess,
            Limit = (policy, _, _) => policy.Deadlines.Assess,
            StartedBy = [Deliver, MakeAvailable],
            MetBy = [Assess, TakeAction, Reject],
            PausedBy = [RequestInformation],
            ResumedBy = [SupplyInformation],
            CancelledBy = [Withdraw, LetInformationExpire],
        },
        new()
        {
            // By the cure of the regime; before the delivery, so nobody but the claimant is late.
            Kind = DeadlineKind.Completion,
            Limit = (_, _, _) => Limits.Completion,
            States = [NoticeState.Deficient],
            StartedBy = [FindDeficient],
            MetBy = [Complete],
            CancelledBy = [Withdraw],
            TooLateFor = [Complete],
            IsBreach = false,
            OnExpiry = LetCompletionLapse,
            HasReminders = true,
        },
    ]);

    /// <summary>The entries.</summary>
    public IReadOnlyList<NoticeDeadline> Rules { get; } = rules;

    /// <summary>The table with the entries of further features.</summary>
    public NoticeDeadlines With(IEnumerable<NoticeDeadline> more) => new([.. Rules, .. more]);

    /// <summary>Effects of each command on the deadlines, indexed by command and entry.</summary>
    private readonly DeadlineEffect[][] effects = [.. Enum.GetValues<NoticeCommand>()
        .Select(command => rules.Select(rule => rule.EffectOf(command)).ToArray())];

    /// <summary>Whether a command is refused because a due time has passed.</summary>
    internal bool IsTooLate(NoticeStatus notice, NoticeCommand command, DateTimeOffset now)
    {
        var effect = effects[(int)command];
        for (var i = 0; i < effect.Length; i++)
        {
            if (effect[i].HasFlag(DeadlineEffect.RefuseLate)
                && notice.Deadlines.Find(Rules[i].Kind)?.IsOverdue(now) is true)
                return true;
        }
        return false;
    }

    /// <summary>The deadlines of a notice after a command that leads to a state.</summary>
    internal DeadlineSet After(
        NoticeStatus before, NoticeCommand command, NoticeState state, DateTimeOffset now,
        Func<NoticeDeadline, NoticeCommand, DueTime?> dueOf)
    {
        var (after, effect) = (before.Deadlines, effects[(int)command]);
        for (var i = 0; i < effect.Length; i++)
        {
            if (effect[i] is DeadlineEffect.None) continue;
            var rule = Rules[i];
            if (after.Find(rule.Kind) is { } running)
            {
                after = Change(after, running, rule, effect[i], now);
                if (effect[i].HasFlag(DeadlineEffect.Extend) && dueOf(rule, command) is { } later)
                    after = after.With(running.Extend(later));
            }
            if (effect[i].HasFlag(DeadlineEffect.Start) && rule.CanStart(before.State, state)
                && dueOf(rule, command) is { } due)
                after = after.With(new(rule.Kind, due.At, Provisional: due.Provisional));
        }
        return after;
    }

    private static DeadlineSet Change(
        DeadlineSet all, Deadline one, NoticeDeadline rule, DeadlineEffect effect, DateTimeOffset now)
    {
        var ends = effect.HasFlag(DeadlineEffect.Meet) || effect.HasFlag(DeadlineEffect.Cancel);
        if (ends && !rule.IsBreach) return all.Without(rule.Kind);
        var changed = effect.HasFlag(DeadlineEffect.Meet) ? one.Stop(now)
            : effect.HasFlag(DeadlineEffect.Cancel) ? one.Cancel()
            : effect.HasFlag(DeadlineEffect.Pause) ? one.Pause(now)
            : effect.HasFlag(DeadlineEffect.Resume) ? one.Resume(now)
            : one;
        return changed == one ? all : all.With(changed);
    }
}
