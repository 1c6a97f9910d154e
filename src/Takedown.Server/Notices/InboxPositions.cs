using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Allocates positions in the inboxes of platforms. The rows stay locked until the commit, so that positions become
/// visible in order. They are locked in id order, so that two transactions cannot deadlock.
/// </summary>
internal sealed class InboxPositions
{
    private static readonly Table<Row> Table = new("platform_seqs",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId, Key: true),
        new("inbox_seq", ColumnType.Number, r => r.InboxSeq),
    ]);

    private readonly Dictionary<Guid, Row> rows;

    private InboxPositions(IEnumerable<Row> rows) => this.rows = rows.ToDictionary(r => r.PlatformId);

    /// <summary>
    /// Registry version at the time of the lock, read without an additional round trip; null if there are no rows.
    /// </summary>
    public string? Registry => rows.Values.FirstOrDefault()?.Registry;

    public static async Task<InboxPositions> LockAsync(Session s, string forUpdate, IEnumerable<Guid> platforms) =>
        new(await s.QueryAsync<Row>(
            $"""
            SELECT platform_id, inbox_seq, (SELECT value FROM settings WHERE name = 'registry') AS registry
            FROM platform_seqs WHERE platform_id IN {s.In("ids")} ORDER BY platform_id {forUpdate}
            """, new { ids = s.Ids(platforms) }));

    /// <summary>Allocates a number of positions for each platform.</summary>
    /// <returns>The first position for each platform.</returns>
    public async Task<Dictionary<Guid, long>> TakeAsync(Session s, IEnumerable<KeyValuePair<Guid, int>> counts)
    {
        var taken = counts.ToDictionary();
        await s.ChangeAsync(
            Table, [.. taken.Select(t => rows[t.Key] with { InboxSeq = rows[t.Key].InboxSeq + t.Value })]);
        return taken.Keys.ToDictionary(id => id, id => rows[id].InboxSeq + 1);
    }

    private sealed record Row
    {
        public Guid PlatformId { get; init; }
        public long InboxSeq { get; init; }
        public string Registry { get; init; } = "";
    }
}
