using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Core.Routing;

/// <summary>Level of a region and of the bodies there, from the top.</summary>
[JsonConverter(typeof(KebabEnumConverter<RegionLevel>))]
public enum RegionLevel
{
    /// <summary>A country, or the European Union.</summary>
    National,
    /// <summary>A province, or a subdivision of another country.</summary>
    Province,
    /// <summary>A prefecture.</summary>
    Prefecture,
    /// <summary>A county.</summary>
    County,
    /// <summary>A township.</summary>
    Township,
}

/// <summary>Levels of regions.</summary>
public static class RegionLevels
{
    /// <summary>The level of a valid region code.</summary>
    public static RegionLevel LevelOf(string region) => region.Length switch
    {
        2 => RegionLevel.National,
        12 => RegionLevel.Township,
        9 when region[5..] == "0000" => RegionLevel.Province,
        9 when region[7..] == "00" => RegionLevel.Prefecture,
        9 => RegionLevel.County,
        _ => RegionLevel.Province,
    };
}
