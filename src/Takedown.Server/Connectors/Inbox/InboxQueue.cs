using Dapper;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>
/// What waits for a platform, next due first: the rows of <c>waiting</c> up to the position of the platform, and what
/// came to its inbox since, which is moved there after each read. Where more came than is looked at, as at the first
/// read of a large inbox, these are its newest notices, and the open escalations, to which older ones have come.
/// </summary>
internal sealed class InboxQueue(Database database, QueueFilling filling, TimeProvider time)
{
    private const int MaxCounted = 10_000;

    /// <summary>Notices behind the position that are looked at.</summary>
    private const int MaxScanned = 10_000;

    private const string Filtered =
        """
        due >= @From AND due < @To AND (@State IS NULL OR state = @State) AND (@Tier IS NULL OR tier = @Tier)
        """;

    private const string Moved =
        $"""
        SELECT notice_id, due, seq FROM waiting
        WHERE platform_id = @platformId AND seq <= @position AND (due, seq) > (@Due, @Seq) AND {Filtered}
        ORDER BY due, seq LIMIT @take
        """;

    private static readonly string Newest =
        $"""
        SELECT notice_id FROM (SELECT notice_id FROM inbox WHERE platform_id = @platformId AND seq > @position
            ORDER BY seq DESC LIMIT {MaxScanned}) AS newest
        """;

    private static readonly string Late =
        $"""
        UNION
        SELECT notice_id FROM (SELECT notice_id FROM escalations WHERE platform_id = @platformId
            AND status = {EscalationStatus.Open:D} AND notice_id IS NOT NULL ORDER BY id LIMIT {MaxScanned}) AS late
        """;

    private static string Since(string found) =>
        $"""
        SELECT id AS notice_id, due, seq FROM (
            SELECT w.id, w.seq, w.state, w.tier, COALESCE(CASE
                WHEN w.state = {NoticeState.Delivered:D} AND w.acknowledge_due < w.act_due THEN w.acknowledge_due
                WHEN w.state = {NoticeState.RestoreDue:D} THEN (
                    SELECT d.due FROM deadlines d WHERE d.owner = {DeadlineOwner.Notice:D} AND d.owner_id = w.id
                        AND d.kind = {DeadlineKind.Restore:D})
                WHEN w.state IN ({NoticeState.Disputed:D}, {NoticeState.CounterNoticed:D}) THEN (
                    SELECT d.due FROM deadlines d WHERE d.owner = {DeadlineOwner.Notice:D} AND d.owner_id = w.id
                        AND d.kind = CASE w.state WHEN {NoticeState.Disputed:D} THEN {DeadlineKind.Review:D}
                            ELSE {DeadlineKind.Complaint:D} END)
                WHEN w.state = {NoticeState.InformationRequested:D} THEN NULL
                ELSE w.act_due END, {QueueFilter.Never}) AS due
            FROM notices w WHERE w.platform_id = @platformId AND w.seq > @position
                AND w.delivered_at IS NOT NULL AND w.state IN (
                    {NoticeState.Delivered:D}, {NoticeState.Acknowledged:D}, {NoticeState.InformationRequested:D},
                    {NoticeState.Escalated:D}, {NoticeState.RestoreDue:D}, {NoticeState.Disputed:D},
                    {NoticeState.CounterNoticed:D})
                AND w.id IN ({found})
        ) AS since WHERE (due, seq) > (@Due, @Seq) AND {Filtered} ORDER BY due, seq LIMIT @take
        """;

    /// <summary>By how much came since the position: nothing, what is looked at, more.</summary>
    private static readonly string[] Waiting =
    [
        $"SELECT * FROM ({Moved}) AS moved",
        $"SELECT * FROM ({Moved}) AS moved UNION ALL SELECT * FROM ({Since(Newest)}) AS newest",
        $"SELECT * FROM ({Moved}) AS moved UNION ALL SELECT * FROM ({Since($"{Newest} {Late}")}) AS newest",
    ];

    private static readonly string[] PageOf = [.. Waiting.Select(waiting => PageBytes.Bounded(
        $"""
        SELECT n.id, n.claimant_id, n.seq, n.delivered_at, n.tier, n.state, n.acknowledge_due, n.act_due,
            n.answer_due, n.provisional, n.supplements, n.extension, n.assessment, n.open_key, n.reupload_of,
            NULLIF(q.due, {QueueFilter.Never}) AS next_due_at, c.content, q.place
        FROM (
            SELECT found.*, ROW_NUMBER() OVER (ORDER BY due, seq) AS place FROM (
                SELECT * FROM ({waiting}) AS waiting ORDER BY due, seq LIMIT @take) AS found) AS q
        JOIN notices n ON n.id = q.notice_id JOIN notice_contents c ON c.notice_id = q.notice_id
        """, "place", "content", "supplements"))];

    private const string Position =
        """
        SELECT p.seq AS position, (SELECT COUNT(*) FROM (
            SELECT 1 AS one FROM inbox WHERE platform_id = @platformId AND seq > p.seq LIMIT @take) AS looked) AS since
        FROM (SELECT COALESCE(
            (SELECT seq FROM queue_cursors WHERE platform_id = @platformId), -1) AS seq) AS p
        """;

    public async Task<Page<InboxItem>> PageAsync(Guid platformId, QueueFilter filter, QueueCursor after, int limit)
    {
        var found = await database.ReadAsync(async s =>
        {
            var at = await PositionAsync(s, platformId);
            return await NoticeStore.WithAllDeadlinesAsync(s, await s.QueryAsync<NoticeWithContent>(
                PageOf[at.Case], Arguments(platformId, filter, at, after, limit + 1)));
        });
        List<NoticeWithContent> rows = [.. found.Cast<NoticeWithContent>()];
        var page = Pages.Of(
            rows, limit, r => new QueueCursor(
                r.NextDueAt is { } due ? QueueFilter.Ms(due) : QueueFilter.Never, r.Seq!.Value).ToString(),
            r => PageBytes.Length(r.Content) + PageBytes.Length(r.Supplements) + PageBytes.Around);
        return new(await InboxStore.WithOthersAsync(database, platformId, time.GetUtcNow(), [.. page.Items.Select(
            r => (r, InboxStore.Item(r, r.Deadlines, StoredJson.ReadNotice(r.Content)) with { Due = r.NextDueAt }))]),
            page.Next);
    }

    private static readonly string[] Counts = [.. Waiting.Select(waiting =>
        $"""
        SELECT COUNT(*) AS total, COALESCE(SUM(CASE WHEN due < @now THEN 1 ELSE 0 END), 0) AS overdue,
            COALESCE(SUM(CASE WHEN due >= @now AND due < @hour THEN 1 ELSE 0 END), 0) AS hour,
            COALESCE(SUM(CASE WHEN due >= @hour AND due < @four THEN 1 ELSE 0 END), 0) AS four_hours,
            COALESCE(SUM(CASE WHEN due >= @four AND due < @day THEN 1 ELSE 0 END), 0) AS day
        FROM (SELECT due FROM ({waiting}) AS waiting ORDER BY due LIMIT {MaxCounted}) AS counted
        """)];

    public async Task<QueueCounts> CountAsync(Guid platformId, QueueFilter filter, DateTimeOffset now)
    {
        var (at, row) = await database.ReadAsync(async s =>
        {
            var at = await PositionAsync(s, platformId);
            var arguments = Arguments(platformId, filter, at, default, MaxCounted);
            arguments.AddDynamicParams(new
            {
                now = QueueFilter.Ms(now), hour = QueueFilter.Ms(now.AddHours(1)),
                four = QueueFilter.Ms(now.AddHours(4)), day = QueueFilter.Ms(now.AddHours(24)),
            });
            return (at, (await s.FirstAsync<CountRow>(Counts[at.Case], arguments))!);
        });
        return new()
        {
            Total = row.Total, Overdue = row.Overdue, Hour = row.Hour, FourHours = row.FourHours, Day = row.Day,
            Later = row.Total - row.Overdue - row.Hour - row.FourHours - row.Day,
            Truncated = row.Total == MaxCounted || at.Since > MaxScanned ? true : null,
        };
    }

    /// <summary>The position, which moves on after this read.</summary>
    private async Task<PositionRow> PositionAsync(Session s, Guid platformId)
    {
        var at = (await s.FirstAsync<PositionRow>(Position, new { platformId, take = MaxScanned + 1 }))!;
        if (at.Since > 0) filling.Want(platformId);
        return at;
    }

    private static DynamicParameters Arguments(
        Guid platformId, QueueFilter filter, PositionRow at, QueueCursor after, int take) => new(new
        {
            platformId, position = at.Position, filter.State, filter.Tier, filter.From, filter.To, after.Due,
            after.Seq, take,
        });

    private sealed record PositionRow
    {
        public long Position { get; init; }
        public long Since { get; init; }
        public int Case => Since switch { 0 => 0, <= MaxScanned => 1, _ => 2 };
    }

    private sealed record CountRow
    {
        public long Total { get; init; }
        public long Overdue { get; init; }
        public long Hour { get; init; }
        public long FourHours { get; init; }
        public long Day { get; init; }
    }
}
