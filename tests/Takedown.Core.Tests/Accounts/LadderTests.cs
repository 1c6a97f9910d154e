using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Core.Compliance;
using static Takedown.Contracts.Measure;

namespace Takedown.Core.Tests.Accounts;

public sealed class LadderTests
{
    private static readonly StrikeLadder FourSteps = new()
    {
        Window = TimeSpan.FromDays(180),
        Steps =
        [
            new() { Strikes = 1, Measure = AccountWarned },
            new() { Strikes = 2, Measure = AccountLimited },
            new() { Strikes = 3, Measure = AccountSuspended },
            new() { Strikes = 4, Measure = AccountClosed },
        ],
    };

    [Theory]
    [InlineData(0, 0, "", "nothing happened")]
    [InlineData(0, 1, "1", "the first strike warns")]
    [InlineData(1, 2, "2", "the second limits")]
    [InlineData(2, 3, "3", "the third suspends")]
    [InlineData(3, 4, "4", "the fourth closes")]
    [InlineData(4, 5, "", "the ladder is at its end")]
    [InlineData(0, 4, "1 2 3 4", "a closure does not stand without the warning before it")]
    [InlineData(1, 3, "2 3", "every step on the way")]
    [InlineData(2, 2, "", "standing still reaches nothing")]
    [InlineData(3, 1, "", "falling reaches nothing")]
    public void Steps_are_reached_on_the_way_up(int before, int after, string steps, string why) =>
        Assert.True(steps == string.Join(' ', Ladder.Reached(FourSteps, before, after).Select(s => s.Strikes)), why);

    [Fact]
    public void A_ladder_may_leave_numbers_out()
    {
        var ladder = FourSteps with { Steps = [new() { Strikes = 3, Measure = AccountSuspended }] };
        Assert.Empty(Ladder.Reached(ladder, 0, 2));
        Assert.Equal(AccountSuspended, Assert.Single(Ladder.Reached(ladder, 2, 7)).Measure);
    }

    [Theory]
    [InlineData(AccountWarned, AccountWarned, true, "what was asked")]
    [InlineData(AccountClosed, AccountWarned, true, "stricter")]
    [InlineData(AccountSuspended, AccountClosed, false, "milder")]
    [InlineData(AccountWarned, AccountLimited, false, "milder")]
    [InlineData(Removed, AccountWarned, false, "content, not an account")]
    [InlineData(AdsStopped, AccountWarned, false, "a measure that came later, not an account")]
    [InlineData(Other, AccountClosed, false, "whatever it is, not an account")]
    [InlineData(AccessStopped, AccountWarned, false, "network access, not an account")]
    [InlineData(AccountClosed, Removed, false, "was not asked of an account")]
    [InlineData(AccountBlacklisted, AccountBlacklisted, true, "what was asked")]
    [InlineData(AccountBlacklisted, AccountClosed, false, "the blacklist has an end, which nobody said")]
    [InlineData(AccountClosed, AccountBlacklisted, false, "milder")]
    [InlineData(Other, AccountBlacklisted, false, "whatever it is, not the blacklist")]
    public void A_measure_satisfies_the_same_or_a_milder_demand(
        Measure taken, Measure asked, bool satisfies, string why) =>
        Assert.True(satisfies == Ladder.Satisfies(taken, asked), why);

    [Theory]
    [InlineData("live-relay", 4, "one grave strike reaches the end of the ladder")]
    [InlineData("full-copy", 1, "this mode is not grave")]
    [InlineData(null, 1, "a notice without a mode is not grave")]
    public void A_grave_strike_counts_as_the_policy_says(string? mode, int expected, string why) => Assert.True(
        expected == Ladder.WeightOf(
            FourSteps with { GraveModes = ["live-relay"] }, WorkMark.Of("music", mode, "七里香")), why);

    [Fact]
    public void Without_grave_modes_every_strike_is_one() => Assert.Equal(
        (1, 1, 3), (Ladder.WeightOf(FourSteps, WorkMark.Of("music", "live-relay", "x")),
            Ladder.WeightOf(FourSteps with { GraveModes = ["live-relay"] }, null),
            Ladder.WeightOf(FourSteps with { GraveModes = ["live-relay"], GraveStrikes = 3 },
                WorkMark.Of("music", "live-relay", "x"))));
}
