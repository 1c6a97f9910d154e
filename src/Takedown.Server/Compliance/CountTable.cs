using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>Counts of one kind: those by platform and those by the other two regions of a notice.</summary>
internal sealed class CountTable<T>
{
    private readonly Table<T> byPlatform, byRegion;
    private readonly string addByPlatform, addByRegion;
    private readonly Func<T, CountedAt> at;

    /// <param name="byPlatform">Name of the table by platform.</param>
    /// <param name="byRegion">Name of the table by region.</param>
    /// <param name="at">Where a row is counted.</param>
    /// <param name="key">The columns of the key after the place.</param>
    /// <param name="columns">The columns after the place.</param>
    public CountTable(
        string byPlatform, string byRegion, Func<T, CountedAt> at, string key, IReadOnlyList<Column<T>> columns)
    {
        Column<T> platform = new("platform_id", ColumnType.Id, r => at(r).PlatformId);
        this.at = at;
        this.byPlatform = new(byPlatform, [platform, .. columns]);
        this.byRegion = new(byRegion,
        [
            new("axis", ColumnType.Number, r => at(r).Axis),
            new("region", ColumnType.Text, r => at(r).Region),
            platform,
            .. columns,
        ]);
        var counts = columns.Select(c => c.Name).Except(key.Split(", ")).ToList();
        var rest = key.Length == 0 ? "" : $", {key}";
        addByPlatform = Adding($"platform_id{rest}", byPlatform, counts);
        addByRegion = Adding($"axis, region, platform_id{rest}", byRegion, counts);
    }

    public async Task AddAsync(Session s, IEnumerable<T> rows)
    {
        var parts = rows.ToLookup(r => at(r).Axis is RegionAxis.Platform);
        await s.InsertAsync(byPlatform, [.. parts[true]], addByPlatform);
        await s.InsertAsync(byRegion, [.. parts[false]], addByRegion);
    }

    private static string Adding(string key, string table, IEnumerable<string> columns) =>
        $"({key}) DO UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = {table}.{c} + excluded.{c}"))}";
}
