using Takedown.Contracts;
using Takedown.Core.Compliance;

namespace Takedown.Core.Tests.Compliance;

public sealed class TierRulesTests
{
    [Theory]
    [InlineData(1_000_000, 0, false, false, "bulk itself is never a reason")]
    [InlineData(1_000_000_000, 1, false, false, "nor is more of it")]
    [InlineData(0, 0, false, false, "nothing says nothing")]
    [InlineData(0, 199, false, false, "too few to say anything")]
    [InlineData(99, 101, false, true, "under the bound")]
    [InlineData(100, 100, false, false, "at the bound")]
    [InlineData(110, 90, true, true, "better than the bound, not yet good enough to come back")]
    [InlineData(120, 80, true, false, "good enough to come back")]
    [InlineData(0, 150, true, false, "the wrong ones are too long ago, and too few are left")]
    public void The_tier_follows_the_share_of_refusals(
        long removed, long refused, bool isLowered, bool expected, string why) =>
        Assert.True(expected == TierRules.IsLowered(TierRules.Default, isLowered, removed, refused), why);

    [Theory]
    [InlineData(0.9, null, 0.9)]
    [InlineData(null, null, 0.6)]
    [InlineData(0.2, 0.3, 0.3)]
    public void What_a_rule_does_not_say_is_the_default(double? below, double? back, double expected)
    {
        var rule = TierRules.Whole(new() { Below = below, Back = back });
        Assert.Equal((below ?? 0.5, expected, 200, 90), (rule.Below, rule.Back, rule.Over, rule.Days));
    }

    private static readonly StandingChange Change = new()
    {
        Change = StandingChangeKind.Warned, At = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch.AddDays(1),
    };

    [Theory]
    [InlineData(false, SenderStep.Warn, null)]
    [InlineData(true, SenderStep.Warn, "sender.warned")]
    [InlineData(false, SenderStep.Lower, "sender.warn-first")]
    [InlineData(true, SenderStep.Lower, null)]
    [InlineData(false, SenderStep.Suspend, "sender.warn-first")]
    [InlineData(true, SenderStep.Suspend, null)]
    [InlineData(false, SenderStep.Lift, "sender.no-step")]
    [InlineData(true, SenderStep.Lift, null)]
    public void A_step_needs_a_prior_warning(bool isWarned, SenderStep step, string? code) =>
        Assert.Equal(code, SenderSteps.Refusal(isWarned ? new() { Warning = Change } : null, step));

    [Fact]
    public void Lifting_ends_what_people_decided_and_not_what_the_rule_did()
    {
        var standing = new SenderStanding { Warning = Change, Suspended = Change, Lowered = Change, ByRule = Change };
        var lifted = Change with { Change = StandingChangeKind.Lifted };
        Assert.Equal(new SenderStanding { ByRule = Change }, SenderSteps.After(standing, lifted));
        Assert.Null(SenderSteps.After(standing with { ByRule = null }, lifted));
        Assert.Null(SenderSteps.After(
            new() { ByRule = Change }, Change with { Change = StandingChangeKind.RestoredByRule }));
    }

    [Fact]
    public void A_suspension_ends_by_itself()
    {
        var standing = new SenderStanding { Suspended = Change };
        Assert.NotNull(SenderSteps.Suspension(standing, DateTimeOffset.UnixEpoch.AddHours(23)));
        Assert.Null(SenderSteps.Suspension(standing, DateTimeOffset.UnixEpoch.AddHours(24)));
    }
}
