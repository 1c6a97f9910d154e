using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.OwnRemovals;

/// <summary>Own removals, and their number by platform, hour and type of work.</summary>
internal static class OwnRemovalStore
{
    private const string Columns =
        "id, platform_id, mark, url, work_type, mode, account_id, account_name, measure, at, ground, recorded_at";

    private sealed record Known
    {
        public Guid Mark { get; init; }
        public Guid Id { get; init; }
    }

    private sealed record Count(Guid PlatformId, long Hour, string WorkType, long Number);

    private static readonly Table<Count> Counts = new("own_removal_counts",
    [
        new("platform_id", ColumnType.Id, c => c.PlatformId),
        new("hour", ColumnType.Number, c => c.Hour),
        new("work_type", ColumnType.Text, c => c.WorkType),
        new("count", ColumnType.Number, c => c.Number),
    ]);

    private const string Add =
        "(platform_id, hour, work_type) DO UPDATE SET count = own_removal_counts.count + excluded.count";

    /// <summary>The ids of what is already recorded, by its mark. Calls of one platform wait for each other.</summary>
    public static async Task<Dictionary<Guid, Guid>> LockKnownAsync(
        Session s, Guid platform, IReadOnlyCollection<Guid> marks)
    {
        await s.LockAsync($"own removals {platform}");
        var known = await s.QueryAsync<Known>(
            $"SELECT mark, id FROM own_removals WHERE platform_id = @platform AND mark IN {s.In("marks")}",
            new { platform, marks = s.Ids(marks) });
        return known.ToDictionary(k => k.Mark, k => k.Id);
    }

    public static async Task AddAsync(Session s, IReadOnlyList<OwnRemoval> rows, Func<string, string> counted)
    {
        if (rows.Count == 0) return;
        await s.InsertAsync(OwnRemoval.Table, rows);
        await s.InsertAsync(Counts, [.. rows
            .CountBy(r => (r.PlatformId, Hour: (long)ReportZone.HourOf(r.At), Type: counted(r.WorkType)))
            .Select(c => new Count(c.Key.PlatformId, c.Key.Hour, c.Key.Type, c.Value))
            .OrderBy(c => c.Hour).ThenBy(c => c.WorkType, StringComparer.Ordinal)], Add);
    }

    public static Task<IReadOnlyList<OwnRemoval>> ListAsync(
        Session s, IReadOnlyList<Guid> platforms, string? account, Guid after, int take) => s.QueryAsync<OwnRemoval>(
        $"""
        SELECT {Columns} FROM own_removals WHERE platform_id IN {s.In("platforms")} AND id > @after
            {(account is null ? "" : "AND account_id = @account")} ORDER BY id LIMIT @take
        """,
        new { platforms = s.Ids(platforms), account, after, take });
}
