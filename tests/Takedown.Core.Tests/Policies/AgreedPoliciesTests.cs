using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Policies;

/// <summary>An agreement makes a policy stricter, never laxer.</summary>
public sealed class AgreedPoliciesTests
{
    private static readonly SlaPolicy Base = DefaultPack.Policies.Single(p => p.Code == "DEFAULT") with
    {
        Version = 3,
        Deadlines = DefaultPack.Policies.Single(p => p.Code == "DEFAULT").Deadlines with { Act = Hours(48) },
        ActByTier = new Dictionary<string, TimeLimit> { ["green"] = Hours(12) },
    };

    private static TimeLimit Hours(int hours) =>
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(hours) };

    private static TimeLimit Days(int days) => new() { Unit = LimitUnit.Working, Days = days };

    public static TheoryData<string, TimeLimit, Tier, bool, TimeSpan> Cases => new()
    {
        { "stricter than the general limit", Hours(24), Tier.Ordinary, true, TimeSpan.FromHours(24) },
        { "as strict changes nothing", Hours(48), Tier.Ordinary, false, TimeSpan.FromHours(48) },
        { "laxer changes nothing", Hours(72), Tier.Ordinary, false, TimeSpan.FromHours(48) },
        { "the limit of the tier is stricter already", Hours(24), Tier.Green, false, TimeSpan.FromHours(12) },
        { "stricter than that of the tier", Hours(6), Tier.Green, true, TimeSpan.FromHours(6) },
        { "a working day is less than two days", Days(1), Tier.Ordinary, true, Limits.Length(Days(1)) },
        { "two working days are more", Days(2), Tier.Ordinary, false, TimeSpan.FromHours(48) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_limit_is_never_longer_than_that_of_the_policy(
        string why, TimeLimit agreed, Tier tier, bool stricter, TimeSpan length)
    {
        var agreement = new Agreement { Id = "A-1", Version = 2, ActLimit = agreed };
        Assert.True(stricter == AgreedPolicies.IsStricter(agreed, Base, tier), why);
        // Applied though it is not stricter, it still makes nothing laxer.
        var made = AgreedPolicies.Of(Base, agreement);
        Assert.Equal((why, length), (why, Limits.Length(PolicySet.ActLimit(made, tier))));
        Assert.Equal(("DEFAULT@A-1.2", 3), (made.Code, made.Version));
    }

    [Theory]
    [InlineData("CN-MUSIC@MUSIC-2026.12", "CN-MUSIC", "MUSIC-2026", 12)]
    [InlineData("CN-MUSIC", null, null, 0)]
    [InlineData("CN-MUSIC@MUSIC-2026", null, null, 0)]
    [InlineData("CN-MUSIC@MUSIC-2026.x", null, null, 0)]
    public void A_code_says_what_it_is_made_of(string code, string? policy, string? agreement, int version) =>
        Assert.Equal(policy is null ? null : (policy, agreement!, version), AgreedPolicies.Parts(code));
}
