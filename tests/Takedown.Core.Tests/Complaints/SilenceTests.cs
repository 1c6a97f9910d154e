using Takedown.Contracts;
using Takedown.Core.Complaints;

namespace Takedown.Core.Tests.Complaints;

/// <summary>G05: what may be certified.</summary>
[Trait("Id", "G05")]
public sealed class SilenceTests
{
    [Theory]
    [InlineData(false, NoticeState.Accepted, SlaStatus.None, SilenceFinding.NotDelivered)]
    [InlineData(true, NoticeState.Delivered, SlaStatus.Running, SilenceFinding.Running)]
    [InlineData(true, NoticeState.InformationRequested, SlaStatus.Paused, SilenceFinding.Running)]
    [InlineData(true, NoticeState.Escalated, SlaStatus.Breached, SilenceFinding.NotActedOn)]
    [InlineData(true, NoticeState.Removed, SlaStatus.Late, SilenceFinding.ActedLate)]
    [InlineData(true, NoticeState.Removed, SlaStatus.Met, SilenceFinding.ActedOn)]
    [InlineData(true, NoticeState.Rejected, SlaStatus.Met, SilenceFinding.Refused)]
    [InlineData(true, NoticeState.Rejected, SlaStatus.Late, SilenceFinding.Refused)]
    [InlineData(true, NoticeState.Withdrawn, SlaStatus.Breached, SilenceFinding.Ended)]
    [InlineData(false, NoticeState.Withdrawn, SlaStatus.None, SilenceFinding.Ended)]
    [InlineData(true, NoticeState.Delivered, SlaStatus.None, SilenceFinding.Ended)]
    public void A_finding_follows_the_record(
        bool delivered, NoticeState state, SlaStatus act, SilenceFinding finding) =>
        Assert.Equal(finding, Silence.Of(delivered, state, act));
}
