using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>The ledger of repeat infringers.</summary>
internal sealed class StrikeStore(AccountActionStore actions, AccountBlacklist blacklist)
{
    /// <summary>Notices that are named for a strike and for an account action, the newest.</summary>
    public const int MaxNotices = 20;

    private static readonly string AddGround =
        $"""
        (platform_id, account_id, batch_id, day) DO UPDATE SET grounds = strikes.grounds + excluded.grounds,
        notices = SUBSTR(excluded.notices || strikes.notices, 1, {MaxNotices * NoticeName.Length}),
        grave = strikes.grave + excluded.grave,
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
        await StrikeCounts.LockAsync(s, platform);
        var ladders = counted.GroupBy(n => n.AccountId!)
            .ToDictionary(g => g.Key, g => (Notice: g.First(), Policy: PolicyOf(registry, g.First())));
        List<Strike> strikes = [.. counted
            .GroupBy(n => (AccountId: n.AccountId!, n.BatchId, Day: Day(n.AnsweredAt ?? now)))
            .Select(g => (g.Key, Notices: g, Weights: g.Select(n => StrikeWeights.Of(registry, n)).ToList()))
            .Select(g => new Strike(
                platform, g.Key.AccountId, g.Key.BatchId, g.Key.Day,
                g.Weights.Count, g.Weights.Count(weight => weight > 1), g.Weights.Max(),
                now + ladders[g.Key.AccountId].Policy.Strikes.Window,
                NoticeName.All(g.Notices.Select(n => n.Id).Take(MaxNotices)), now))];
        var grounds = await s.InsertReadingAsync(Strike.Table, strikes, ["grounds"], AddGround);
        // A strike that existed before has more grounds now than this call adds.
        List<Strike> fresh = [.. strikes.Where((strike, i) => grounds[i][0] == strike.Grounds)];
        var reached = (await StrikeCounts.AddAsync(s, platform, strikes, fresh, now)).SelectMany(account =>
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

    private static string OfAccounts(Session s) =>
        $"""
        SELECT st.platform_id, st.account_id, st.batch_id, st.day, st.grounds, st.grave, st.weight, st.notices
        FROM {s.InPairs("accounts")} AS t JOIN strikes st ON st.platform_id = t.id AND st.account_id = t.text
        """;

    /// <summary>
    /// Removes the grounds of notices whose measures end, and cancels the account actions that the remaining strikes do
    /// not justify. The notices of a recall or of windows that end together are of many platforms.
    /// </summary>
    public async Task VoidAsync(
        Session s, RegistrySnapshot registry, IReadOnlyList<NoticeRow> notices, DateTimeOffset now)
    {
        var voided = notices.Where(n => n is { AccountId: not null, AnsweredAt: not null })
            .ToLookup(n => (n.PlatformId, n.AccountId!, n.BatchId, Day(n.AnsweredAt!.Value)));
        if (voided.Count == 0) return;
        // In a fixed order.
        foreach (var platform in voided.Select(v => v.Key.PlatformId).Distinct().Order())
            await StrikeCounts.LockAsync(s, platform);
        List<(Guid, string)> accounts = [.. voided.Select(v => (v.Key.PlatformId, v.Key.Item2)).Distinct()];
        var stored = await s.QueryAsync<StoredStrike>(OfAccounts(s), new { accounts = s.Pairs(accounts) });
        var left = stored.Where(strike => voided.Contains(strike.Key))
            .Select(strike => strike.Without(voided[strike.Key].ToDictionary(
                n => n.Id, n => StrikeWeights.Of(registry, n))));
        var weighed = await StrikeWeights.AnewAsync(s, registry, [.. left]);
        await s.UpdateAsync(StoredStrike.Table, [.. weighed.Where(strike => strike.Grounds > 0)]);
        await s.DeleteAsync(StoredStrike.Table, [.. weighed.Where(strike => strike.Grounds <= 0)]);
        await FewerAsync(s, accounts, now);
    }

    /// <summary>Counts the strikes of accounts anew, and ends what those that are left do not justify.</summary>
    private async Task FewerAsync(
        Session s, IReadOnlyList<(Guid PlatformId, string AccountId)> accounts, DateTimeOffset now)
    {
        foreach (var platform in accounts.Select(a => a.PlatformId).Distinct().Order())
            await AccountBlacklist.LockAsync(s, platform);
        var left = (await StrikeCounts.RecountAsync(s, accounts, now)).Where(account => account.After < account.Before)
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
        await StrikeCounts.LockAsync(s, platformId);
        foreach (var name in notices.Select(id => NoticeName.All([id])))
            await s.ExecuteAsync(DeleteNamed, new { platformId, accountId, name });
        await FewerAsync(s, [(platformId, accountId)], now);
    }

    private static SlaPolicy PolicyOf(RegistrySnapshot registry, NoticeRow notice) =>
        registry.PolicyOf(notice.Policy, notice.PolicyVersion);

    private static long Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;
}
