using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>The notices that strikes count.</summary>
internal static class StrikeNotices
{
    private const string CountedNotices =
        """
        SELECT account_id, notices FROM strikes WHERE platform_id = @platformId AND expires_at > @now
            AND account_id IN (SELECT value FROM {0})
        ORDER BY account_id, day DESC, expires_at DESC, batch_id DESC
        """;

    /// <summary>The notices that the valid strikes of accounts count, newest first.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(
        Session s, Guid platformId, IReadOnlyList<string> accounts, DateTimeOffset now)
    {
        var sql = CountedNotices.Replace("{0}", s.InTexts("accounts") + " AS t", StringComparison.Ordinal);
        var rows = await s.QueryAsync<CountedRow>(sql, new { platformId, now, accounts = s.Texts(accounts) });
        return rows.GroupBy(r => r.AccountId).ToDictionary(g => g.Key, g => string.Concat(
            g.SelectMany(r => NoticeName.Ids(r.Notices)).Take(StrikeStore.MaxNotices).Select(id => $"{id},")));
    }

    private sealed record CountedRow
    {
        public string AccountId { get; init; } = "";
        public string Notices { get; init; } = "";
    }
}
