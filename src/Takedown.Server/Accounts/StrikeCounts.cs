using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>The number of strikes by account, which is kept beside the strikes.</summary>
internal static class StrikeCounts
{
    /// <summary>
    /// Serializes the counting of a platform's strikes: two transactions that do not see each other's strikes could
    /// reach the same step twice, or skip a step.
    /// </summary>
    public static Task LockAsync(Session s, Guid platformId) => s.LockAsync($"strikes {platformId}");

    private static readonly Table<AccountCount> Accounts = new("accounts",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("account_id", ColumnType.Text, r => r.AccountId),
        new("strikes", ColumnType.Number, r => r.After),
        new("recount_at", ColumnType.Instant, r => r.RecountAt),
    ]);

    private const string AddStrikes =
        """
        (platform_id, account_id) DO UPDATE SET strikes = accounts.strikes + excluded.strikes,
        recount_at = CASE WHEN accounts.recount_at < excluded.recount_at THEN accounts.recount_at
            ELSE excluded.recount_at END
        """;

    /// <summary>
    /// Adds strikes to the counts of their accounts. Grave ones may weigh more than when they were added first, so
    /// their accounts are counted anew.
    /// </summary>
    /// <param name="s">The transaction.</param>
    /// <param name="platformId">The platform, whose strikes are locked.</param>
    /// <param name="all">The strikes that are new or have more grounds than before.</param>
    /// <param name="fresh">Those of them that are new.</param>
    /// <param name="now">The time.</param>
    public static async Task<IReadOnlyList<AccountCount>> AddAsync(
        Session s, Guid platformId, IReadOnlyList<Strike> all, IReadOnlyList<Strike> fresh, DateTimeOffset now)
    {
        var grave = all.Where(strike => strike.Weight > 1).Select(strike => strike.AccountId).ToHashSet();
        if (grave.Count == 0) return await CountAsync(s, platformId, fresh, now);
        var added = fresh.GroupBy(strike => strike.AccountId).ToDictionary(g => g.Key, g => g.Sum(f => f.Weight));
        var counted = await CountAsync(
            s, platformId, [.. fresh.Where(strike => !grave.Contains(strike.AccountId))], now);
        // What has expired counts neither before nor after.
        return [.. counted, .. (await RecountAsync(s, Of(platformId, grave), now)).Select(c => c with
        {
            Before = Math.Min(c.Before, c.After - added.GetValueOrDefault(c.AccountId)),
        })];
    }

    /// <summary>
    /// Adds new strikes to the counts of their accounts. The strikes of an account are read only if one of them has
    /// expired.
    /// </summary>
    private static async Task<IReadOnlyList<AccountCount>> CountAsync(
        Session s, Guid platformId, IReadOnlyList<Strike> strikes, DateTimeOffset now)
    {
        // Until the counts are read, After is the number of new strikes.
        List<AccountCount> added = [.. strikes.GroupBy(strike => strike.AccountId).Select(g => new AccountCount
        {
            PlatformId = platformId,
            AccountId = g.Key,
            After = g.Count(),
            RecountAt = g.Min(strike => strike.ExpiresAt),
        })];
        var read = await s.InsertReadingAsync(Accounts, added, ["strikes", "recount_at"], AddStrikes);
        List<AccountCount> counts = [.. added.Select(
            (account, i) => account with { Before = (int)read[i][0] - account.After, After = (int)read[i][0] })];
        List<string> outdated =
            [.. counts.Where((_, i) => read[i][1] <= now.ToUnixTimeMilliseconds()).Select(c => c.AccountId)];
        if (outdated.Count == 0) return counts;
        var recounted = (await RecountAsync(s, Of(platformId, outdated), now)).ToDictionary(c => c.AccountId);
        // As if the sweep had run in time: expired strikes count neither before nor after.
        var unexpired =
            strikes.Where(strike => strike.ExpiresAt > now).CountBy(strike => strike.AccountId).ToDictionary();
        return [.. counts.Select(c => recounted.TryGetValue(c.AccountId, out var counted)
            ? c with { Before = counted.After - unexpired.GetValueOrDefault(c.AccountId), After = counted.After }
            : c)];
    }

    private static string CountStrikes(Session s) =>
        $"""
        SELECT given.id AS platform_id, given.text AS account_id, COALESCE(a.strikes, 0) AS before,
            CAST(COALESCE(SUM(st.weight), 0) AS BIGINT) AS after, MIN(st.expires_at) AS recount_at
        FROM {s.InPairs("accounts")} AS given
        LEFT JOIN accounts a ON a.platform_id = given.id AND a.account_id = given.text
        LEFT JOIN strikes st ON st.platform_id = given.id AND st.account_id = given.text AND st.expires_at > @now
        GROUP BY given.id, given.text, a.strikes
        """;

    private const string ReplaceCount =
        "(platform_id, account_id) DO UPDATE SET strikes = excluded.strikes, recount_at = excluded.recount_at";

    /// <summary>Counts the valid strikes of accounts anew.</summary>
    public static async Task<IReadOnlyList<AccountCount>> RecountAsync(
        Session s, IReadOnlyList<(Guid PlatformId, string AccountId)> accounts, DateTimeOffset now)
    {
        var counts = await s.QueryAsync<AccountCount>(CountStrikes(s), new { now, accounts = s.Pairs(accounts) });
        await s.InsertAsync(Accounts, counts, ReplaceCount);
        return counts;
    }

    private const string Expired =
        "SELECT platform_id, account_id FROM accounts WHERE recount_at <= @now ORDER BY recount_at LIMIT @take";

    /// <summary>Recounts accounts whose oldest strike has expired.</summary>
    public static async Task<int> ExpireAsync(Session s, DateTimeOffset now, int take)
    {
        var expired = await s.QueryAsync<AccountCount>(Expired, new { now, take });
        foreach (var platform in expired.Select(a => a.PlatformId).Distinct().Order()) await LockAsync(s, platform);
        if (expired.Count > 0) await RecountAsync(s, [.. expired.Select(a => (a.PlatformId, a.AccountId))], now);
        return expired.Count;
    }

    private static List<(Guid, string)> Of(Guid platformId, IEnumerable<string> accounts) =>
        [.. accounts.Select(account => (platformId, account))];
}
