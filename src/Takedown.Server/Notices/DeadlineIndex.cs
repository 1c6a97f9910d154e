using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// When to look at which notices. Notices delivered together are due together, so one row covers many. A deadline that
/// stops or moves later leaves its row alone: at its time the row is found out of date and the notice is scheduled
/// again. So an answer pays nothing for its deadlines.
/// </summary>
internal sealed class DeadlineIndex(Ids ids)
{
    private const int MaxRows = 200;

    private static readonly Table<IndexRow> Table = new("clocks",
    [
        new("next_due_at", ColumnType.Instant, c => c.NextDueAt, Key: true),
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("notices", ColumnType.Bytes, c => c.Notices),
    ]);

    /// <summary>Schedules notices for the sweep.</summary>
    public Task ScheduleAsync(Session s, IEnumerable<(Guid Notice, DateTimeOffset At)> due) =>
        s.InsertAsync(Table, [.. due.GroupBy(d => d.At).SelectMany(together => together.Chunk(IdSet.MaxIds)
            .Select(set => new IndexRow
            {
                NextDueAt = together.Key,
                Id = ids.Next(),
                Notices = IdSet.Pack([.. set.Select(d => d.Notice)]),
            }))]);

    private const string Due =
        """
        SELECT next_due_at, id, notices FROM clocks WHERE next_due_at < @now ORDER BY next_due_at, id LIMIT @rows
        """;

    /// <summary>
    /// Takes rows that came due, in the transaction that handles them. Other sweeps get the next rows, or wait, as
    /// <paramref name="locking"/> says.
    /// </summary>
    /// <returns>About as many notices as asked for; empty when nothing is due.</returns>
    public static async Task<IReadOnlyCollection<Guid>> TakeDueAsync(
        Session s, string locking, DateTimeOffset now, int notices)
    {
        // A row covers one notice or many.
        var due = await s.QueryAsync<IndexRow>($"{Due} {locking}", new { now, rows = MaxRows });
        var (looked, rows) = (new HashSet<Guid>(), 0);
        while (rows < due.Count && looked.Count < notices) looked.UnionWith(IdSet.Unpack(due[rows++].Notices));
        await s.DeleteAsync(Table, [.. due.Take(rows)]);
        return looked;
    }

    private sealed record IndexRow
    {
        public DateTimeOffset NextDueAt { get; init; }
        public Guid Id { get; init; }
        public byte[] Notices { get; init; } = [];
    }
}
