using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Events;
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
        SELECT n.id, n.seq, n.delivered_at, n.tier, n.state, n.acknowledge_due, n.act_due, n.answer_due, n.supplements, c.content
        FROM notices n JOIN notice_contents c ON c.notice_id = n.id
        WHERE n.platform_id = @platformId AND n.seq > @after AND n.seq < @before AND n.delivered_at IS NOT NULL
        ORDER BY n.seq LIMIT @take
        """;

    private const string FirstOnItsWay = "SELECT MIN(seq) FROM notices WHERE platform_id = @platformId AND seq IS NOT NULL AND state = 0";

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
        return [.. rows.Select(r => Item(r, r.Deadlines, JsonSerializer.Deserialize(r.Content, StoredJson.Default.NoticeInput)!))];
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
