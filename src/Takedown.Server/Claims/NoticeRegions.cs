using Takedown.Core.Routing;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary>
/// Notices by the region of the claimant or of the accused. The regions in use are found by steps through the index. Of
/// few of them the first notices of each are merged; of many, which are dense in the list, the list itself is scanned.
/// </summary>
internal static class NoticeRegions
{
    public const string Claimant = "claimant_region", Accused = "accused_region";

    private const int MaxMerged = 50;

    /// <summary>The regions of notices within some places; null for more than are merged.</summary>
    public static async Task<IReadOnlyList<string>?> InUseAsync(
        Session s, string column, IReadOnlyList<string> places)
    {
        var used = InUse(column);
        List<string> found = [];
        foreach (var range in places.Where(Region.IsValid).SelectMany(RegionRange.Of))
        {
            found.AddRange(await s.QueryAsync<string>(used, new { range.From, range.Before, take = MaxMerged + 1 }));
            if (found.Count > MaxMerged) return null;
        }
        return [.. found.Where(Region.IsValid).Distinct()];
    }

    /// <summary>The regions between two, one look into the index for each.</summary>
    public static string InUse(string column) => $"""
        WITH RECURSIVE used(region) AS (
            SELECT MIN({column}) FROM notices WHERE {column} >= @From AND {column} < @Before
            UNION ALL
            SELECT (SELECT MIN({column}) FROM notices WHERE {column} > used.region AND {column} < @Before)
            FROM used WHERE used.region IS NOT NULL)
        SELECT region FROM used WHERE region IS NOT NULL LIMIT @take
        """;

    /// <summary>The ids of the first notices of some regions, in their order.</summary>
    public static string Merged(string column, IReadOnlyList<string> regions) =>
        "SELECT u.id FROM (" + string.Join(" UNION ALL ", regions.Select((region, i) =>
            $"SELECT r{i}.id FROM (SELECT id FROM notices WHERE {column} = '{region}' AND id > @after "
                + $"ORDER BY id LIMIT @scan) r{i}")) + ") u ORDER BY u.id LIMIT @scan";
}
