using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Regimes;

namespace Takedown.Core.Tests.Regimes;

public sealed class RegimeSetTests
{
    private static readonly RegimeSet Set = new(DefaultPack.Regimes);

    [Theory]
    [InlineData(null, null, "CN", "cn-copyright cn-ecommerce", "those of the country")]
    [InlineData(null, "cn-ecommerce", "CN", "cn-copyright cn-ecommerce", "its own is among them")]
    [InlineData(null, "us-dmca", "CN", "us-dmca cn-copyright cn-ecommerce", "its own and those of the country")]
    [InlineData(null, null, "US", "us-dmca", "one")]
    [InlineData(null, null, "DE", "eu-dsa", "by the union")]
    [InlineData(null, "us-dmca", "JP", "us-dmca", "a country without any")]
    [InlineData("us-dmca eu-dsa", null, "CN", "us-dmca eu-dsa", "what is registered, and nothing else")]
    public void A_platform_is_under(string? registered, string? regime, string country, string all, string why) =>
        Assert.True(all == string.Join(' ', Set.Of(registered?.Split(' '), regime, country)), why);

    [Fact]
    public void Of_several_versions_the_latest_is_in_force_wherever_it_holds()
    {
        var former = Set.ByCode["jp-idp"];
        var set = new RegimeSet([.. DefaultPack.Regimes, former with { Version = 2, Countries = ["JP"] }]);
        Assert.Equal(("jp-idp", 2), (set.ByCountry["JP"], set.ByCode["jp-idp"].Version));
        Assert.Equal(["jp-idp"], set.Of(null, null, "JP"));
        Assert.Equal(DefaultPack.Regimes.Count, set.InForce.Count);
        Assert.False(Set.ByCountry.ContainsKey("JP"));
    }

    [Fact]
    public void The_one_that_holds_by_default_comes_first()
    {
        var set = new RegimeSet([.. DefaultPack.Regimes, Set.ByCode["cn-civil"] with { Version = 2, AlsoIn = ["CN"] }]);
        Assert.Equal("cn-copyright", set.Of(null, null, "CN")[0]);
        Assert.Equal(
            ["cn-civil", "cn-copyright", "cn-ecommerce"], set.Of(null, null, "CN").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_any_it_is_under_all_that_claimants_may_use() => Assert.Equal(
        DefaultPack.Regimes.Where(r => r.OnlyKind is null).Select(r => r.Code), Set.Of(null, null, "JP"));

    [Theory]
    [InlineData("cn-ecommerce", null, "copyright")]
    [InlineData("cn-ecommerce", "copyright", "copyright")]
    [InlineData("cn-ecommerce", "related-right", "copyright")]
    [InlineData("cn-ecommerce", "trademark", "market")]
    [InlineData("cn-ecommerce", "patent", "ip-office")]
    [InlineData("cn-ecommerce", "design", "ip-office")]
    [InlineData("cn-ecommerce", "unheard-of", "copyright")]
    [InlineData("us-dmca", "trademark", "copyright")]
    [InlineData("order", "patent", "ip-office")]
    public void The_body_is_that_of_the_right(string code, string? ipType, string function) =>
        Assert.Equal(function, DefaultPack.Regimes.Single(r => r.Code == code).FunctionOf(ipType));

    [Fact]
    public void Orders_and_notices_of_authorities_are_the_regulators_own() => Assert.Equal(
        ["order", "authority-notice", "it-live"],
        DefaultPack.Regimes.Where(r => r.OnlyKind is OrganisationKind.Regulator).Select(r => r.Code));
}
