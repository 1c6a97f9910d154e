using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>The inbox of a platform: its delivered notices in the order of their sequence numbers.</summary>
internal sealed class InboxStore(Database database, TimeProvider time)
{
    // Only the columns that an item shows: reading all columns of a thousand notices costs more than finding them.
    private static string After(string bound) => PageBytes.Bounded(
        $"""
        SELECT n.id, n.claimant_id, i.seq, n.delivered_at, n.tier, n.state, n.acknowledge_due, n.act_due, n.answer_due,
            n.provisional, n.supplements, n.extension, n.assessment, n.open_key, n.reupload_of,
            c.content
        FROM (
            SELECT seq, notice_id FROM inbox WHERE platform_id = @platformId AND seq > @after {bound}
            ORDER BY seq LIMIT @take) i
        JOIN notices n ON n.id = i.notice_id
        JOIN notice_contents c ON c.notice_id = i.notice_id
        """, "seq", "content", "supplements");

    /// <summary>Only positions below the first one whose push is not confirmed.</summary>
    public const string BelowFirstInFlight =
        "AND seq < COALESCE((SELECT MIN(seq) FROM pushing WHERE platform_id = @platformId), 9223372036854775807)";

    /// <summary>
    /// The notices after a sequence number. A pushed notice gets its number before the platform has accepted it, so a
    /// pushed platform reads up to the first notice still in flight. In a pull inbox such a notice gets a new number
    /// when it enters.
    /// </summary>
    public async Task<IReadOnlyList<InboxItem>> AfterAsync(Guid platformId, bool pushed, long after, int take)
    {
        // A single statement, hence one snapshot: between two statements a notice in flight could arrive before one
        // already read.
        var rows = await database.ReadAsync(s =>
            s.QueryAsync<NoticeWithContent>(After(pushed ? BelowFirstInFlight : ""), new { platformId, after, take }));
        var count = PageBytes.Count(
            rows, r => PageBytes.Length(r.Content) + PageBytes.Length(r.Supplements) + PageBytes.Around);
        return await WithOthersAsync(
            database, platformId, time.GetUtcNow(),
            [.. rows.Take(count).Select(r => (r, Item(r, r.Deadlines, StoredJson.ReadNotice(r.Content))))]);
    }

    /// <summary>
    /// Items with the files that their notices name, how many others wait about their targets, and whether the accounts
    /// that they name are on the blacklist, which are read for all of them together.
    /// </summary>
    public static async Task<IReadOnlyList<InboxItem>> WithOthersAsync(
        Database database, Guid platformId, DateTimeOffset now,
        IReadOnlyList<(NoticeRow Notice, InboxItem Item)> items)
    {
        if (items.Count == 0) return [];
        var files = await NoticeEvidence.FilesAsync(database, [.. items.Select(i => (i.Notice, i.Item.Notice))]);
        var (others, blacklisted) = await database.ReadAsync(async s => (
            await OtherClaims.CountAsync(s, platformId, [.. items.Select(i => i.Notice)]),
            await BlacklistedAccounts.OfAsync(s, platformId, items.Select(i => AccountOf(i.Item)), now)));
        return [.. items.Select((i, n) =>
        {
            DateTimeOffset? until = AccountOf(i.Item) is { } account && blacklisted.TryGetValue(account, out var end)
                ? end : null;
            return files[n] is null && until is null && !others.ContainsKey(i.Notice.Id) ? i.Item : i.Item with
            {
                Evidence = files[n],
                OtherClaimants = others.TryGetValue(i.Notice.Id, out var count) ? count : null,
                BlacklistedUntil = until,
            };
        })];
    }

    /// <summary>The account as the claim names it: the platform has not spoken yet.</summary>
    private static string? AccountOf(InboxItem item) => item.Notice.Target?.Account?.Id;

    /// <summary>Maps a notice to the item shown to its platform.</summary>
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
        Extension = notice.ExtensionView,
        ReuploadOf = notice.ReuploadOf,
    };
}
