using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using static Takedown.Contracts.SlaStatus;

namespace Takedown.Core.Tests.Notices;

/// <summary>A notice delivered at zero: acknowledge within 4 h, act within 24 h, reminders at 12 h and 18 h.</summary>
public sealed class DeadlineTests
{
    private static readonly double[] Reminders = [0.5, 0.75];
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoticeStatus Delivered = NoticeStatus.New.Deliver(Zero, At(4), At(24)).Status;

    private static DateTimeOffset At(double hours) => Zero.AddHours(hours);

    [Theory]
    [InlineData(4, Met, "by the due time, the due time included")]
    [InlineData(4.001, Late, "the due time decides, not the sweep")]
    public void Acknowledging_stops_its_clock(double hours, SlaStatus clock, string why)
    {
        var standing = Delivered.Confirm(At(hours)).Status;
        Assert.True(clock == standing.Acknowledge, why);
        Assert.Equal(Running, standing.Act);
    }

    [Theory]
    [InlineData(0, Met)]
    [InlineData(24, Met)]
    [InlineData(24.001, Late)]
    [InlineData(5000, Late)]
    public void Acting_or_refusing_stops_both_clocks(double hours, SlaStatus act)
    {
        Assert.All([Delivered.TakeAction(At(hours)), Delivered.Refuse(At(hours))], d =>
        {
            Assert.Equal(act, d.Status.Act);
            Assert.Equal(hours <= 4 ? Met : Late, d.Status.Acknowledge);
            Assert.Equal(At(hours), d.Status.AnsweredAt);
        });
    }

    [Theory]
    [InlineData(4, "", 4.0, "due is not passed")]
    [InlineData(5, "AcknowledgeBreached", 12.0, "unacknowledged")]
    [InlineData(12, "AcknowledgeBreached ActAtRisk", 18.0, "half of the act limit")]
    [InlineData(18, "AcknowledgeBreached ActAtRisk", 24.0, "two reminders missed are told once")]
    [InlineData(24, "AcknowledgeBreached ActAtRisk", 24.0, "due is not passed")]
    [InlineData(24.001, "AcknowledgeBreached ActBreached", null, "no reminder once the breach has come")]
    [InlineData(9999, "AcknowledgeBreached ActBreached", null, "however late the sweep comes")]
    public void Time_passes_over_a_silent_platform(double hours, string told, double? next, string why)
    {
        var (standing, facts) = Delivered.Tick(At(hours), Reminders, escalates: true);
        Assert.True(told == string.Join(' ', facts), $"{why}: {string.Join(' ', facts)}");
        Assert.Equal(next is { } h ? At(h) : null, standing.NextDue(Reminders));
    }

    [Fact]
    public void A_breach_escalates_where_the_policy_says_so_and_is_only_recorded_where_it_does_not()
    {
        Assert.Equal(NoticeState.Escalated, Delivered.Tick(At(25), Reminders, escalates: true).Status.State);
        Assert.Equal(NoticeState.Delivered, Delivered.Tick(At(25), Reminders, escalates: false).Status.State);
    }

    [Fact]
    public void An_escalated_notice_takes_its_first_acknowledgement_and_no_second()
    {
        var escalated = Delivered.Tick(At(25), Reminders, escalates: true).Status;
        var (outcome, confirmed) = escalated.Confirm(At(26));
        Assert.Equal((Outcome.Applied, NoticeState.Escalated, Late), (outcome, confirmed.State, confirmed.Acknowledge));
        Assert.Equal(Outcome.Unchanged, confirmed.Confirm(At(27)).Outcome);
    }

    [Fact]
    public void A_question_rests_the_act_clock_which_goes_on_where_it_rested()
    {
        var asked = Delivered.Ask(At(10), At(82)).Status;
        Assert.Equal((Paused, At(82)), (asked.Act, asked.NextDue(Reminders)));
        Assert.Empty(asked.Tick(At(82), Reminders, escalates: true).Events);

        var supplied = asked.Supply(At(40)).Status;
        Assert.Equal((Running, At(54)), (supplied.Act, supplied.ActDue));
        Assert.Equal(Met, supplied.TakeAction(At(54)).Status.Act);
        Assert.Equal(Late, supplied.TakeAction(At(54.001)).Status.Act);
    }

    [Fact]
    public void A_question_nobody_answers_closes_the_notice_without_blame()
    {
        var (standing, facts) = Delivered.Ask(At(10), At(82)).Status.Tick(At(82.001), Reminders, escalates: true);
        Assert.Equal(
            [new(DeadlineKind.AnswerInformation, DeadlineChange.Expired, NoticeCommand.LetInformationExpire)], facts);
        Assert.Equal((NoticeState.Closed, None, null), (standing.State, standing.Act, standing.NextDue(Reminders)));
    }

    [Fact]
    public void A_platform_that_answers_its_own_open_question_is_on_time() =>
        Assert.Equal(Met, Delivered.Ask(At(23), At(95)).Status.Refuse(At(90)).Status.Act);

    [Theory]
    [InlineData(3, None, None)]
    [InlineData(25, Breached, Breached)]
    public void Withdrawing_calls_off_what_runs_and_keeps_what_was_breached(
        double hours, SlaStatus acknowledge, SlaStatus act)
    {
        var withdrawn = Delivered.Tick(At(hours), Reminders, escalates: true).Status.Withdraw().Status;
        Assert.Equal(
            (NoticeState.Withdrawn, acknowledge, act), (withdrawn.State, withdrawn.Acknowledge, withdrawn.Act));
        Assert.Null(withdrawn.NextDue(Reminders));
    }

    [Fact]
    public void A_policy_without_an_acknowledge_limit_has_no_such_clock()
    {
        var delivered = NoticeStatus.New.Deliver(Zero, null, At(24)).Status;
        Assert.Equal((None, At(12)), (delivered.Acknowledge, delivered.NextDue(Reminders)));
        Assert.Equal(None, delivered.Confirm(At(1)).Status.Acknowledge);
    }
}
