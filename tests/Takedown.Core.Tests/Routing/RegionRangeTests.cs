using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Routing;

/// <summary>E12: a region and what lies in it are ranges of codes, the same as the chain of regions says.</summary>
[Trait("Id", "E12")]
public sealed class RegionRangeTests
{
    private static readonly string[] Regions =
    [
        "CN", "CN-530000", "CN-533100", "CN-533123", "CN-533123102", "CN-533124", "CN-533200", "CN-540000",
        "CN-441900", "CN-441900101", "CN-110000", "CN-999999", "CO", "EU", "DE", "DE-BY", "FR", "FR-75", "FR-75C",
        "US", "US-C", "US-CA", "GB", "EG", "ES-CT",
    ];

    public static TheoryData<string> All => [.. Regions];

    [Theory]
    [MemberData(nameof(All))]
    public void A_range_holds_what_is_within_the_region_and_nothing_else(string region)
    {
        var ranges = RegionRange.Of(region).ToList();
        Assert.Equal(
            Regions.Where(r => Region.IsWithin(r, region)), Regions.Where(r => ranges.Any(range => range.Contains(r))));
    }

    [Theory]
    [InlineData("CN", RegionLevel.National)]
    [InlineData("EU", RegionLevel.National)]
    [InlineData("CN-530000", RegionLevel.Province)]
    [InlineData("US-CA", RegionLevel.Province)]
    [InlineData("CN-533100", RegionLevel.Prefecture)]
    [InlineData("CN-533123", RegionLevel.County)]
    [InlineData("CN-533123102", RegionLevel.Township)]
    public void A_region_has_its_level(string region, RegionLevel level) =>
        Assert.Equal(level, RegionLevels.LevelOf(region));
}
