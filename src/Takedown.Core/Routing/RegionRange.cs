namespace Takedown.Core.Routing;

/// <summary>
/// Codes of regions from one, included, to another, excluded, in the order of their bytes. What lies in a region is a
/// range of codes, or several in the European Union, so that a database finds it by an index.
/// </summary>
/// <param name="From">The first code, included.</param>
/// <param name="Before">The end, excluded.</param>
public readonly record struct RegionRange(string From, string Before)
{
    /// <summary>Whether a code lies in the range.</summary>
    public bool Contains(string region) =>
        string.CompareOrdinal(region, From) >= 0 && string.CompareOrdinal(region, Before) < 0;

    /// <summary>The codes of a region and of all regions in it.</summary>
    public static IEnumerable<RegionRange> Of(string region) =>
        region == "EU" ? Countries.EuMembers.Order(StringComparer.Ordinal).Select(Below).Prepend(Only(region))
        : region.Length == 2 ? [Below(region)]
        : !region.StartsWith("CN-", StringComparison.Ordinal) ? [Only(region)]
        : RegionLevels.LevelOf(region) switch
        {
            RegionLevel.Province => [Below(region[..5])],
            RegionLevel.Prefecture => [Below(region[..7])],
            RegionLevel.County => [Below(region)],
            _ => [Only(region)],
        };

    /// <summary>What begins with a text that ends with a letter or a digit.</summary>
    private static RegionRange Below(string prefix) => new(prefix, $"{prefix[..^1]}{(char)(prefix[^1] + 1)}");

    private static RegionRange Only(string region) => new(region, region + "!");
}
