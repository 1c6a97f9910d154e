using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// When to look at which notices. Notices delivered together are due together, so a row stands for many. A clock that
/// stops or is set later leaves its row alone: when its time comes it is found out of date, and the notice is put where
/// it belongs. So no answer has to pay for a clock.
/// </summary>
internal sealed class ClockStore(Ids ids)
{
    private const int MaxRows = 200;

    private static readonly Table<ClockRow> Table = new("clocks",
    [
        new("next_due_at", ColumnType.Instant, c => c.NextDueAt, Key: true),
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("notices", ColumnType.Bytes, c => c.Notices),
    ]);

    /// <summary>Sees to it that these notices are looked at when they are due.</summary>
    public Task ScheduleAsync(Session s, IEnumerable<(Guid Notice, DateTimeOffset At)> due) =>
        s.InsertAsync(Table, [.. due.GroupBy(d => d.At).SelectMany(together => together.Chunk(IdSet.MaxIds)
            .Select(set => new ClockRow { NextDueAt = together.Key, Id = ids.Next(), Notices = IdSet.Pack([.. set.Select(d => d.Notice)]) }))]);

    private const string Due = "SELECT next_due_at, id, notices FROM clocks WHERE next_due_at < @now ORDER BY next_due_at, id LIMIT @rows";

    /// <summary>
    /// Takes what came due off the clocks, in the transaction that sees to it. Others at the same work get the next rows, or
    /// wait, as <paramref name="locking"/> says.
    /// </summary>
    /// <returns>About so many notices to look at; empty when nothing is due.</returns>
    public static async Task<IReadOnlyCollection<Guid>> TakeDueAsync(Session s, string locking, DateTimeOffset now, int notices)
    {
        // A row may stand for one notice or for many.
        var due = await s.QueryAsync<ClockRow>($"{Due} {locking}", new { now, rows = MaxRows });
        var (looked, rows) = (new HashSet<Guid>(), 0);
        while (rows < due.Count && looked.Count < notices) looked.UnionWith(IdSet.Unpack(due[rows++].Notices));
        await s.DeleteAsync(Table, [.. due.Take(rows)]);
        return looked;
    }

    private sealed record ClockRow
    {
        public DateTimeOffset NextDueAt { get; init; }
        public Guid Id { get; init; }
        public byte[] Notices { get; init; } = [];
    }
}
