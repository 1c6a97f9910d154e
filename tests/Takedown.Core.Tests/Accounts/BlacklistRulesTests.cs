using Takedown.Contracts;
using Takedown.Core.Accounts;
using static Takedown.Contracts.AccountActionStatus;
using static Takedown.Contracts.BlacklistSource;

namespace Takedown.Core.Tests.Accounts;

public sealed class BlacklistRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private static readonly StrikeLadder Silent = new()
    {
        Window = TimeSpan.FromDays(180), Steps = [new() { Strikes = 4, Measure = Measure.AccountClosed }],
    };

    [Theory]
    [InlineData(null, 0, false, "no closure")]
    [InlineData(null, 1, false, "closed twice")]
    [InlineData(null, 2, true, "closed twice")]
    [InlineData(null, 3, true, "and once more")]
    [InlineData(1, 1, true, "a policy asks for one")]
    [InlineData(3, 2, false, "a policy asks for three")]
    [InlineData(0, 9, false, "a policy without the step")]
    public void Closures_reach_the_blacklist_as_the_policy_says(int? asked, int closures, bool expected, string why) =>
        Assert.True(expected == BlacklistRules.Reached(asked is not { } needed ? Silent : Silent with
        {
            Blacklist = new() { Closures = needed, For = TimeSpan.FromDays(30) },
        }, closures) is not null, why);

    [Fact]
    public void A_ladder_that_says_nothing_bars_for_a_year() =>
        Assert.Equal(TimeSpan.FromDays(365), BlacklistRules.Reached(Silent, 2)!.For);

    [Theory]
    [InlineData(Done, 1, true)]
    [InlineData(Done, 0, false)]
    [InlineData(Done, -1, false)]
    [InlineData(Requested, 1, false)]
    [InlineData(Escalated, 1, false)]
    [InlineData(Refused, 1, false)]
    [InlineData(Cancelled, 1, false)]
    [InlineData(Lifted, 1, false)]
    public void It_is_in_force_when_the_platform_has_done_it_and_until_its_end(
        AccountActionStatus status, int seconds, bool expected) =>
        Assert.Equal(expected, BlacklistRules.IsInForce(status, Now.AddSeconds(seconds), Now));

    /// <summary>A closure after four strikes, 100 days ago; the strikes that are left, 101 or 10 days old.</summary>
    [Theory]
    [InlineData(4, 0, 180, 1, "none is void")]
    [InlineData(4, 0, 90, 1, "all have expired since")]
    [InlineData(3, 0, 90, 0, "one is void that has expired since")]
    [InlineData(3, 0, 180, 0, "one of four is void")]
    [InlineData(5, 0, 180, 1, "there was a fifth, and one is void")]
    [InlineData(3, 1, 180, 1, "a fifth came later, and there are four today")]
    [InlineData(3, 1, 90, 0, "a fifth came later, but the others have expired")]
    [InlineData(0, 4, 90, 1, "others have taken their place")]
    [InlineData(0, 0, 180, 0, "nothing is left")]
    public void Void_strikes_take_the_ground_away(int then, int since, int window, int expected, string why)
    {
        BlacklistRules.Counted Strike(int ago) => new(
            Now.AddDays(-ago), Now.AddDays(window - ago), 1);

        Assert.True(expected == BlacklistRules.Count(
            [new(4, Now.AddDays(-100), Now.AddDays(-99))],
            [.. Enumerable.Repeat(Strike(101), then), .. Enumerable.Repeat(Strike(10), since)], Now), why);
    }

    [Theory]
    [InlineData(new[] { 5 }, 2, 1, "a grave one is enough")]
    [InlineData(new[] { 5, 5 }, 2, 1, "answered together")]
    [InlineData(new[] { 5, 4 }, 2, 2, "answered one after the other")]
    [InlineData(new[] { 5, 4 }, 1, 0, "none stands")]
    [InlineData(new int[0], 2, 0, "no closure")]
    public void Each_answered_closure_that_stands_counts_once(int[] answered, int weight, int expected, string why) =>
        Assert.True(expected == BlacklistRules.Count(
            [.. answered.Select(ago => new BlacklistRules.Closure(2, Now.AddDays(-6), Now.AddDays(-ago)))],
            [new(Now.AddDays(-7), Now.AddDays(9), weight)], Now), why);

    /// <summary>What the second closure stands on is none for the first.</summary>
    [Fact]
    public void Strikes_of_today_are_a_ground_for_the_last_closure_only() => Assert.Equal(1, BlacklistRules.Count(
        [new(1, Now.AddDays(-200), Now.AddDays(-200)), new(1, Now.AddDays(-2), Now.AddDays(-2))],
        [new(Now.AddDays(-1), Now.AddDays(9), 1)], Now));

    [Theory]
    [InlineData(0, 1, "at the moment at which it led to it")]
    [InlineData(1, 0, "a second later")]
    public void A_strike_is_no_ground_for_what_was_before_it(int seconds, int expected, string why)
    {
        var requested = Now.AddDays(-3);
        Assert.True(expected == BlacklistRules.Count(
            [new(1, requested, requested), new(9, Now, Now)],
            [new(requested.AddSeconds(seconds), Now.AddDays(9), 1)], Now), why);
    }

    [Fact]
    public void What_no_ladder_led_to_needs_no_strikes() =>
        Assert.Equal(1, BlacklistRules.Count([new(0, Now, Now)], [], Now));

    [Theory]
    [InlineData(BlacklistSource.Ladder, Done, 1, true, null)]
    [InlineData(Platform, Done, 1, true, null)]
    [InlineData(Regulator, Done, 1, true, "account-blacklist.ordered")]
    [InlineData(Regulator, Done, 1, false, null)]
    [InlineData(Platform, Done, 1, false, "account-blacklist.not-yours")]
    [InlineData(BlacklistSource.Ladder, Done, 1, false, "account-blacklist.not-yours")]
    [InlineData(Platform, Done, 0, true, "account-blacklist.ended")]
    [InlineData(Platform, Lifted, 1, true, "account-blacklist.ended")]
    [InlineData(Regulator, Requested, 1, false, null)]
    [InlineData(Regulator, Escalated, -1, false, null)]
    [InlineData(Regulator, Cancelled, 1, false, "account-blacklist.ended")]
    [InlineData(BlacklistSource.Ladder, Requested, 1, true, "account-blacklist.ended")]
    public void Who_made_an_entry_ends_it(
        BlacklistSource source, AccountActionStatus status, int seconds, bool byPlatform, string? fault) =>
        Assert.Equal(fault, BlacklistRules.LiftFault(source, status, Now.AddSeconds(seconds), Now, byPlatform));
}
