using Takedown.Core.Transparency;
using Takedown.Server.Transparency.Readers;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>The public record in the SQL database.</summary>
internal sealed class SqlPublicRecord(Database database) : IPublicRecord
{
    /// <summary>
    /// Writers of the record, of whom there are few, follow one another: the terms that a row had are read before it is
    /// replaced.
    /// </summary>
    private const string Writing = "public-record";

    private static readonly Table<TermRow> Terms = new("public_terms",
    [
        new("term", ColumnType.Text, t => t.Term, Key: true),
        new("notice_id", ColumnType.Id, t => t.NoticeId, Key: true),
    ]);

    private static readonly Table<PublicCount> Counts = new("public_counts",
    [
        new("month", ColumnType.Text, c => c.Month, Key: true),
        new("platform_id", ColumnType.Id, c => c.PlatformId, Key: true),
        new("at", ColumnType.Instant, c => c.At),
        new("platform_name", ColumnType.Text, c => c.PlatformName),
        new("region", ColumnType.Text, c => c.Region),
        new("received", ColumnType.Number, c => c.Received),
        new("delivered", ColumnType.Number, c => c.Delivered),
        new("on_time", ColumnType.Number, c => c.OnTime),
        new("late", ColumnType.Number, c => c.Late),
        new("breached", ColumnType.Number, c => c.Breached),
        new("removed", ColumnType.Number, c => c.Removed),
        new("rejected", ColumnType.Number, c => c.Rejected),
        new("withdrawn", ColumnType.Number, c => c.Withdrawn),
        new("account_actions", ColumnType.Number, c => c.AccountActions),
    ]);

    private static readonly string ReplaceCounts = "(month, platform_id) DO UPDATE SET "
        + string.Join(", ", Counts.Columns.Skip(2).Select(c => $"{c.Name} = excluded.{c.Name}"));

    private readonly SqlPublicSearch search = new(database);

    public Task<PublicPage> SearchAsync(PublicSearch asked, CancellationToken cancellation) =>
        search.PageAsync(asked, cancellation);

    public Task<PublicFacets> FacetsAsync(PublicSearch asked, CancellationToken cancellation) =>
        search.FacetsAsync(asked, cancellation);

    public Task<IReadOnlyList<HistoryRow>> HistoryAsync(PublicHistory history, CancellationToken cancellation) =>
        database.ReportAsync(s => SqlPublicHistory.ReadAsync(s, history), cancellation);

    private const string One =
        $"SELECT {StoredEntry.Columns} FROM public_notices n "
            + "WHERE n.id = @id AND n.publish_at <= @now AND n.expire_at > @now";

    public Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync(async s => (await s.FirstAsync<StoredEntry>(One, new { id, now }))?.Entry, cancellation);

    public Task<Guid?> FindReaderAsync(byte[] hash, CancellationToken cancellation) =>
        database.ReadAsync(s => RecordReaderStore.FindAsync(s, hash), cancellation);

    public Task PutReadersAsync(IReadOnlyList<RecordReaderKey> readers, CancellationToken cancellation) =>
        Task.CompletedTask;

    private const string Months =
        "SELECT * FROM public_counts WHERE month >= @fromMonth AND month <= @toMonth";

    public Task<IReadOnlyList<PublicCount>> CountsAsync(
        string fromMonth, string toMonth, Guid? platform, CancellationToken cancellation) =>
        database.ReadAsync(s => s.QueryAsync<PublicCount>(
            $"{Months}{(platform is null ? "" : " AND platform_id = @platform")} ORDER BY month, platform_id",
            new { fromMonth, toMonth, platform }), cancellation);

    private const string Cursor = "SELECT tx, seq, at, schema FROM projections WHERE name = 'public-record'";

    public Task<RecordCursor> CursorAsync(CancellationToken cancellation) =>
        database.ReadAsync(async s => (await s.FirstAsync<CursorRow>(Cursor))!.Cursor, cancellation);

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    private const string Stored =
        "SELECT n.id, n.version, n.schema, n.terms FROM public_notices n WHERE n.id IN ";

    public Task ApplyAsync(IReadOnlyList<PublicEntry> entries, CancellationToken cancellation) =>
        entries.Count == 0 ? Task.CompletedTask : database.WriteSetAsync(async s =>
        {
            await s.LockAsync(Writing);
            var before = (await s.QueryAsync<StoredEntry>(
                    Stored + s.In("ids"), new { ids = s.Ids(entries.Select(e => e.Id)) })).ToDictionary(e => e.Id);
            List<StoredEntry> newer = [.. entries.OrderBy(e => e.Id)
                .Where(e => before.GetValueOrDefault(e.Id) is not { } stored
                    || e.Replaces(stored.Version, (int)stored.Schema))
                .Select(StoredEntry.Of)];
            await s.InsertAsync(StoredEntry.Table, newer, StoredEntry.Newer);
            // Of most notices only the state has changed.
            List<StoredEntry> reworded =
                [.. newer.Where(e => e.Terms != (before.GetValueOrDefault(e.Id)?.Terms ?? ""))];
            List<TermRow> Of(Func<StoredEntry, IEnumerable<string>> terms) =>
                [.. reworded.SelectMany(e => terms(e).Select(t => new TermRow(t, e.Id)))];
            await s.DeleteAsync(Terms, Of(e => TermsBefore(e).Except(e.TermList)));
            await s.InsertAsync(Terms, Of(e => e.TermList.Except(TermsBefore(e))), "DO NOTHING");
            return true;

            IEnumerable<string> TermsBefore(StoredEntry e) => before.GetValueOrDefault(e.Id)?.TermList ?? [];
        });

    private const string Move =
        """
        UPDATE projections SET tx = @Tx, seq = @Seq, at = @At, schema = @Schema
        WHERE name = 'public-record' AND tx = @fromTx AND seq = @fromSeq AND schema <= @Schema
        """;

    public Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation) =>
        database.WriteAsync(async s => await s.ExecuteAsync(
            Move, new { to.Tx, to.Seq, to.At, to.Schema, fromTx = from.Tx, fromSeq = from.Seq }) == 1, cancellation);

    public Task PutCountsAsync(IReadOnlyList<PublicCount> counts, CancellationToken cancellation) =>
        database.WriteAsync(s => s.InsertAsync(Counts, counts, ReplaceCounts), cancellation);

    private const string Expired =
        "SELECT n.id, n.terms FROM public_notices n WHERE n.expire_at <= @now ORDER BY n.expire_at LIMIT @most";

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellation) =>
        database.WriteAsync(async s =>
        {
            await s.LockAsync(Writing);
            var rows = await s.QueryAsync<StoredEntry>(Expired, new { now, most });
            await s.DeleteAsync(Terms, [.. rows.SelectMany(e => e.TermList.Select(t => new TermRow(t, e.Id)))]);
            await s.DeleteAsync(StoredEntry.Table, rows);
            return rows.Count;
        }, cancellation);

    private static readonly string[] Emptying =
    [
        "DELETE FROM public_terms",
        "DELETE FROM public_notices",
        "DELETE FROM public_counts",
        "UPDATE projections SET tx = 0, seq = 0, at = 0, schema = 0 WHERE name = 'public-record'",
    ];

    public Task EmptyAsync(CancellationToken cancellation) => database.WriteAsync(async s =>
    {
        await s.LockAsync(Writing);
        foreach (var statement in Emptying) await s.ExecuteAsync(statement);
    }, cancellation);

    private sealed record TermRow(string Term, Guid NoticeId);

    private sealed record CursorRow
    {
        public long Tx { get; init; }
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public long Schema { get; init; }

        public RecordCursor Cursor => new(Tx, Seq, At, (int)Schema);
    }
}
