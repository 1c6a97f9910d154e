using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>A platform's inbox: its delivered notices in the order of their seq.</summary>
internal sealed class InboxStore(Database database)
{
    // Only what an item shows: reading all columns of a thousand notices costs more than finding them.
    private static string After(string bound) =>
        $"""
        SELECT n.id, i.seq, n.delivered_at, n.tier, n.state, n.acknowledge_due, n.act_due, n.answer_due, n.supplements, c.content
        FROM (SELECT seq, notice_id FROM inbox WHERE platform_id = @platformId AND seq > @after {bound} ORDER BY seq LIMIT @take) i
        JOIN notices n ON n.id = i.notice_id
        JOIN notice_contents c ON c.notice_id = i.notice_id
        ORDER BY i.seq
        """;

    private const string BelowFirstInFlight = "AND seq < COALESCE((SELECT MIN(seq) FROM pushing WHERE platform_id = @platformId), 9223372036854775807)";

    /// <summary>
    /// The notices behind a seq. A pushed notice has its seq before the platform took it, so a pushed platform reads up to
    /// the first that is still on its way; on a pull inbox such a leftover gets a new seq when it enters.
    /// </summary>
    public async Task<IReadOnlyList<InboxItem>> AfterAsync(Guid platformId, bool pushed, long after, int take)
    {
        // One statement, one moment: between two, a notice on its way could arrive behind one already read.
        var rows = await database.ReadAsync(s => s.QueryAsync<NoticeWithContent>(After(pushed ? BelowFirstInFlight : ""), new { platformId, after, take }));
        return [.. rows.Select(r => Item(r, r.Deadlines, StoredJson.ReadNotice(r.Content)))];
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
