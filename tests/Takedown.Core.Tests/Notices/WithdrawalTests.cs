using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Outcome = Takedown.Core.Notices.Outcome;

namespace Takedown.Core.Tests.Notices;

/// <summary>Who has a notice to act on, or has acted, confirms that it knows of its withdrawal.</summary>
public sealed class WithdrawalTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(NoticeState.Accepted, false, "nobody has it")]
    [InlineData(NoticeState.Deficient, false, "nobody has it")]
    [InlineData(NoticeState.Rejected, false, "the platform does nothing about it")]
    [InlineData(NoticeState.Delivered, true, "it may be about to act")]
    [InlineData(NoticeState.Acknowledged, true, "it may be about to act")]
    [InlineData(NoticeState.InformationRequested, true, "it may be about to act")]
    [InlineData(NoticeState.Escalated, true, "it may be about to act")]
    [InlineData(NoticeState.Disputed, true, "it may be about to act")]
    [InlineData(NoticeState.Removed, true, "it has to end the measure")]
    [InlineData(NoticeState.CounterNoticed, true, "it has to end the measure")]
    [InlineData(NoticeState.AwaitingClaimant, true, "it has to end the measure")]
    public void It_is_asked_of(NoticeState from, bool asked, string why)
    {
        var withdrawn = Do(new() { State = from, AcceptedAt = Zero }, NoticeCommand.Withdraw, 0);
        Assert.Equal(Outcome.Applied, withdrawn.Outcome);
        Assert.True(asked == withdrawn.Status.OwesConfirmation, why);
        // It is confirmed once; where nothing was asked, an acknowledgement says nothing.
        var confirmed = Do(withdrawn.Status, NoticeCommand.Acknowledge, 1);
        Assert.Equal(asked ? Outcome.Applied : Outcome.Unchanged, confirmed.Outcome);
        Assert.Equal(withdrawn.Status.State, confirmed.Status.State);
        Assert.Equal(Outcome.Unchanged, Do(confirmed.Status, NoticeCommand.Acknowledge, 2).Outcome);
    }

    [Theory]
    [InlineData(NoticeState.Delivered, NoticeCommand.Acknowledge)]
    [InlineData(NoticeState.Delivered, NoticeCommand.ReportMeasure)]
    [InlineData(NoticeState.Removed, NoticeCommand.Acknowledge)]
    [InlineData(NoticeState.Removed, NoticeCommand.Restore)]
    public void It_is_met_in_time_and_late(NoticeState from, NoticeCommand by)
    {
        var withdrawn = Do(new() { State = from }, NoticeCommand.Withdraw, 0).Status;
        Assert.Equal(SlaStatus.Met, StatusOf(Do(withdrawn, by, 3).Status));
        Assert.Equal(SlaStatus.Late, StatusOf(Do(withdrawn, by, 5).Status));
        var (late, events) = withdrawn.Tick(
            Zero.AddHours(5), NoticeDeadlines.Default, [], escalates: true, (_, _) => null);
        Assert.Equal(SlaStatus.Breached, StatusOf(late));
        Assert.Equal(
            [("AcknowledgeWithdrawalBreached", false)], events.Select(e => (e.ToString(), e.Escalates)));
        Assert.Equal(SlaStatus.Late, StatusOf(Do(late, by, 6).Status));
    }

    private static SlaStatus StatusOf(NoticeStatus notice) =>
        notice.Deadlines.StatusOf(DeadlineKind.AcknowledgeWithdrawal);

    private static Decision Do(NoticeStatus notice, NoticeCommand command, int hours) => notice.Apply(
        command, Zero.AddHours(hours), NoticeDeadlines.Default,
        (rule, _) => rule.Kind is DeadlineKind.AcknowledgeWithdrawal ? new DueTime(Zero.AddHours(4)) : null);
}
