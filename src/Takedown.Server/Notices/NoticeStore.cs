using System.Collections.Concurrent;
using System.Globalization;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Notices in sets: loaded by one query, changed by one statement, told of by one append a kind.</summary>
internal sealed class NoticeStore(EventStore events, NoticeIndex index)
{
    /// <summary>What acts on a notice are decided by; the rest of a row is long and only for readers.</summary>
    private const string Acting =
        """
        n.id, n.batch_id, n.claimant_id, n.platform_id, n.state, n.version, n.tier, n.regime, n.policy, n.policy_version,
        n.open_key, n.seq, n.accepted_at, n.delivered_at, n.acknowledged_at, n.answered_at, n.acknowledge_due,
        n.acknowledge_sla, n.act_due, n.act_sla, n.answer_due, n.paused_at, n.reminders, n.next_due_at,
        n.delivery_failures, n.delivery_code, n.account_id, n.account_name, n.trail AS event_ids
        """;

    public const string Columns =
        $"{Acting}, n.item_index, n.client_ref, n.target, n.calendar_version, n.measure, n.reason, n.platform_ref, n.supplements";

    private static readonly Column<NoticeRow> Key = new("id", ColumnType.Id, n => n.Id, Key: true);

    private static readonly Changeable[] Changing =
    [
        Changeable.Of("state", ColumnType.Number, n => n.State),
        Changeable.Of("version", ColumnType.Number, n => n.Version),
        Changeable.Of("open_key", ColumnType.Bytes, n => n.OpenKey),
        Changeable.Of("seq", ColumnType.Number, n => n.Seq),
        Changeable.Of("delivered_at", ColumnType.Instant, n => n.DeliveredAt),
        Changeable.Of("acknowledged_at", ColumnType.Instant, n => n.AcknowledgedAt),
        Changeable.Of("answered_at", ColumnType.Instant, n => n.AnsweredAt),
        Changeable.Of("acknowledge_due", ColumnType.Instant, n => n.AcknowledgeDue),
        Changeable.Of("acknowledge_sla", ColumnType.Number, n => n.AcknowledgeSla),
        Changeable.Of("act_due", ColumnType.Instant, n => n.ActDue),
        Changeable.Of("act_sla", ColumnType.Number, n => n.ActSla),
        Changeable.Of("calendar_version", ColumnType.Number, n => n.CalendarVersion),
        Changeable.Of("answer_due", ColumnType.Instant, n => n.AnswerDue),
        Changeable.Of("paused_at", ColumnType.Instant, n => n.PausedAt),
        Changeable.Of("reminders", ColumnType.Number, n => n.Reminders),
        Changeable.Of("next_due_at", ColumnType.Instant, n => n.NextDueAt),
        Changeable.Of("delivery_failures", ColumnType.Number, n => n.DeliveryFailures),
        Changeable.Of("delivery_code", ColumnType.Text, n => n.DeliveryCode),
        Changeable.Of("measure", ColumnType.Number, n => n.Measure),
        Changeable.Of("reason", ColumnType.Text, n => n.Reason),
        Changeable.Of("platform_ref", ColumnType.Text, n => n.PlatformRef),
        Changeable.Of("account_id", ColumnType.Text, n => n.AccountId),
        Changeable.Of("account_name", ColumnType.Text, n => n.AccountName),
        Changeable.Of("supplements", ColumnType.Text, n => n.Supplements),
        Changeable.Of("trail", ColumnType.Text, n => n.EventIds),
    ];

    private static readonly ConcurrentDictionary<int, Table<NoticeRow>> Tables = new();

    /// <summary>Stores the changes of rows that this transaction has locked, and appends what they tell.</summary>
    public async Task SaveAsync(Session s, IReadOnlyList<NoticeChange> changes, DateTimeOffset at, OrganisationKind? by)
    {
        if (changes.Count == 0) return;
        var eventIds = new Dictionary<Guid, string>(changes.Count);
        foreach (var (row, seq) in await AppendAsync(s, changes, at, by))
        {
            eventIds[row] = Longer(eventIds.GetValueOrDefault(row, ""), seq.ToString(CultureInfo.InvariantCulture));
        }
        var rows = changes
            .Select(c => (c.Before, After: eventIds.TryGetValue(c.After.Id, out var more) ? c.After with { EventIds = Longer(c.After.EventIds, more) } : c.After));
        // Only what an act changed is written, all that changed alike by one statement.
        foreach (var alike in rows.GroupBy(r => Changed(r.Before, r.After)))
        {
            var table = Tables.GetOrAdd(alike.Key, changed => new("notices", [Key, .. Changing.Where((_, i) => (changed & (1 << i)) != 0).Select(c => c.Column)]));
            await s.ChangeAsync(table, [.. alike.Select(r => r.After)]);
        }
        await index.ApplyAsync(s, changes);
    }

    /// <returns>A bit for each of the columns that differ.</returns>
    private static int Changed(NoticeRow before, NoticeRow after)
    {
        var changed = 0;
        for (var i = 0; i < Changing.Length; i++)
        {
            if (!Changing[i].Same(before, after)) changed |= 1 << i;
        }
        return changed;
    }

    /// <summary>A column that acts may change, and whether one did.</summary>
    private sealed record Changeable(Column<NoticeRow> Column, Func<NoticeRow, NoticeRow, bool> Same)
    {
        public static Changeable Of<T>(string name, ColumnType type, Func<NoticeRow, T> value) => new(
            new(name, type, n => value(n)), (one, other) => EqualityComparer<T>.Default.Equals(value(one), value(other)));
    }

    private static string Longer(string trail, string more) => trail.Length == 0 ? more : $"{trail},{more}";

    /// <summary>Appends the entries grouped by what an event row may hold; a notice's own entries keep their order.</summary>
    private async Task<IEnumerable<(Guid Notice, long Seq)>> AppendAsync(
        Session s, IReadOnlyList<NoticeChange> changes, DateTimeOffset at, OrganisationKind? by)
    {
        var rows = changes
            .SelectMany(c => c.Entries.Select((f, turn) => (c.After, Turn: turn, f.Kind, f.EventEntry)))
            .GroupBy(f => (f.Turn, f.Kind, f.After.ClaimantId, f.After.PlatformId))
            .OrderBy(g => g.Key.Turn)
            .SelectMany(g => g.Select(f => f.EventEntry).Chunk(EventStore.MaxEntries).Select(entries => new EventRow
            {
                At = at,
                Kind = g.Key.Kind,
                ByKind = by,
                ClaimantId = g.Key.ClaimantId,
                PlatformId = g.Key.PlatformId,
                Entries = entries,
            }))
            .ToList();
        var seqs = await events.AppendAndReadAsync(s, rows);
        return rows.Zip(seqs, (row, seq) => row.Entries.Select(f => (f.Id, seq))).SelectMany(f => f);
    }

    /// <summary>
    /// Loads notices to act on them, without what only readers need; on engines with row locks in id order, so that two
    /// sets cannot deadlock.
    /// </summary>
    public static Task<Dictionary<Guid, NoticeRow>> LockAsync(Session s, IReadOnlyCollection<Guid> ids, string lockClause) =>
        LockAsync(s, Acting, ids, lockClause);

    /// <summary>Loads one notice, whole, to act on it and show it.</summary>
    public static async Task<NoticeRow?> LockWholeAsync(Session s, Guid id, string lockClause) =>
        (await LockAsync(s, Columns, [id], lockClause)).GetValueOrDefault(id);

    private static async Task<Dictionary<Guid, NoticeRow>> LockAsync(Session s, string columns, IReadOnlyCollection<Guid> ids, string lockClause)
    {
        var rows = await s.QueryAsync<NoticeRow>(
            $"SELECT {columns} FROM notices n WHERE n.id IN {s.In("ids")} ORDER BY n.id {lockClause}", new { ids = s.Ids(ids) });
        return rows.ToDictionary(r => r.Id);
    }

    private const string One = $"SELECT {Columns} FROM notices n WHERE n.id = @id";

    public static Task<NoticeRow?> FindAsync(Session s, Guid id) => s.FirstAsync<NoticeRow>(One, new { id });

    private const string Content = "SELECT content FROM notice_contents WHERE notice_id = @id";

    public static async Task<NoticeInput> ContentAsync(Session s, Guid id) =>
        StoredJson.ReadNotice((await s.FirstAsync<string>(Content, new { id }))!);
}
