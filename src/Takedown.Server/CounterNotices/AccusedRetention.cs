using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>
/// Forgets who the accused is, once nobody needs it any more: when every notice of the counter-notice is settled and
/// the time is over in which the claimant or the accused may sue about it (民法典 188: three years). What was said stays
/// as long as the notice. Each process looks once a day.
/// </summary>
internal sealed class AccusedRetention
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3 * 366);

    private static readonly TimeSpan Round = TimeSpan.FromDays(1);

    private static readonly NoticeState[] Settled =
    [
        NoticeState.Removed, NoticeState.Rejected, NoticeState.Reinstated, NoticeState.Withdrawn, NoticeState.Closed,
    ];

    private const string Page =
        """
        SELECT id FROM counter_notices WHERE id > @after AND id < @before AND accused <> '' ORDER BY id LIMIT @take
        """;

    private static readonly string Forget =
        $"""
        UPDATE counter_notices SET accused = '' WHERE NOT EXISTS (
            SELECT 1 FROM counter_notice_items i JOIN notices n ON n.id = i.notice_id
            WHERE i.counter_notice_id = counter_notices.id
                AND n.state NOT IN ({string.Join(", ", Settled.Select(state => $"{state:D}"))})) AND id IN 
        """;

    /// <summary>Its files say who it is as much as its name does.</summary>
    private const string Close =
        """
        UPDATE counter_notice_evidence SET released = 0 WHERE notice_id IN (
            SELECT i.notice_id FROM counter_notice_items i JOIN counter_notices c ON c.id = i.counter_notice_id
            WHERE c.accused = '' AND c.id IN 
        """;

    /// <summary>How far this round is, and when the next one begins.</summary>
    private (Guid After, DateTimeOffset Next) done;

    /// <returns>The number of counter-notices that were looked at.</returns>
    public async Task<int> RunAsync(Session s, DateTimeOffset now, int take)
    {
        if (now < done.Next) return 0;
        var ids = await s.QueryAsync<Guid>(Page, new { after = done.After, before = Ids.Floor(now - Kept), take });
        if (ids.Count > 0)
        {
            await s.ExecuteAsync(Forget + s.In("ids"), new { ids = s.Ids(ids) });
            await s.ExecuteAsync($"{Close}{s.In("ids")})", new { ids = s.Ids(ids) });
        }
        s.AfterCommit(() => done = ids.Count < take ? (Guid.Empty, now + Round) : (ids[^1], done.Next));
        return ids.Count;
    }
}
