using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>The ledger of repeat infringers: the strikes, and their number by account.</summary>
internal sealed class StrikeStore(AccountActionStore actions, AccountBlacklist blacklist)
{
    private static readonly Table<Strike> Strikes = new("strikes",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("account_id", ColumnType.Text, r => r.AccountId),
        new("batch_id", ColumnType.Id, r => r.BatchId),
        new("day", ColumnType.Number, r => r.Day),
        new("grounds", ColumnType.Number, r => r.Grounds),
        new("expires_at", ColumnType.Instant, r => r.ExpiresAt),
        new("notices", ColumnType.Text, r => r.Notices),
        new("weight", ColumnType.Number, r => r.Weight),
        new("counted_at", ColumnType.Instant, r => r.CountedAt),
    ]);

    /// <summary>Notices that are named for a strike and for an account action, the newest.</summary>
    public const int MaxNotices = 20;

    private static readonly string AddGround =
        $"""
        (platform_id, account_id, batch_id, day) DO UPDATE SET grounds = strikes.grounds + excluded.grounds,
        notices = SUBSTR(excluded.notices || strikes.notices, 1, {MaxNotices * NoticeName.Length}),
        weight = CASE WHEN excluded.weight > strikes.weight THEN excluded.weight ELSE strikes.weight END
        """;

    /// <summary>
    /// Counts confirmed removals of one platform: at most one strike per account, batch and day (UTC), regardless of
    /// the number of notices, so that a bulk upload alone cannot close an account. Requests the measures of the steps
    /// reached from the platform.
    /// </summary>
    public async Task AddAsync(
        Session s, RegistrySnapshot registry, IReadOnlyList<NoticeRow> removed, DateTimeOffset now)
    {
        var counted = removed.Where(n => n.AccountId is not null).ToList();
        if (counted.Count == 0) return;
        var platform = counted[0].PlatformId;
        await LockAsync(s, platform);
        var ladders = counted.GroupBy(n => n.AccountId!)
            .ToDictionary(g => g.Key, g => (Notice: g.First(), Policy: PolicyOf(registry, g.First())));
        List<Strike> strikes = [.. counted
            .GroupBy(n => (AccountId: n.AccountId!, n.BatchId, Day: Day(n.AnsweredAt ?? now)))
            .Select(g => new Strike(
                platform, g.Key.AccountId, g.Key.BatchId, g.Key.Day, g.Count(),
                now + ladders[g.Key.AccountId].Policy.Strikes.Window,
                NoticeName.All(g.Select(n => n.Id).Take(MaxNotices)),
                g.Max(n => Ladder.WeightOf(ladders[g.Key.AccountId].Policy.Strikes, n.Mark)), now))];
        var grounds = await s.InsertReadingAsync(Strikes, strikes, ["grounds"], AddGround);
        // A strike that existed before has more grounds now than this call adds.
        List<Strike> fresh = [.. strikes.Where((strike, i) => grounds[i][0] == strike.Grounds)];
        var reached = (await CountAsync(s, platform, strikes, fresh, now)).SelectMany(account =>
            Ladder.Reached(ladders[account.AccountId].Policy.Strikes, account.Before, account.After)
                .Select(step => (account.AccountId, Step: step))).ToList();
        if (reached.Count == 0) return;
        var counts = await StrikeNotices.OfAsync(s, platform, [.. reached.Select(r => r.AccountId).Distinct()], now);
        await actions.RequestAsync(s, platform, [.. reached.Select(r =>
        {
            var (notice, policy) = ladders[r.AccountId];
            return new AccountActionRequest(
                r.AccountId, r.Step.Measure, r.Step.Strikes, registry.FunctionOf(notice.Regime, notice.Function),
                registry.Due(policy, policy.Deadlines.AccountAction, now), counts.GetValueOrDefault(r.AccountId, ""));
        })], now);
    }

    private const string AddStrikes =
        """
        (platform_id, account_id) DO UPDATE SET strikes = accounts.strikes + excluded.strikes,
        recount_at = CASE WHEN accounts.recount_at < excluded.recount_at THEN accounts.recount_at
            ELSE excluded.recount_at END
        """;

    /// <summary>
    /// Grave strikes may weigh more than when they were added first, so their accounts are counted anew.
    /// </summary>
    private static async Task<IReadOnlyList<AccountCount>> CountAsync(
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

    /// <summary>
    /// Serializes the counting of a platform's strikes: two transactions that do not see each other's strikes could
    /// reach the same step twice, or skip a step.
    /// </summary>
    public static Task LockAsync(Session s, Guid platformId) => s.LockAsync($"strikes {platformId}");

    private static string OfAccounts(Session s) =>
        $"""
        SELECT st.platform_id, st.account_id, st.batch_id, st.day, st.grounds, st.notices
        FROM {s.InPairs("accounts")} AS t JOIN strikes st ON st.platform_id = t.id AND st.account_id = t.text
        """;

    /// <summary>
    /// Removes the grounds of notices whose measures end, and cancels the account actions that the remaining strikes do
    /// not justify. The notices of a recall or of windows that end together are of many platforms.
    /// </summary>
    public async Task VoidAsync(Session s, IReadOnlyList<NoticeRow> notices, DateTimeOffset now)
    {
        var voided = notices.Where(n => n is { AccountId: not null, AnsweredAt: not null })
            .ToLookup(n => (n.PlatformId, n.AccountId!, n.BatchId, Day(n.AnsweredAt!.Value)), n => n.Id);
        if (voided.Count == 0) return;
        // In a fixed order.
        foreach (var platform in voided.Select(v => v.Key.PlatformId).Distinct().Order()) await LockAsync(s, platform);
        List<(Guid, string)> accounts = [.. voided.Select(v => (v.Key.PlatformId, v.Key.Item2)).Distinct()];
        var stored = await s.QueryAsync<StoredStrike>(OfAccounts(s), new { accounts = s.Pairs(accounts) });
        var left = stored.Where(strike => voided.Contains(strike.Key))
            .Select(strike => strike.Without(voided[strike.Key])).ToList();
        await s.UpdateAsync(StoredStrike.Table, [.. left.Where(strike => strike.Grounds > 0)]);
        await s.DeleteAsync(StoredStrike.Table, [.. left.Where(strike => strike.Grounds <= 0)]);
        await FewerAsync(s, accounts, now);
    }

    /// <summary>Counts the strikes of accounts anew, and ends what those that are left do not justify.</summary>
    private async Task FewerAsync(
        Session s, IReadOnlyList<(Guid PlatformId, string AccountId)> accounts, DateTimeOffset now)
    {
        foreach (var platform in accounts.Select(a => a.PlatformId).Distinct().Order())
            await AccountBlacklist.LockAsync(s, platform);
        var left = (await RecountAsync(s, accounts, now)).Where(account => account.After < account.Before)
            .ToDictionary(a => (a.PlatformId, a.AccountId), a => a.After);
        await actions.CancelAboveAsync(s, left, now);
        // Also of accounts that have as many as before: the strikes of a closure may have expired.
        await blacklist.EndAsync(s, accounts, "strikes-void", now);
    }

    private const string DeleteNamed = "DELETE FROM strikes WHERE platform_id = @platformId "
        + "AND account_id = @accountId AND REPLACE(notices, @name, '') <> notices";

    /// <summary>
    /// Voids the strikes of an account that count any of the notices: whole ones, so that a later withdrawal of a
    /// notice takes nothing else away.
    /// </summary>
    public async Task VoidAsync(
        Session s, Guid platformId, string accountId, IReadOnlyList<Guid> notices, DateTimeOffset now)
    {
        await LockAsync(s, platformId);
        foreach (var name in notices.Select(id => NoticeName.All([id])))
            await s.ExecuteAsync(DeleteNamed, new { platformId, accountId, name });
        await FewerAsync(s, [(platformId, accountId)], now);
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

    private static async Task<IReadOnlyList<AccountCount>> RecountAsync(
        Session s, IReadOnlyList<(Guid PlatformId, string AccountId)> accounts, DateTimeOffset now)
    {
        var counts = await s.QueryAsync<AccountCount>(CountStrikes(s), new { now, accounts = s.Pairs(accounts) });
        await s.InsertAsync(Accounts, counts, ReplaceCount);
        return counts;
    }

    private static readonly Table<AccountCount> Accounts = new("accounts",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("account_id", ColumnType.Text, r => r.AccountId),
        new("strikes", ColumnType.Number, r => r.After),
        new("recount_at", ColumnType.Instant, r => r.RecountAt),
    ]);

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

    private static SlaPolicy PolicyOf(RegistrySnapshot registry, NoticeRow notice) =>
        registry.PolicyOf(notice.Policy, notice.PolicyVersion);

    private static long Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;

    private sealed record Strike(
        Guid PlatformId, string AccountId, Guid BatchId, long Day, int Grounds, DateTimeOffset ExpiresAt,
        string Notices, int Weight, DateTimeOffset CountedAt);

    private sealed record AccountCount
    {
        public Guid PlatformId { get; init; }
        public string AccountId { get; init; } = "";
        public int Before { get; init; }
        public int After { get; init; }
        public DateTimeOffset? RecountAt { get; init; }
    }
}
