using System.Collections.Concurrent;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Recognises cursors of a lost history: those beyond what the database had when it was restored, or when a standby
/// without the last writes was promoted. Numbers leap then, so that none is given twice; such a cursor lies in the gap,
/// or beyond everything, and must be refused: continuing from it would skip what came in the meantime.
/// </summary>
/// <remarks>
/// A page that is no leap away from its cursor needs no question, and neither does a cursor that was good a moment ago.
/// </remarks>
internal sealed class Histories
{
    /// <summary>Half of a leap in the positions of events (the migration <c>histories</c>).</summary>
    private const long FarForEvents = 1L << 39;
    private const long FarForSeqs = 500_000_000;

    private readonly Database database;
    private readonly ConcurrentDictionary<(string Kind, Guid Reader), Position> good = new();

    public Histories(Database database)
    {
        this.database = database;
        database.WhenHistoryChanges(good.Clear);
    }

    private const string LastEvent =
        """
        SELECT last_tx AS tx, last_seq AS seq FROM histories
        WHERE (last_tx, last_seq) < (@Tx, @Seq) AND (@Tx, @Seq) < (next_tx, next_seq)
        UNION ALL
        SELECT tx, seq FROM (SELECT tx, seq FROM events ORDER BY tx DESC, seq DESC LIMIT 1) AS e
        WHERE (tx, seq) < (@Tx, @Seq)
        UNION ALL
        SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM events)
        ORDER BY 1, 2 LIMIT 1
        """;

    private static string LastSeq(string column, string table) =>
        $"""
        SELECT {column}_last FROM history_gaps
        WHERE platform_id = @reader AND {column}_last < @Seq AND @Seq <= {column}_next
        UNION ALL
        SELECT {column}_seq FROM {table} WHERE platform_id = @reader AND {column}_seq < @Seq
        ORDER BY 1 LIMIT 1
        """;

    private static readonly string LastInboxSeq = LastSeq("inbox", "platform_seqs");
    private static readonly string LastAccountSeq = LastSeq("account", "account_seqs");

    /// <summary>Examines the cursor of a page of events.</summary>
    /// <param name="reader">The organisation.</param>
    /// <param name="cursor">The position after which the page was read.</param>
    /// <param name="first">The first position of the page; null if it is empty.</param>
    /// <param name="last">The last position of the page.</param>
    /// <returns>Null if the cursor is good, otherwise the position after which nothing is skipped.</returns>
    public Task<Position?> LostEventsAsync(Guid reader, Position cursor, Position? first, Position? last)
    {
        if (last is { } read) database.Saw(read.Tx);
        return LostAsync("events", reader, cursor, first, last, FarForEvents, async () =>
        {
            var found = await database.ReadAsync(
                s => s.QueryAsync<Position>(LastEvent, new { cursor.Tx, cursor.Seq }));
            return found.Count == 0 ? null : found[0];
        });
    }

    /// <summary>The same for a platform's inbox.</summary>
    public Task<long?> LostInboxAsync(Guid platform, long cursor, long? first, long? last) =>
        LostSeqAsync("inbox", LastInboxSeq, platform, cursor, first, last);

    /// <summary>The same for a platform's account actions.</summary>
    public Task<long?> LostAccountActionsAsync(Guid platform, long cursor, long? first, long? last) =>
        LostSeqAsync("account", LastAccountSeq, platform, cursor, first, last);

    private async Task<long?> LostSeqAsync(
        string kind, string sql, Guid reader, long cursor, long? first, long? last)
    {
        static Position? At(long? seq) => seq is { } known ? new(0, known) : null;
        var lost = await LostAsync(kind, reader, new(0, cursor), At(first), At(last), FarForSeqs, async () =>
            At(await database.ReadAsync(s => s.FirstAsync<long?>(sql, new { reader, Seq = cursor }))));
        return lost?.Seq;
    }

    private async Task<Position?> LostAsync(
        string kind, Guid reader, Position cursor, Position? first, Position? last, long far,
        Func<Task<Position?>> find)
    {
        if (cursor == default) return null;
        var key = (kind, reader);
        if (first is { } near && near.Tx - cursor.Tx < far && near.Seq - cursor.Seq < far)
        {
            good[key] = last!.Value;
            return null;
        }
        if (first is null && good.TryGetValue(key, out var known) && known == cursor) return null;
        var lost = await find();
        if (lost is null) good[key] = last ?? cursor;
        return lost;
    }
}
