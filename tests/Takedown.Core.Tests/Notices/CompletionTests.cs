using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Outcome = Takedown.Core.Notices.Outcome;

namespace Takedown.Core.Tests.Notices;

/// <summary>A deficient notice: its one deadline, its reminders, and what follows from a completion.</summary>
public sealed class CompletionTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly double[] Reminders = [0.5, 0.8];

    [Fact]
    public void It_can_be_completed_until_its_due_time_and_lapses_after_it()
    {
        var (after, events) = Tick(Deficient, 100);
        Assert.Equal(NoticeState.Closed, after.State);
        Assert.Equal(["CompletionExpired"], events.Select(e => e.ToString()));
        Assert.Equal(Outcome.Applied, Complete(Deficient, 99).Outcome);
        Assert.Equal(Outcome.Refused, Complete(Deficient, 101).Outcome);
        Assert.Equal(Outcome.Refused, Complete(after, 101).Outcome);
    }

    [Fact]
    public void Its_reminders_run_from_its_acceptance_and_those_of_the_delivery_count_anew()
    {
        Assert.Equal(Zero.AddHours(49.5), Deficient.NextDue(NoticeDeadlines.Default, Reminders));
        var (reminded, events) = Tick(Deficient, 50);
        Assert.Equal(["CompletionAtRisk"], events.Select(e => e.ToString()));
        var complete = Complete(reminded, 60).Status;
        Assert.Equal((NoticeState.Accepted, 0), (complete.State, complete.Reminders));
        Assert.Empty(complete.Deadlines);
        var delivered = complete.Apply(
            NoticeCommand.Deliver, Zero.AddHours(61), NoticeDeadlines.Default, (_, _) => new(Zero.AddHours(85)));
        Assert.Equal(Zero.AddHours(73), delivered.Status.NextDue(NoticeDeadlines.Default, Reminders));
    }

    [Fact]
    public void A_withdrawal_ends_its_deadline()
    {
        var withdrawn = Deficient.Apply(NoticeCommand.Withdraw, Zero.AddHours(1), NoticeDeadlines.Default, Due).Status;
        Assert.Equal(NoticeState.Withdrawn, withdrawn.State);
        Assert.Empty(withdrawn.Deadlines);
    }

    private static NoticeStatus Deficient => (NoticeStatus.New with { AcceptedAt = Zero })
        .Apply(NoticeCommand.FindDeficient, Zero, NoticeDeadlines.Default, Due).Status;

    private static DueTime? Due(NoticeDeadline rule, NoticeCommand by) =>
        rule.Kind is DeadlineKind.Completion ? new(Zero.AddHours(99)) : null;

    private static Decision Complete(NoticeStatus notice, int hours) =>
        notice.Apply(NoticeCommand.Complete, Zero.AddHours(hours), NoticeDeadlines.Default, Due);

    private static (NoticeStatus Status, IReadOnlyList<DeadlineEvent> Events) Tick(NoticeStatus notice, int hours) =>
        notice.Tick(Zero.AddHours(hours), NoticeDeadlines.Default, Reminders, escalates: true, Due);
}
