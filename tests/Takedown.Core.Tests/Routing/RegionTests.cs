using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Routing;

public sealed class RegionTests
{
    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("", "an empty text")]
    [InlineData("cn", "lower case would be a second code for one place")]
    [InlineData("XX", "not assigned")]
    [InlineData("UK", "reserved, not assigned: it is GB")]
    [InlineData("CHN", "alpha-3")]
    [InlineData("CN-", "no part")]
    [InlineData("CN-5331", "four digits")]
    [InlineData("CN-5331234", "seven digits")]
    [InlineData("CN-53312A", "a letter")]
    [InlineData("CN-５３３１２３", "full-width digits")]
    [InlineData("CN-000000", "no province")]
    [InlineData("CN-530023", "a county without a prefecture")]
    [InlineData("CN-5331231020", "ten digits")]
    [InlineData("CN-533123000", "the county by a second code")]
    [InlineData("CN-530000102", "a township without a prefecture")]
    [InlineData("CN-53312310A", "a letter in the township")]
    [InlineData("CN-BJ", "the ISO spelling of CN-110000")]
    [InlineData("US-", "no part")]
    [InlineData("US-CALI", "four characters")]
    [InlineData("US-ca", "lower case")]
    [InlineData("XX-CA", "no such country")]
    [InlineData("EU-DE", "a member is its own country")]
    [InlineData("US CA", "a space")]
    [InlineData("US-C\n", "a line break")]
    public void What_is_no_region_is_refused_and_has_no_chain(string? region, string reason)
    {
        Assert.False(Region.IsValid(region), reason);
        Assert.Empty(Region.Chain(region ?? ""));
    }

    [Theory]
    [InlineData("CN-533123", "CN-533123 CN-533100 CN-530000 CN", "county to country")]
    [InlineData("CN-533123102", "CN-533123102 CN-533123 CN-533100 CN-530000 CN", "a township")]
    [InlineData("CN-441900101", "CN-441900101 CN-441900 CN-440000 CN", "a township of a city without counties")]
    [InlineData("CN-533100", "CN-533100 CN-530000 CN", "prefecture")]
    [InlineData("CN-530000", "CN-530000 CN", "province")]
    [InlineData("CN-110101", "CN-110101 CN-110100 CN-110000 CN", "a municipality's district")]
    [InlineData("CN", "CN", "country")]
    [InlineData("DE", "DE EU", "a member")]
    [InlineData("DE-BY", "DE-BY DE EU", "a part of a member")]
    [InlineData("CH", "CH", "a neighbour")]
    [InlineData("US-CA", "US-CA US", "a state")]
    [InlineData("GB-ENG", "GB-ENG GB", "three letters")]
    [InlineData("FR-75", "FR-75 FR EU", "digits")]
    [InlineData("EU", "EU", "the union alone")]
    public void A_chain_goes_up_from_the_nearest(string region, string chain, string reason)
    {
        Assert.True(Region.IsValid(region), reason);
        Assert.Equal(chain.Split(' '), Region.Chain(region));
    }

    [Theory]
    [InlineData("CN-533123", "CN-530000", true, "a county in its province")]
    [InlineData("CN-530000", "CN-533123", false, "not the other way")]
    [InlineData("CN-533123", "CN-533124", false, "neighbours")]
    [InlineData("CN-533123", "CN-533123", true, "itself")]
    [InlineData("DE", "EU", true, "a member in the union")]
    [InlineData("CN", "EU", false, "others are not")]
    [InlineData("nowhere", "nowhere", false, "what is no region lies nowhere")]
    public void Within_is_along_the_chain(string region, string ancestor, bool within, string reason) =>
        Assert.True(within == Region.IsWithin(region, ancestor), reason);

    [Fact]
    public void There_are_249_countries_and_27_members()
    {
        var letters = Enumerable.Range('A', 26).Select(c => (char)c).ToList();
        Assert.Equal(249, letters.SelectMany(_ => letters, (a, b) => $"{a}{b}").Count(Countries.IsCode));
        Assert.Equal(27, Countries.EuMembers.Count);
        Assert.All(Countries.EuMembers, m => Assert.True(Countries.IsCode(m)));
    }

    [Fact]
    public void Every_step_of_a_chain_is_a_region_and_the_chain_of_a_step_is_the_rest() =>
        Prop.ForAll(Gen.Choose(110000, 829999).Select(n => $"CN-{n}").ToArbitrary(), region =>
        {
            var chain = Region.Chain(region).ToList();
            return chain.Select((step, i) => Region.IsValid(step) && Region.Chain(step).SequenceEqual(chain.Skip(i)))
                .All(ok => ok);
        }).QuickCheckThrowOnFailure();
}
