using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using static Takedown.Contracts.SlaStatus;

namespace Takedown.Core.Tests.Notices;

/// <summary>A question rests the act clock. It must not be a way around it.</summary>
public sealed class QuestionTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoticeStatus Delivered = NoticeStatus.New.Deliver(Zero, At(4), At(24)).Status;

    private static DateTimeOffset At(double hours) => Zero.AddHours(hours);

    [Fact]
    public void Asking_after_the_act_limit_is_too_late_even_before_the_sweep_came()
    {
        Assert.Equal(Outcome.Refused, Delivered.Ask(At(24.001), At(96)).Outcome);
        Assert.Equal(Outcome.Applied, Delivered.Ask(At(24), At(96)).Outcome);
    }

    [Fact]
    public void A_recorded_breach_stays_through_a_question_and_its_answer()
    {
        var breached = Delivered.Tick(At(25), [], escalates: false).Status;
        var asked = breached.Ask(At(26), At(96)).Status;
        Assert.Equal((NoticeState.InformationRequested, Breached), (asked.State, asked.Act));

        var supplied = asked.Supply(At(30)).Status;
        Assert.Equal((NoticeState.Acknowledged, Breached, At(24)), (supplied.State, supplied.Act, supplied.ActDue));
        Assert.DoesNotContain(
            new DeadlineEvent(DeadlineKind.Act, DeadlineChange.Breached),
            supplied.Tick(At(99), [], escalates: false).Events);
        Assert.Equal(Late, supplied.TakeAction(At(99)).Status.Act);
        Assert.Equal(Late, asked.TakeAction(At(27)).Status.Act);
        Assert.Equal(Breached, asked.Tick(At(97), [], escalates: false).Status.Act);
    }

    [Fact]
    public void An_answer_after_its_time_is_too_late_even_before_the_sweep_came()
    {
        var asked = Delivered.Ask(At(1), At(73)).Status;
        Assert.Equal(Outcome.Applied, asked.Supply(At(73)).Outcome);
        Assert.Equal(Outcome.Refused, asked.Supply(At(73.001)).Outcome);
    }
}
