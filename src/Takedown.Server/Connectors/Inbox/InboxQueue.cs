using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>
/// What waits for a platform, next due first. An index by due time would be written with every answer, so a bounded
/// number is looked at: the newest notices of the inbox, and the open escalations, to which older ones have come.
/// </summary>
internal sealed class InboxQueue(Database database)
{
    private const int MaxScanned = 10_000;

    private static readonly string Waiting =
        $"""
        SELECT * FROM (
            SELECT w.*, COALESCE(CASE
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
            FROM notices w WHERE w.platform_id = @platformId AND w.seq IS NOT NULL
                AND w.delivered_at IS NOT NULL AND w.state IN (
                    {NoticeState.Delivered:D}, {NoticeState.Acknowledged:D}, {NoticeState.InformationRequested:D},
                    {NoticeState.Escalated:D}, {NoticeState.RestoreDue:D}, {NoticeState.Disputed:D},
                    {NoticeState.CounterNoticed:D})
                AND (@State IS NULL OR w.state = @State) AND (@Tier IS NULL OR w.tier = @Tier)
                AND w.id IN (
                    SELECT notice_id FROM (SELECT notice_id FROM inbox WHERE platform_id = @platformId
                        ORDER BY seq DESC LIMIT {MaxScanned}) AS newest
                    UNION
                    SELECT notice_id FROM (SELECT notice_id FROM escalations WHERE platform_id = @platformId
                        AND status = {EscalationStatus.Open:D} AND notice_id IS NOT NULL
                        ORDER BY id LIMIT {MaxScanned}) AS late)
        ) AS waiting WHERE due >= @From AND due < @To
        """;

    private static readonly string Page = PageBytes.Bounded(
        $"""
        SELECT q.id, q.claimant_id, q.seq, q.delivered_at, q.tier, q.state, q.acknowledge_due, q.act_due,
            q.answer_due, q.provisional, q.supplements, q.extension, q.assessment, q.open_key, q.reupload_of,
            NULLIF(q.due, {QueueFilter.Never}) AS next_due_at, c.content, q.due, q.place
        FROM (
            SELECT found.*, ROW_NUMBER() OVER (ORDER BY due, seq) AS place FROM ({Waiting}) AS found
            WHERE due > @Due OR (due = @Due AND seq > @Seq) ORDER BY due, seq LIMIT @take) AS q
        JOIN notice_contents c ON c.notice_id = q.id
        """, "place", "content", "supplements");

    public async Task<Page<InboxItem>> PageAsync(Guid platformId, QueueFilter filter, QueueCursor after, int limit)
    {
        var found = await database.ReadAsync(async s => await NoticeStore.WithAllDeadlinesAsync(
            s, await s.QueryAsync<NoticeWithContent>(Page, new
            {
                platformId, filter.State, filter.Tier, filter.From, filter.To, after.Due, after.Seq, take = limit + 1,
            })));
        List<NoticeWithContent> rows = [.. found.Cast<NoticeWithContent>()];
        var page = Pages.Of(
            rows, limit, r => new QueueCursor(
                r.NextDueAt is { } due ? QueueFilter.Ms(due) : QueueFilter.Never, r.Seq!.Value).ToString(),
            r => PageBytes.Length(r.Content) + PageBytes.Length(r.Supplements) + PageBytes.Around);
        return new(await InboxStore.WithOthersAsync(database, platformId, [.. page.Items.Select(
            r => (r, InboxStore.Item(r, r.Deadlines, StoredJson.ReadNotice(r.Content)) with { Due = r.NextDueAt }))]),
            page.Next);
    }

    private static readonly string Count =
        $"""
        SELECT COUNT(*) AS total, COALESCE(SUM(CASE WHEN due < @now THEN 1 ELSE 0 END), 0) AS overdue,
            COALESCE(SUM(CASE WHEN due >= @now AND due < @hour THEN 1 ELSE 0 END), 0) AS hour,
            COALESCE(SUM(CASE WHEN due >= @hour AND due < @four THEN 1 ELSE 0 END), 0) AS four_hours,
            COALESCE(SUM(CASE WHEN due >= @four AND due < @day THEN 1 ELSE 0 END), 0) AS day,
            (SELECT COUNT(*) FROM (SELECT 1 AS one FROM inbox WHERE platform_id = @platformId
                LIMIT {MaxScanned + 1}) AS looked) AS inbox
        FROM ({Waiting}) AS counted
        """;

    public async Task<QueueCounts> CountAsync(Guid platformId, QueueFilter filter, DateTimeOffset now)
    {
        var row = (await database.ReadAsync(s => s.FirstAsync<CountRow>(Count, new
        {
            platformId, filter.State, filter.Tier, filter.From, filter.To, now = QueueFilter.Ms(now),
            hour = QueueFilter.Ms(now.AddHours(1)), four = QueueFilter.Ms(now.AddHours(4)),
            day = QueueFilter.Ms(now.AddHours(24)),
        })))!;
        return new()
        {
            Total = row.Total, Overdue = row.Overdue, Hour = row.Hour, FourHours = row.FourHours, Day = row.Day,
            Later = row.Total - row.Overdue - row.Hour - row.FourHours - row.Day,
            Truncated = row.Inbox > MaxScanned ? true : null,
        };
    }

    private sealed record CountRow
    {
        public long Total { get; init; }
        public long Overdue { get; init; }
        public long Hour { get; init; }
        public long FourHours { get; init; }
        public long Day { get; init; }
        public long Inbox { get; init; }
    }
}
