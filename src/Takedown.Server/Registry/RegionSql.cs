using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

/// <summary>Conditions of SQL on regions, which are codes of the registry and therefore literals.</summary>
internal static class RegionSql
{
    /// <summary>Whether a column lies in one of the regions; of no region nothing does.</summary>
    public static string Within(string column, IEnumerable<string> regions) =>
        string.Join(" OR ", RangesOf(regions)
            .Select(r => $"({column} >= '{r.From}' AND {column} < '{r.Before}')").DefaultIfEmpty("1 = 0"));

    /// <summary>
    /// The regions that a table has within others, as a list with a column <c>value</c>. Each costs one look into the
    /// index that begins with the column, however many rows have it.
    /// </summary>
    public static string Stored(string table, string column, IEnumerable<string> regions) =>
        $"({string.Join(" UNION ", RangesOf(regions)
            .Select(r => Steps(table, column, $"{column} < '{r.Before}'", $"{column} >= '{r.From}'"))
            .DefaultIfEmpty("SELECT NULL AS value WHERE 1 = 0"))})";

    /// <summary>The values of a column in the same way.</summary>
    public static string Values(string table, string column) => $"({Steps(table, column, "1 = 1", "1 = 1")})";

    private static string Steps(string table, string column, string and, string first) =>
        $"""
        SELECT value FROM (WITH RECURSIVE step(value) AS (
            SELECT MIN({column}) FROM {table} WHERE {first} AND {and}
            UNION ALL SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > step.value AND {and})
            FROM step WHERE step.value IS NOT NULL)
        SELECT value FROM step WHERE value IS NOT NULL) steps
        """;

    private static IEnumerable<RegionRange> RangesOf(IEnumerable<string> regions) =>
        regions.Where(Region.IsValid).SelectMany(RegionRange.Of);
}
