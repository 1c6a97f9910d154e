using Takedown.Server.Storage;

namespace Takedown.Server.Deadlines;

/// <summary>
/// When to look at which notices. Notices delivered together are due together, so a row stands for many. A clock that
/// stops or is set later leaves its row alone: when its time comes it is found out of date, and the notice is put where
/// it belongs. So no answer has to pay for a clock.
/// </summary>
internal sealed class ClockStore(Ids ids)
{
    private static readonly Table<ClockRow> Table = new("clocks",
    [
        new("next_due_at", ColumnType.Instant, c => c.NextDueAt),
        new("id", ColumnType.Id, c => c.Id),
        new("notices", ColumnType.Bytes, c => c.Notices),
    ]);

    /// <summary>Sees to it that these notices are looked at when they are due.</summary>
    public Task ArmAsync(Session s, IEnumerable<(Guid Notice, DateTimeOffset At)> due) =>
        s.InsertAsync(Table, [.. due.GroupBy(d => d.At).SelectMany(together => together.Chunk(IdSet.Most)
            .Select(set => new ClockRow { NextDueAt = together.Key, Id = ids.Next(), Notices = IdSet.Pack([.. set.Select(d => d.Notice)]) }))]);

    private const string Due = "SELECT next_due_at, id, notices FROM clocks WHERE next_due_at < @now ORDER BY next_due_at, id LIMIT @rows";

    private const string Taken = "DELETE FROM clocks WHERE next_due_at <= @latest AND id IN ";

    /// <summary>
    /// Takes what came due off the clocks, in the transaction that sees to it. Others at the same work get the next rows.
    /// </summary>
    /// <returns>Notices to look at; empty when nothing is due.</returns>
    public static async Task<IReadOnlyCollection<Guid>> TakeDueAsync(Session s, string skipLocked, DateTimeOffset now, int rows)
    {
        var due = await s.QueryAsync<ClockRow>($"{Due} {skipLocked}", new { now, rows });
        if (due.Count == 0) return [];
        await s.ExecuteAsync(Taken + s.In("ids"), new { latest = due[^1].NextDueAt, ids = s.Ids(due.Select(c => c.Id)) });
        return due.SelectMany(c => IdSet.Unpack(c.Notices)).ToHashSet();
    }

    private sealed record ClockRow
    {
        public DateTimeOffset NextDueAt { get; init; }
        public Guid Id { get; init; }
        public byte[] Notices { get; init; } = [];
    }
}
