using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// The last step of the ladder: after closures that the platform confirmed, it is asked to put the account on its
/// blacklist until a date. An entry of the ladder loses its ground with the closures or the strikes behind it.
/// </summary>
internal sealed class AccountBlacklist(Database database, AccountActionStore actions)
{
    private static readonly string Open =
        $"""
        a.until > @now AND a.status IN ({AccountActionStatus.Requested:D}, {AccountActionStatus.Escalated:D},
            {AccountActionStatus.Done:D}) AND (a.platform_id, a.account_id) IN (SELECT id, text FROM
        """;

    private const string Policies =
        "SELECT id, policy, policy_version FROM notices WHERE platform_id = @platformId AND id IN ";

    /// <summary>
    /// So that entries and what they stand on are not changed at once. After the lock of strikes, before those of
    /// account actions.
    /// </summary>
    public static Task LockAsync(Session s, Guid platformId) => s.LockAsync($"account blacklist {platformId}");

    /// <summary>Entries of accounts that are asked for or in force, by account.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="platformId">The platform.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="now">The present time.</param>
    public static async Task<ILookup<string, AccountAction>> OpenAsync(
        Session s, Guid platformId, IReadOnlyCollection<string> accounts, DateTimeOffset now) =>
        (await OpenAsync(s, accounts.Select(account => (platformId, account)), now, locking: ""))
            .ToLookup(a => a.AccountId);

    private static async Task<IReadOnlyCollection<AccountAction>> OpenAsync(
        Session s, IEnumerable<(Guid, string)> accounts, DateTimeOffset now, string locking) =>
        (await AccountActionStore.LockAsync(
            s, $"{Open} {s.InPairs("accounts")} AS t)", locking, new { now, accounts = s.Pairs(accounts) })).Values;

    /// <summary>Asks for the blacklist where confirmed closures reach the rule of their policy.</summary>
    public async Task ReachAsync(
        Session s, RegistrySnapshot registry, Guid platformId, IEnumerable<AccountAction> answered, DateTimeOffset now)
    {
        var closed = answered
            .Where(a => a is { Measure: Measure.AccountClosed, Status: AccountActionStatus.Done, NoticeIds.Count: > 0 })
            .OrderByDescending(a => a.Seq).DistinctBy(a => a.AccountId).ToDictionary(a => a.AccountId);
        if (closed.Count == 0) return;
        var counts = await ClosureCount.OfAsync(s, [.. closed.Keys.Select(account => (platformId, account))], now);
        var open = await OpenAsync(s, platformId, closed.Keys, now);
        var policies = (await s.QueryAsync<NoticeRow>(
            Policies + s.In("ids"), new { platformId, ids = s.Ids(closed.Values.Select(a => a.NoticeIds[0])) }))
            .ToDictionary(n => n.Id, n => registry.PolicyOf(n.Policy, n.PolicyVersion));
        List<AccountActionRequest> reached = [];
        foreach (var action in closed.Values)
        {
            var closures = counts[(platformId, action.AccountId)];
            if (policies.GetValueOrDefault(action.NoticeIds[0]) is not { } policy
                || BlacklistRules.Reached(policy.Strikes, closures) is not { } rule
                || open[action.AccountId].Any(a => a.Blacklist!.Source is BlacklistSource.Ladder)) continue;
            reached.Add(new(
                action.AccountId, Measure.AccountBlacklisted, action.Strikes, action.Function,
                registry.Due(policy, policy.Deadlines.AccountAction, now), action.Notices)
            {
                Blacklist = new()
                {
                    Source = BlacklistSource.Ladder, Until = now + rule.For, Closures = rule.Closures,
                },
            });
        }
        await actions.RequestAsync(s, platformId, reached, now);
    }

    /// <summary>
    /// Ends the entries of the ladder that no longer have the closures that they need, since one was lifted or strikes
    /// behind one are void. Those that wait for the platform are cancelled.
    /// </summary>
    public async Task EndAsync(
        Session s, IReadOnlyCollection<(Guid, string)> accounts, string reason, DateTimeOffset now)
    {
        List<AccountAction> open = [.. (await OpenAsync(s, accounts, now, database.Dialect.ForUpdate))
            .Where(a => a.Blacklist!.Source is BlacklistSource.Ladder)];
        if (open.Count == 0) return;
        var counts = await ClosureCount.OfAsync(s, [.. open.Select(a => (a.PlatformId, a.AccountId)).Distinct()], now);
        var ended = open.Where(a => counts[(a.PlatformId, a.AccountId)] < a.Blacklist!.Closures)
            .ToLookup(a => a.Status is AccountActionStatus.Done);
        await actions.SaveAsync(
            s, EventKind.AccountActionLifted, [.. ended[true].Select(a => a.Lifted(now, reason))], now, by: null);
        await actions.SaveAsync(
            s, EventKind.AccountActionCancelled, [.. ended[false].Select(a => a.Cancelled(now))], now, by: null);
    }
}
