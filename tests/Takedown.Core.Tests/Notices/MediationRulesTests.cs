using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using static Takedown.Contracts.MediationOutcome;

namespace Takedown.Core.Tests.Notices;

/// <summary>A notice refused at once, before a mediating body from hour 10, for 90 days.</summary>
public sealed class MediationRulesTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = At(10).AddDays(90);
    private static readonly NoticeStatus Refused =
        NoticeStatus.New.Deliver(Zero, At(4), At(24)).Status.Refuse(Zero).Status;
    private static readonly NoticeStatus Before = Do(Refused, NoticeCommand.FileMediation, At(10));

    private static DateTimeOffset At(double hours) => Zero.AddHours(hours);

    [Fact]
    public void It_begins_once_for_what_was_refused() => Assert.All(Enum.GetValues<NoticeState>(), state =>
    {
        Assert.Equal("mediation.filed", MediationRules.FilingFault(state, isFiled: true));
        Assert.Equal(
            state is NoticeState.Rejected or NoticeState.Disputed ? null : "transition.not-allowed",
            MediationRules.FilingFault(state, isFiled: false));
    });

    [Theory]
    [InlineData(MeasureAgreed, true, 1, "mediation.platforms-own")]
    [InlineData(MeasureAgreed, false, 1, null)]
    [InlineData(Failed, true, 1, null)]
    [InlineData(Failed, false, 90, null)]
    [InlineData(ClaimGivenUp, true, 90, null)]
    [InlineData(ClaimGivenUp, false, 1, "mediation.claimants-own")]
    [InlineData(Failed, true, 90.001, "mediation.over")]
    [InlineData(ClaimGivenUp, false, 90.001, "mediation.over")]
    public void It_ends_in_time_and_each_side_gives_up_only_what_is_its_own(
        MediationOutcome outcome, bool byClaimant, double days, string? code)
    {
        Assert.Equal(code, MediationRules.EndingFault(Before, outcome, byClaimant, At(10).AddDays(days)));
        Assert.Equal("mediation.over", MediationRules.EndingFault(Refused, outcome, byClaimant, At(11)));
    }

    [Theory]
    [InlineData(MeasureAgreed, NoticeState.Disputed, SlaStatus.Running)]
    [InlineData(ClaimGivenUp, NoticeState.Closed, SlaStatus.None)]
    [InlineData(Failed, NoticeState.Rejected, SlaStatus.None)]
    public void What_follows_is_the_outcome(MediationOutcome outcome, NoticeState state, SlaStatus review)
    {
        var after = Do(Before, MediationRules.CommandOf(outcome), At(20));
        Assert.Equal((state, review), (after.State, after.Deadlines.StatusOf(DeadlineKind.Review)));
        Assert.Null(after.Deadlines.Find(DeadlineKind.Mediation));
        Assert.Equal(Refused.AnsweredAt, after.AnsweredAt);
        Assert.Equal(SlaStatus.Met, after.Act);
    }

    [Fact]
    public void A_measure_ends_it_and_its_time_leaves_no_trace()
    {
        Assert.Null(Before.TakeAction(At(30)).Status.Deadlines.Find(DeadlineKind.Mediation));
        var (lapsed, events) = Before.Tick(End.AddTicks(1), [], escalates: true);
        Assert.Equal("MediationExpired", string.Join(' ', events));
        Assert.Equal(Refused, lapsed);
    }

    [Fact]
    public void The_platform_gains_no_time_by_it()
    {
        var disputed = Do(Refused, NoticeCommand.Dispute, At(20));
        var both = Do(disputed, NoticeCommand.FileMediation, At(21));
        Assert.Equal(disputed.Deadlines.Find(DeadlineKind.Review), both.Deadlines.Find(DeadlineKind.Review));
        var (late, _) = both.Tick(At(20).AddDays(3).AddTicks(1), [], escalates: true);
        Assert.Equal(NoticeState.Escalated, late.State);
        Assert.Null(late.Deadlines.Find(DeadlineKind.Mediation));
    }

    private static NoticeStatus Do(NoticeStatus notice, NoticeCommand command, DateTimeOffset now)
    {
        var decision = notice.Apply(command, now, NoticeDeadlines.Default, (rule, _) =>
            now + TimeSpan.FromDays(rule.Kind is DeadlineKind.Mediation ? 90 : 3));
        Assert.Equal(Outcome.Applied, decision.Outcome);
        return decision.Status;
    }
}
