using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>Whose counts are read: by whose region, of which regions and of which platforms.</summary>
/// <param name="Axis">By whose region.</param>
/// <param name="Platforms">The platforms; null for all, which is only possible by another region than theirs.</param>
/// <param name="Regions">The regions of the claimants or the accused; null for all.</param>
internal sealed record CountScope(RegionAxis Axis, IReadOnlyList<Guid>? Platforms, IReadOnlyList<string>? Regions)
{
    /// <summary>What a caller may read by the region of somebody.</summary>
    public static CountScope Of(RegionAxis axis, Caller caller, RegistrySnapshot registry) =>
        axis is RegionAxis.Platform ? new(axis, registry.PlatformsOf(caller.Id), null)
        : registry.Regulators.TryGetValue(caller.Id, out var body) ? new(axis, null, body.Places)
        : new(axis, caller.Id == registry.OperatorId ? null : [caller.Id], null);

    /// <summary>Platforms, by their own region.</summary>
    public static CountScope OfPlatforms(params IReadOnlyList<Guid> platforms) =>
        new(RegionAxis.Platform, platforms, null);

    /// <summary>The same of one platform; null where the caller may not read it.</summary>
    public CountScope? Only(Guid platform) =>
        Platforms is null || Platforms.Contains(platform) ? this with { Platforms = [platform] } : null;

    /// <summary>The table of <c>hours</c>, <c>handling</c> or <c>now</c>.</summary>
    public string Table(string counts) =>
        Axis is RegionAxis.Platform ? $"compliance_{counts}" : $"compliance_region_{counts}";

    /// <summary>The condition of SQL, with the parameter <c>@platforms</c>.</summary>
    public string Condition(Session s)
    {
        List<string> all = [];
        if (Axis is not RegionAxis.Platform) all.Add($"axis = {Axis:D}");
        if (Regions is not null) all.Add($"({RegionSql.Within("region", Regions)})");
        if (Platforms is not null) all.Add($"platform_id IN {s.In("platforms")}");
        return string.Join(" AND ", all);
    }
}
