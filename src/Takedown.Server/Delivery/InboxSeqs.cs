using Takedown.Server.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Positions in platforms' inboxes. Their rows stay locked until the commit, so that positions become visible in order,
/// and are locked in one order, so that two takers cannot deadlock.
/// </summary>
internal static class InboxSeqs
{
    private static readonly Table<Row> Table = new("platform_seqs",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId, Key: true),
        new("inbox_seq", ColumnType.Number, r => r.InboxSeq),
    ]);

    /// <summary>Takes so many positions for each platform.</summary>
    /// <returns>The first of each.</returns>
    public static async Task<Dictionary<Guid, long>> TakeAsync(Session s, string forUpdate, IReadOnlyDictionary<Guid, int> counts)
    {
        var rows = await s.QueryAsync<Row>(
            $"SELECT platform_id, inbox_seq FROM platform_seqs WHERE platform_id IN {s.In("ids")} ORDER BY platform_id {forUpdate}",
            new { ids = s.Ids(counts.Keys) });
        await s.ChangeAsync(Table, [.. rows.Select(r => r with { InboxSeq = r.InboxSeq + counts[r.PlatformId] })]);
        return rows.ToDictionary(r => r.PlatformId, r => r.InboxSeq + 1);
    }

    private sealed record Row
    {
        public Guid PlatformId { get; init; }
        public long InboxSeq { get; init; }
    }
}
