using System.Collections.Concurrent;
using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Loads and saves notices in sets, with one query or statement for many rows.</summary>
internal sealed class NoticeStore(EventStore events, NoticeDeadlines table)
{
    /// <summary>Columns required to decide commands. The other columns are long and only needed for reading.</summary>
    private const string DecisionColumns =
        """
        n.id, n.batch_id, n.claimant_id, n.platform_id, n.state, n.version, n.tier, n.regime, n.policy,
        n.policy_version, n.function, n.claimant_region, n.accused_region, n.mark,
        n.open_key, n.seq, n.accepted_at, n.delivered_at, n.acknowledged_at, n.answered_at, n.decided_at,
        n.acknowledge_due,
        n.acknowledge_sla, n.act_due, n.act_sla, n.answer_due, n.paused_at, n.provisional, n.reminders, n.next_due_at,
        n.delivery_failures, n.delivery_code, n.next_push_at, n.offered, n.measure, n.reason, n.account_id,
        n.account_name, n.extension, n.assessment,
        n.corrections, n.trail AS event_ids
        """;

    public const string Columns =
        $"{DecisionColumns}, n.item_index, n.client_ref, n.target, n.calendar_version, "
            + "n.platform_ref, n.supplements, n.reupload_of, n.reupload_by_other";

    private static readonly Column<NoticeRow> Key = new("id", ColumnType.Id, n => n.Id, Key: true);

    private static readonly Changeable[] Changeables =
    [
        Changeable.Of("state", ColumnType.Number, n => n.State),
        Changeable.Of("version", ColumnType.Number, n => n.Version),
        Changeable.Of("open_key", ColumnType.Bytes, n => n.OpenKey),
        Changeable.Of("seq", ColumnType.Number, n => n.Seq),
        Changeable.Of("delivered_at", ColumnType.Instant, n => n.DeliveredAt),
        Changeable.Of("acknowledged_at", ColumnType.Instant, n => n.AcknowledgedAt),
        Changeable.Of("answered_at", ColumnType.Instant, n => n.AnsweredAt),
        Changeable.Of("decided_at", ColumnType.Instant, n => n.DecidedAt),
        Changeable.Of("acknowledge_due", ColumnType.Instant, n => n.AcknowledgeDue),
        Changeable.Of("acknowledge_sla", ColumnType.Number, n => n.AcknowledgeSla),
        Changeable.Of("act_due", ColumnType.Instant, n => n.ActDue),
        Changeable.Of("act_sla", ColumnType.Number, n => n.ActSla),
        Changeable.Of("calendar_version", ColumnType.Number, n => n.CalendarVersion),
        Changeable.Of("answer_due", ColumnType.Instant, n => n.AnswerDue),
        Changeable.Of("paused_at", ColumnType.Instant, n => n.PausedAt),
        Changeable.Of("provisional", ColumnType.Text, n => n.Provisional),
        Changeable.Of("reminders", ColumnType.Number, n => n.Reminders),
        Changeable.Of("next_due_at", ColumnType.Instant, n => n.NextDueAt),
        Changeable.Of("delivery_failures", ColumnType.Number, n => n.DeliveryFailures),
        Changeable.Of("delivery_code", ColumnType.Text, n => n.DeliveryCode),
        Changeable.Of("next_push_at", ColumnType.Instant, n => n.NextPushAt),
        Changeable.Of("offered", ColumnType.Number, n => n.Offered),
        Changeable.Of("measure", ColumnType.Number, n => n.Measure),
        Changeable.Of("reason", ColumnType.Text, n => n.Reason),
        Changeable.Of("platform_ref", ColumnType.Text, n => n.PlatformRef),
        Changeable.Of("account_id", ColumnType.Text, n => n.AccountId),
        Changeable.Of("account_name", ColumnType.Text, n => n.AccountName),
        Changeable.Of("supplements", ColumnType.Text, n => n.Supplements),
        Changeable.Of("extension", ColumnType.Text, n => n.Extension),
        Changeable.Of("assessment", ColumnType.Text, n => n.Assessment),
        Changeable.Of("corrections", ColumnType.Text, n => n.Corrections),
        Changeable.Of("trail", ColumnType.Text, n => n.EventIds),
    ];

    private static readonly ConcurrentDictionary<long, Table<NoticeRow>> Tables = new();

    /// <summary>The states in which a deadline without a column can run.</summary>
    private readonly HashSet<NoticeState> withOthers = [.. Enum.GetValues<NoticeState>().Where(
        state => table.Rules.Any(r => !HotDeadlines.Contains(r.Kind) && r.CanRunIn(state)))];

    /// <summary>Stores changed rows, which this transaction has locked, and appends their events.</summary>
    public async Task SaveAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        var eventIds = new Dictionary<Guid, string>(changes.Count);
        foreach (var (notice, seq) in await AppendAsync(s, changes, at))
        {
            eventIds[notice] = Join(eventIds.GetValueOrDefault(notice, ""), seq.ToString(CultureInfo.InvariantCulture));
        }
        var rows = changes.Select(c => (c.Before, After: eventIds.TryGetValue(c.After.Id, out var more)
            ? c.After with { EventIds = Join(c.After.EventIds, more) } : c.After));
        // Only changed columns are written. Rows with the same changed columns share a statement.
        foreach (var sameColumns in rows.GroupBy(r => Changed(r.Before, r.After)))
        {
            var columns = Tables.GetOrAdd(sameColumns.Key, changed =>
                new("notices", [Key, .. Changeables.Where((_, i) => (changed & (1L << i)) != 0)
                    .Select(c => c.Column)]));
            await s.ChangeAsync(columns, [.. sameColumns.Select(r => r.After)]);
        }
        List<NoticeChange> having = [.. changes.Where(
            c => c.Before.OtherDeadlines.Count + c.After.OtherDeadlines.Count > 0)];
        if (having.Count > 0) await SaveOthersAsync(s, having);
    }

    /// <summary>
    /// Stores the deadlines without a column: changed ones are replaced, ended ones without a trace deleted.
    /// </summary>
    private static async Task SaveOthersAsync(Session s, IReadOnlyList<NoticeChange> changes)
    {
        await DeadlineStore.SaveAsync(s, [.. changes.SelectMany(c => c.After.OtherDeadlines
            .Except(c.Before.OtherDeadlines)
            .Select(d => StoredDeadline.Of(DeadlineOwner.Notice, c.After.Id, d)))]);
        await DeadlineStore.DeleteAsync(s, [.. changes.SelectMany(c => c.Before.OtherDeadlines
            .ExceptBy(c.After.OtherDeadlines.Select(d => d.Kind), d => d.Kind)
            .Select(d => StoredDeadline.Of(DeadlineOwner.Notice, c.After.Id, d)))]);
    }

    /// <returns>Bit mask of the columns that differ.</returns>
    private static long Changed(NoticeRow before, NoticeRow after)
    {
        var changed = 0L;
        for (var i = 0; i < Changeables.Length; i++)
        {
            if (!Changeables[i].Same(before, after)) changed |= 1L << i;
        }
        return changed;
    }

    /// <summary>A column that commands may change, with its comparison.</summary>
    private sealed record Changeable(Column<NoticeRow> Column, Func<NoticeRow, NoticeRow, bool> Same)
    {
        public static Changeable Of<T>(string name, ColumnType type, Func<NoticeRow, T> value) => new(
            new(name, type, n => value(n)),
            (one, other) => EqualityComparer<T>.Default.Equals(value(one), value(other)));
    }

    private static string Join(string ids, string more) => ids.Length == 0 ? more : $"{ids},{more}";

    /// <summary>
    /// Appends the events, grouped by kind, claimant, platform and the regulator of an escalation. The events of one
    /// notice keep their order.
    /// </summary>
    private async Task<IEnumerable<(Guid Notice, long Seq)>> AppendAsync(
        Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        var rows = changes
            .SelectMany(c => c.Events.Select((e, position) =>
                (c.After, Position: position, e.Kind, Entry: Of(c, e.Entry))))
            .GroupBy(e => (e.Position, e.Kind, e.After.ClaimantId, e.After.ClaimantRegion, e.After.PlatformId,
                e.Entry.EscalatedTo))
            .OrderBy(g => g.Key.Position)
            .SelectMany(g => g.Select(e => e.Entry).Chunk(EventStore.MaxEntries).Select(entries => new EventRow
            {
                At = at.Now,
                Kind = g.Key.Kind,
                ByKind = at.By,
                ClaimantId = g.Key.ClaimantId,
                ClaimantRegion = g.Key.ClaimantRegion,
                PlatformId = g.Key.PlatformId,
                RegulatorId = g.Key.EscalatedTo,
                Entries = entries,
            }))
            .ToList();
        var seqs = await events.AppendAndReadAsync(s, rows);
        return rows.Zip(seqs, (row, seq) => row.Entries.Select(e => (e.Id, seq))).SelectMany(e => e);
    }

    private static EventEntry Of(NoticeChange change, EventEntry entry) =>
        change.After.AccusedRegion is { } region ? entry with { AccusedRegion = region } : entry;

    /// <summary>
    /// Loads and locks notices with the columns required to decide commands. Rows are locked in id order, so that two
    /// transactions cannot deadlock.
    /// </summary>
    /// <param name="s">The transaction.</param>
    /// <param name="ids">Ids of the notices.</param>
    /// <param name="lockClause">Clause that locks the rows.</param>
    /// <param name="owner">Only notices of this owner: nobody locks rows of another organisation.</param>
    public Task<Dictionary<Guid, NoticeRow>> LockAsync(
        Session s, IReadOnlyCollection<Guid> ids, string lockClause, NoticeOwner? owner = null) =>
        LockAsync(s, DecisionColumns, ids, lockClause, owner);

    /// <summary>Loads and locks one notice with all columns.</summary>
    public Task<Dictionary<Guid, NoticeRow>> LockWholeAsync(
        Session s, Guid id, string lockClause, NoticeOwner? owner = null) =>
        LockAsync(s, Columns, [id], lockClause, owner);

    private async Task<Dictionary<Guid, NoticeRow>> LockAsync(
        Session s, string columns, IReadOnlyCollection<Guid> ids, string lockClause, NoticeOwner? owner)
    {
        var rows = (await s.QueryAsync<NoticeRow>(
            $"SELECT {columns} FROM notices n WHERE n.id IN {s.In("ids")} {owner?.Condition} "
                + $"ORDER BY n.id {lockClause}",
            new { ids = s.Ids(ids), owner = owner?.Id })).ToDictionary(r => r.Id);
        // Only in the states in which they can run, so that the others cost no query.
        List<Guid> having = [.. rows.Values.Where(n => withOthers.Contains(n.State)).Select(n => n.Id)];
        if (having.Count == 0) return rows;
        foreach (var deadlines in await DeadlineStore.OfAsync(s, DeadlineOwner.Notice, having))
        {
            rows[deadlines.Key] = rows[deadlines.Key] with { OtherDeadlines = [.. deadlines] };
        }
        return rows;
    }

    private const string Provisional =
        """
        SELECT id, provisional FROM notices WHERE provisional IS NOT NULL AND id > @after ORDER BY id LIMIT @take
        """;

    /// <summary>Notices with a provisional due time in a column, after an id. Takes no locks.</summary>
    public static Task<IReadOnlyList<NoticeRow>> ProvisionalAsync(Session s, Guid after, int take) =>
        s.QueryAsync<NoticeRow>(Provisional, new { after, take });

    private const string One = $"SELECT {Columns} FROM notices n WHERE n.id = @id";

    /// <summary>A notice with all its deadlines, ended ones included.</summary>
    public static async Task<NoticeRow?> FindAsync(Session s, Guid id) =>
        await s.FirstAsync<NoticeRow>(One, new { id }) is { } found
            ? (await WithAllDeadlinesAsync(s, [found]))[0] : null;

    /// <summary>Notices with all their deadlines, ended ones included, for callers that show them.</summary>
    public static async Task<IReadOnlyList<NoticeRow>> WithAllDeadlinesAsync(
        Session s, IReadOnlyList<NoticeRow> rows)
    {
        List<Guid> having = [.. rows.Where(n => n.State is NoticeState.RestoreDue or NoticeState.Reinstated
            or NoticeState.AwaitingClaimant or NoticeState.CounterNoticed or NoticeState.Disputed
            or NoticeState.Rejected or NoticeState.Escalated or NoticeState.Deficient
            or NoticeState.LitigationHold or NoticeState.Withdrawn).Select(n => n.Id)];
        if (having.Count == 0) return rows;
        var found = await DeadlineStore.OfAsync(s, DeadlineOwner.Notice, having);
        return [.. rows.Select(n => found.Contains(n.Id) ? n with { OtherDeadlines = [.. found[n.Id]] } : n)];
    }

    private const string OwnData = "SELECT metadata FROM notice_metadata WHERE notice_id = @id";

    /// <summary>The notice with the claimant's own data.</summary>
    public static async Task<NoticeRow> WithOwnDataAsync(Session s, NoticeRow notice) =>
        notice with { Metadata = await s.FirstAsync<string?>(OwnData, new { id = notice.Id }) };

    private const string Content = "SELECT content FROM notice_contents WHERE notice_id = @id";

    private const string CompleteContent = "UPDATE notice_contents SET content = @content WHERE notice_id = @id";

    /// <summary>Adds to a content that nobody was sent yet.</summary>
    public static Task CompleteContentAsync(Session s, Guid id, NoticeInput content) => s.ExecuteAsync(
        CompleteContent,
        new { id, content = System.Text.Json.JsonSerializer.Serialize(content, StoredJson.Default.NoticeInput) });

    public static async Task<NoticeInput> ContentAsync(Session s, Guid id) =>
        StoredJson.ReadNotice((await s.FirstAsync<string>(Content, new { id }))!);
}
