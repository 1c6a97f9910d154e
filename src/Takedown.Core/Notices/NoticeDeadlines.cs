using Takedown.Core.Deadlines;
using Takedown.Core.Policies;
using static Takedown.Core.Notices.NoticeCommand;

namespace Takedown.Core.Notices;

/// <summary>
/// The table of deadlines of a notice (<c>Packs/README.md</c>), in the order in which they are looked at when time
/// passes. Further lines belong to the features that bring them.
/// </summary>
/// <param name="rules">One line a kind.</param>
public sealed class NoticeDeadlines(IReadOnlyList<NoticeDeadline> rules)
{
    /// <summary>The deadlines that every notice has.</summary>
    public static readonly NoticeDeadlines Default = new(
    [
        new()
        {
            Kind = DeadlineKind.Acknowledge,
            Limit = (policy, _) => policy.Deadlines.Acknowledge,
            StartedBy = [Deliver],
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
            StartedBy = [Deliver],
            MetBy = [TakeAction, Reject],
            PausedBy = [RequestInformation],
            ResumedBy = [SupplyInformation],
            CancelledBy = [Withdraw, LetInformationExpire],
            TooLateFor = [RequestInformation],
            OnExpiry = Escalate,
            HasReminders = true,
        },
    ]);

    /// <summary>The lines.</summary>
    public IReadOnlyList<NoticeDeadline> Rules { get; } = rules;

    /// <summary>The table with the lines of further features.</summary>
    public NoticeDeadlines With(IEnumerable<NoticeDeadline> more) => new([.. Rules, .. more]);

    /// <summary>Whether a command comes after a due time that makes it pointless.</summary>
    internal bool IsTooLate(NoticeStatus notice, NoticeCommand command, DateTimeOffset now)
    {
        foreach (var rule in Rules)
        {
            if (rule.TooLateFor.Contains(command) && notice.Deadlines.Find(rule.Kind)?.IsOverdue(now) is true)
                return true;
        }
        return false;
    }

    /// <summary>The deadlines of a notice after a command.</summary>
    internal DeadlineSet After(
        DeadlineSet before, NoticeCommand command, DateTimeOffset now, Func<NoticeDeadline, DateTimeOffset?> dueOf)
    {
        var after = before;
        foreach (var rule in Rules)
        {
            if (after.Find(rule.Kind) is { } running) after = Change(after, running, rule, command, now);
            if (rule.StartedBy.Contains(command) && dueOf(rule) is { } due) after = after.With(new(rule.Kind, due));
        }
        return after;
    }

    private static DeadlineSet Change(
        DeadlineSet all, Deadline one, NoticeDeadline rule, NoticeCommand command, DateTimeOffset now)
    {
        var (met, cancelled) = (rule.MetBy.Contains(command), rule.CancelledBy.Contains(command));
        if ((met || cancelled) && !rule.IsBreach) return all.Without(rule.Kind);
        var changed = met ? one.Stop(now)
            : cancelled ? one.Cancel()
            : rule.PausedBy.Contains(command) ? one.Pause(now)
            : rule.ResumedBy.Contains(command) ? one.Resume(now)
            : one;
        return changed == one ? all : all.With(changed);
    }
}
