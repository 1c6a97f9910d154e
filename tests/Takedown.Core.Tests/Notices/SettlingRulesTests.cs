using Takedown.Contracts;
using Takedown.Core.Notices;
using static Takedown.Contracts.NoticeState;

namespace Takedown.Core.Tests.Notices;

/// <summary>Which answers settle the notices of other claimants about the same target, and which of them.</summary>
public sealed class SettlingRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<Measure> ForAll =
        [Measure.Removed, Measure.Blocked, Measure.LinkDisconnected, Measure.Delisted, Measure.AccessStopped];

    private static readonly HashSet<NoticeState> Waiting =
        [Delivered, Acknowledged, InformationRequested, Escalated, Disputed];

    [Fact]
    public void Only_a_measure_that_ends_the_access_for_everybody_settles()
    {
        foreach (var response in Enum.GetValues<ResponseKind>())
        foreach (var measure in Enum.GetValues<Measure>())
        {
            Assert.True(
                (response is ResponseKind.ActionTaken && ForAll.Contains(measure))
                    == SettlingRules.MaySettle(response, measure),
                $"{response} {measure}");
        }
        Assert.False(SettlingRules.MaySettle(ResponseKind.ActionTaken, null));
        Assert.False(SettlingRules.MaySettle(null, Measure.Removed));
    }

    [Fact]
    public void What_waits_for_the_platform_is_settled()
    {
        foreach (var state in Enum.GetValues<NoticeState>())
        {
            Assert.True(Waiting.Contains(state) == SettlingRules.Waits(state), $"{state}");
            Assert.True(Waiting.Contains(state) == SettlingRules.Settles(state, At, null), $"{state}");
            Assert.False(SettlingRules.Settles(state, null, null));
            // Where it settles, a removal is a road of the table.
            if (SettlingRules.Waits(state))
                Assert.Equal((Outcome.Applied, Removed), Lifecycle.Next(state, NoticeCommand.TakeAction));
        }
    }

    [Theory]
    [InlineData(-1, true, "delivered before the first answer")]
    [InlineData(0, true, "delivered at the moment of the first answer")]
    [InlineData(1, false, "reported after the platform had acted")]
    public void A_repeated_answer_reaches_what_was_there_when_it_was_given(int minutes, bool settles, string reason) =>
        Assert.True(settles == SettlingRules.Settles(Delivered, At.AddMinutes(minutes), At), reason);
}
