using FsCheck;
using FsCheck.Fluent;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Outcome = Takedown.Core.Notices.Outcome;
using static Takedown.Contracts.SlaStatus;

namespace Takedown.Core.Tests.Notices;

/// <summary>What holds whatever people do in whatever order and however the sweep comes by.</summary>
public sealed class NoticeStatusProperties
{
    private static readonly double[] Reminders = [0.5, 0.8];
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan ActLimit = TimeSpan.FromHours(24);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromHours(30);

    /// <summary>An act, or null for a tick, so many minutes after the one before.</summary>
    private sealed record Step(NoticeCommand? Act, int Minutes);

    private sealed record Story(IReadOnlyList<Step> Steps, bool Escalates);

    /// <summary>One moment of a story: before, after, and what was told.</summary>
    private sealed record Moment(
        Step Step, DateTimeOffset At, NoticeStatus Before, NoticeStatus After, IReadOnlyList<DeadlineEvent> Events);

    private static readonly Gen<Step> Steps =
        from act in Gen.Frequency<NoticeCommand?>(
            (3, Gen.Constant<NoticeCommand?>(null)),
            (3, Gen.Elements<NoticeCommand?>(
                NoticeCommand.Acknowledge, NoticeCommand.RequestInformation, NoticeCommand.SupplyInformation)),
            (2, Gen.Elements<NoticeCommand?>(
                NoticeCommand.TakeAction, NoticeCommand.Reject, NoticeCommand.Withdraw, NoticeCommand.Restore,
                NoticeCommand.Deliver, NoticeCommand.MakeAvailable)))
        from minutes in Gen.Frequency(
            (2, Gen.Choose(0, 60)), (2, Gen.Choose(0, 1500)), (1, Gen.Elements(0, 240, 720, 1440)))
        select new Step(act, minutes);

    private static readonly Gen<Story> Stories =
        from first in Gen.Elements(NoticeCommand.Deliver, NoticeCommand.MakeAvailable)
        from steps in Steps.ListOf() from escalates in Gen.Elements(true, false)
        select new Story([new(first, 5), .. steps], escalates);

    private static void Always(Func<IReadOnlyList<Moment>, bool> property) =>
        Prop.ForAll(Stories.ToArbitrary(), story => property(Tell(story)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static void AtEachMoment(Func<Moment, bool> property) => Always(moments => moments.All(property));

    private static List<Moment> Tell(Story story)
    {
        var (now, standing) = (Zero, NoticeStatus.New);
        var moments = new List<Moment>();
        foreach (var step in story.Steps)
        {
            now += TimeSpan.FromMinutes(step.Minutes);
            var (after, facts) = step.Act is { } act
                ? (Do(standing, act, now).Status, [])
                : standing.Tick(now, Reminders, story.Escalates);
            moments.Add(new(step, now, standing, after, facts));
            standing = after;
        }
        return moments;
    }

    private static Decision Do(NoticeStatus n, NoticeCommand act, DateTimeOffset now) => act switch
    {
        NoticeCommand.Deliver or NoticeCommand.MakeAvailable =>
            n.Deliver(now, now.AddHours(4), now + ActLimit, act),
        NoticeCommand.Acknowledge => n.Confirm(now),
        NoticeCommand.RequestInformation => n.Ask(now, now + AnswerLimit),
        NoticeCommand.SupplyInformation => n.Supply(now),
        NoticeCommand.TakeAction => n.TakeAction(now),
        NoticeCommand.Reject => n.Refuse(now),
        NoticeCommand.Restore => n.Restore(),
        NoticeCommand.Withdraw => n.Withdraw(),
        NoticeCommand.LetInformationExpire or NoticeCommand.Escalate =>
            throw new InvalidOperationException("Only time does that."),
        _ => throw new InvalidOperationException("Not in these stories."),
    };

    [Fact]
    public void A_state_is_only_ever_left_by_the_table() => AtEachMoment(m =>
        m.Before.State == m.After.State
        || Enum.GetValues<NoticeCommand>()
            .Where(act => m.Step.Act is { } done
                ? act == done
                : act is NoticeCommand.Escalate or NoticeCommand.LetInformationExpire)
            .Any(act => Lifecycle.Next(m.Before.State, act) == (Outcome.Applied, m.After.State)));

    [Fact]
    public void What_is_not_applied_changes_nothing() => AtEachMoment(m =>
        m.Step.Act is not { } act || Do(m.Before, act, m.At).Outcome is Outcome.Applied || m.After == m.Before);

    [Fact]
    public void Only_a_pause_moves_a_due_time_and_by_its_own_length() => AtEachMoment(m =>
        (m.Step.Act is NoticeCommand.Deliver or NoticeCommand.MakeAvailable && m.Before.State is NoticeState.Accepted)
        || (m.After.DeliveredAt == m.Before.DeliveredAt
            && m.After.AcknowledgeDue == m.Before.AcknowledgeDue
            && m.After.ActDue == (m.Before.Act is Paused && m.After.Act is Running
                ? m.Before.ActDue + (m.At - m.Before.PausedAt)
                : m.Before.ActDue)));

    [Fact]
    public void No_pause_is_longer_than_the_answer_limit() => AtEachMoment(m =>
        m.Before.Act is not Paused || m.After.Act is not Running || m.At - m.Before.PausedAt <= AnswerLimit);

    [Fact]
    public void What_was_ticked_leaves_nothing_due_in_its_past() => AtEachMoment(m =>
        m.Step.Act is not null || m.After.NextDue(Reminders) is not { } due || due >= m.At);

    [Fact]
    public void Ticking_twice_is_ticking_once() => AtEachMoment(m =>
        m.After.Tick(m.At, Reminders, escalates: true) is var (again, facts)
        && (m.Step.Act is not null || (facts.Count == 0 && again == m.After)));

    [Fact]
    public void A_breach_is_told_once_and_a_reminder_no_more_often_than_set() => Always(moments =>
        moments.SelectMany(m => m.Events).Where(f => f.Change is DeadlineChange.Breached)
            .GroupBy(f => f).All(g => g.Count() == 1)
        && moments.Sum(m => m.Events.Count(f => f.Change is DeadlineChange.AtRisk)) <= Reminders.Length);

    [Fact]
    public void A_breach_is_never_unmade() => AtEachMoment(m =>
        (m.Before.Act is not Breached || m.After.Act is Breached or Late)
        && (m.Before.Acknowledge is not Breached || m.After.Acknowledge is Breached or Late)
        && (m.Before.Act is not (Late or Met) || m.After.Act == m.Before.Act));

    [Fact]
    public void An_answer_is_on_time_exactly_when_the_clock_ran_no_longer_than_its_limit() => Always(moments =>
    {
        if (moments.FirstOrDefault(m => m.After.AnsweredAt is not null) is not { } answer) return true;
        var ran = TimeSpan.Zero;
        foreach (var (from, to) in moments.Zip(moments.Skip(1)).TakeWhile(p => p.First.After.AnsweredAt is null))
        {
            if (from.After.Act is not (Paused or None)) ran += to.At - from.At;
        }
        return answer.After.Act == (ran <= ActLimit ? Met : Late);
    });

    [Fact]
    public void Ticking_often_comes_to_the_same_as_ticking_once() => AtEachMoment(m =>
        m.Step.Act is not null || Enumerable.Range(1, 4).Select(i => m.At.AddHours(i * 7)).ToList() is var times
        && times.Aggregate(m.After, (n, at) => n.Tick(at, Reminders, true).Status) with { Reminders = 0 }
            == m.After.Tick(times[^1], Reminders, true).Status with { Reminders = 0 });
}
