using Takedown.Contracts;
using Takedown.Core.Accounts;
using static Takedown.Contracts.AccountActionStatus;
using static Takedown.Contracts.BlacklistSource;

namespace Takedown.Core.Tests.Accounts;

public sealed class BlacklistRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid One = new(1, 0, 0, new byte[8]), Other = new(2, 0, 0, new byte[8]);

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

    [Theory]
    [InlineData(3, true, true, "one of four is void")]
    [InlineData(4, true, false, "there was a fifth")]
    [InlineData(3, false, false, "the strikes of it have expired; what is void is another")]
    [InlineData(0, true, true, "nothing is left")]
    public void Void_strikes_take_the_ground_away(int left, bool isOfIt, bool expected, string why) => Assert.True(
        expected == BlacklistRules.LosesGround(4, [One], left, new HashSet<Guid> { isOfIt ? One : Other }), why);

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
