using Takedown.Contracts;
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
            Limit = (policy, _) => policy.Deadlines.Acknowledge,
            StartedBy = [Deliver, MakeAvailable],
            MetBy = [Acknowledge, RequestInformation, TakeAction, Reject],
            CancelledBy = [Withdraw, LetInformationExpire],
        },
        new()
        {
            Kind = DeadlineKind.AnswerInformation,
            Limit = (policy, _) => policy.Deadlines.AnswerInformation,
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
            Limit = PolicySet.ActLimit,
            StartedBy = [Deliver, MakeAvailable],
            MetBy = [TakeAction, Reject],
            PausedBy = [RequestInformation],
            ResumedBy = [SupplyInformation],
            CancelledBy = [Withdraw, LetInformationExpire],
            TooLateFor = [RequestInformation],
            OnExpiry = Escalate,
            HasReminders = true,
        },
        new()
        {
            // The claimant withdrew after the measure: the platform ends it (民法典 1196 及时; no law gives a number).
            Kind = DeadlineKind.Restore,
            Limit = (policy, _) => policy.Deadlines.Restore ?? Limits.Restore,
            States = [NoticeState.RestoreDue],
            StartedBy = [Withdraw],
            MetBy = [Restore],
            EscalatesInPlace = true,
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
        DeadlineSet before, NoticeCommand command, NoticeState state, DateTimeOffset now,
        Func<NoticeDeadline, DateTimeOffset?> dueOf)
    {
        var (after, effect) = (before, effects[(int)command]);
        for (var i = 0; i < effect.Length; i++)
        {
            if (effect[i] is DeadlineEffect.None) continue;
            var rule = Rules[i];
            if (after.Find(rule.Kind) is { } running) after = Change(after, running, rule, effect[i], now);
            if (effect[i].HasFlag(DeadlineEffect.Start) && rule.CanRunIn(state) && dueOf(rule) is { } due)
                after = after.With(new(rule.Kind, due));
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
