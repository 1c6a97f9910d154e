using Takedown.Contracts;
using Takedown.Server.Intake;
using Takedown.Server.Notices;
using Takedown.Server.Storage;

namespace Takedown.Server.Inbox;

/// <summary>A notice with what was sent, as one query gives it.</summary>
internal sealed record NoticeWithContent : NoticeRow
{
    public string Content { get; init; } = "";
}

/// <summary>A platform's inbox: its delivered notices in the order of their seq.</summary>
internal sealed class InboxStore(Database database)
{
    // Only what an item shows: reading all columns of a thousand notices costs more than finding them.
    private const string After =
        """
        SELECT n.id, i.seq, n.delivered_at, n.tier, n.state, n.acknowledge_due, n.act_due, n.answer_due, n.supplements, c.content
        FROM (SELECT seq, notice_id FROM inbox WHERE platform_id = @platformId AND seq > @after AND seq < @before ORDER BY seq LIMIT @take) i
        JOIN notices n ON n.id = i.notice_id
        JOIN notice_contents c ON c.notice_id = i.notice_id
        ORDER BY i.seq
        """;

    private const string FirstOnItsWay = "SELECT MIN(seq) FROM pushing WHERE platform_id = @platformId";

    /// <summary>
    /// The notices behind a seq. A pushed notice has its seq before the platform took it, so a pushed platform reads up to
    /// the first that is still on its way; on a pull inbox such a leftover gets a new seq when it enters.
    /// </summary>
    public async Task<IReadOnlyList<InboxItem>> AfterAsync(Guid platformId, bool pushed, long after, int take)
    {
        var rows = await database.ReadAsync(async s =>
        {
            var before = pushed ? await s.FirstAsync<long?>(FirstOnItsWay, new { platformId }) : null;
            return await s.QueryAsync<NoticeWithContent>(After, new { platformId, after, before = before ?? long.MaxValue, take });
        });
        return [.. rows.Select(r => Item(r, r.Deadlines, NoticeReader.Stored(r.Content)))];
    }

    /// <summary>A notice as its platform sees it.</summary>
    public static InboxItem Item(NoticeRow notice, DeadlinesView deadlines, NoticeInput content) => new()
    {
        Seq = notice.Seq!.Value,
        NoticeId = notice.Id,
        DeliveredAt = notice.DeliveredAt!.Value,
        Tier = notice.Tier,
        Deadlines = deadlines,
        State = notice.State,
        Notice = content,
        Supplements = notice.SupplementList,
    };
}
