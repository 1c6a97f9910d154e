using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Schedule of notices by due time. Notices delivered together are due together, so one row covers many. A deadline
/// that stops or moves to a later time does not change its row: the sweep finds the row out of date at its time and
/// schedules the notice again. An answer therefore writes nothing here.
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
        s.InsertAsync(Table, [.. due.GroupBy(d => d.At).SelectMany(sameTime => sameTime.Chunk(IdSet.MaxIds)
            .Select(set => new IndexRow
            {
                NextDueAt = sameTime.Key,
                Id = ids.Next(),
                Notices = IdSet.Pack([.. set.Select(d => d.Notice)]),
            }))]);

    private const string Due =
        """
        SELECT next_due_at, id, notices FROM clocks WHERE next_due_at < @now ORDER BY next_due_at, id LIMIT @rows
        """;

    /// <summary>
    /// Deletes due rows in the transaction that handles their notices. Concurrent sweeps get the next rows or wait,
    /// depending on <paramref name="locking"/>.
    /// </summary>
    /// <returns>Approximately <paramref name="notices"/> ids; empty if nothing is due.</returns>
    public static async Task<IReadOnlyCollection<Guid>> TakeDueAsync(
        Session s, string locking, DateTimeOffset now, int notices)
    {
        // A row covers one or more notices.
        var due = await s.QueryAsync<IndexRow>($"{Due} {locking}", new { now, rows = MaxRows });
        var (found, rows) = (new HashSet<Guid>(), 0);
        while (rows < due.Count && found.Count < notices) found.UnionWith(IdSet.Unpack(due[rows++].Notices));
        await s.DeleteAsync(Table, [.. due.Take(rows)]);
        return found;
    }

    private sealed record IndexRow
    {
        public DateTimeOffset NextDueAt { get; init; }
        public Guid Id { get; init; }
        public byte[] Notices { get; init; } = [];
    }
}
