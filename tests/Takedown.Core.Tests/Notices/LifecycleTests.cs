using Takedown.Contracts;
using Takedown.Core.Notices;
using static Takedown.Contracts.NoticeState;

namespace Takedown.Core.Tests.Notices;

/// <summary>The whole transition table, a row for each state and act, and why (Packs/README.md).</summary>
public sealed class LifecycleTests
{
    public static TheoryData<NoticeState, NoticeCommand, Outcome, NoticeState, string> Table => LifecycleTable.All();

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_act_does_what_the_law_of_the_table_says(
        NoticeState from, NoticeCommand act, Outcome outcome, NoticeState to, string why) =>
        Assert.True((outcome, to) == Lifecycle.Next(from, act), $"{from} + {act} should be {outcome} to {to}: {why}");

    [Fact]
    public void The_table_has_every_cell_once()
    {
        var cells = Table.Select(row => ((NoticeState)row[0], (NoticeCommand)row[1])).ToList();
        Assert.Equal(Enum.GetValues<NoticeState>().Length * Enum.GetValues<NoticeCommand>().Length, cells.Count);
        Assert.Equal(cells.Count, cells.Distinct().Count());
    }

    [Theory]
    [InlineData(Accepted, true, "on its way")]
    [InlineData(Delivered, true, "the platform has to act")]
    [InlineData(Acknowledged, true, "the platform has to act")]
    [InlineData(InformationRequested, true, "the claimant has to answer")]
    [InlineData(ActionClaimed, true, "to be checked")]
    [InlineData(Removed, false, "a re-upload is a new claim")]
    [InlineData(Rejected, false, "a better founded claim is a new one")]
    [InlineData(Disputed, true, "the platform has to decide again")]
    [InlineData(CounterNoticed, true, "to be forwarded")]
    [InlineData(AwaitingClaimant, true, "the window runs")]
    [InlineData(LitigationHold, true, "the court decides")]
    [InlineData(RestoreDue, false, "the measure must end")]
    [InlineData(Reinstated, false, "over")]
    [InlineData(Withdrawn, false, "over")]
    [InlineData(Escalated, true, "the platform may still act")]
    [InlineData(Closed, false, "over")]
    [InlineData(Deficient, false, "without effect: the same with all its elements is no duplicate")]
    public void Open_is_what_somebody_has_to_act_on(NoticeState state, bool open, string why) =>
        Assert.True(open == Lifecycle.IsOpen(state), why);

    [Theory]
    [InlineData(Accepted, true)]
    [InlineData(Deficient, true)]
    [InlineData(Delivered, true)]
    [InlineData(Acknowledged, true)]
    [InlineData(InformationRequested, true)]
    [InlineData(Disputed, true)]
    [InlineData(Escalated, true)]
    [InlineData(Removed, false)]
    [InlineData(Rejected, false)]
    [InlineData(ActionClaimed, false)]
    [InlineData(CounterNoticed, false)]
    [InlineData(AwaitingClaimant, false)]
    [InlineData(LitigationHold, false)]
    [InlineData(RestoreDue, false)]
    [InlineData(Reinstated, false)]
    [InlineData(Withdrawn, false)]
    [InlineData(Closed, false)]
    public void A_notice_is_replaced_while_it_is_open_and_no_measure_stands(NoticeState state, bool can) =>
        Assert.Equal(can, Lifecycle.CanBeSuperseded(state));
}
