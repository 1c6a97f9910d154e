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
    // Steps that were answered together with one closure are one.
    private static readonly string Closures =
        $"""
        SELECT account_id, COUNT(DISTINCT answered_at) AS closures FROM account_actions
        WHERE platform_id = @platformId AND measure = {Measure.AccountClosed:D}
            AND status = {AccountActionStatus.Done:D} AND account_id IN (SELECT value FROM
        """;

    private static readonly string Open =
        $"""
        a.until > @now AND a.status IN ({AccountActionStatus.Requested:D}, {AccountActionStatus.Escalated:D},
            {AccountActionStatus.Done:D}) AND (a.platform_id, a.account_id) IN (SELECT id, text FROM
        """;

    private const string Policies =
        "SELECT id, policy, policy_version FROM notices WHERE platform_id = @platformId AND id IN ";

    /// <summary>So that an account has one entry at a time.</summary>
    public static Task LockAsync(Session s, Guid platformId) => s.LockAsync($"account blacklist {platformId}");

    /// <summary>Entries of accounts that are asked for or in force, by account.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="platformId">The platform.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="now">The present time.</param>
    /// <param name="locking">How the rows are locked; empty where only new ones follow.</param>
    public static async Task<ILookup<string, AccountAction>> OpenAsync(
        Session s, Guid platformId, IReadOnlyCollection<string> accounts, DateTimeOffset now, string locking = "") =>
        (await OpenAsync(s, accounts.Select(account => (platformId, account)), now, locking))
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
        await LockAsync(s, platformId);
        var counts = await CountAsync(s, platformId, closed.Keys);
        var open = await OpenAsync(s, platformId, closed.Keys, now);
        var policies = (await s.QueryAsync<NoticeRow>(
            Policies + s.In("ids"), new { platformId, ids = s.Ids(closed.Values.Select(a => a.NoticeIds[0])) }))
            .ToDictionary(n => n.Id, n => registry.PolicyOf(n.Policy, n.PolicyVersion));
        List<AccountActionRequest> reached = [];
        foreach (var action in closed.Values.Where(a => !open.Contains(a.AccountId)))
        {
            var closures = counts.GetValueOrDefault(action.AccountId);
            if (policies.GetValueOrDefault(action.NoticeIds[0]) is not { } policy
                || BlacklistRules.Reached(policy.Strikes, closures) is not { } rule) continue;
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

    /// <summary>Ends the entries of accounts whose strikes are void below what the closure needed.</summary>
    public async Task StrikesVoidAsync(
        Session s, IReadOnlyDictionary<(Guid PlatformId, string AccountId), int> left, HashSet<Guid> voided,
        DateTimeOffset now)
    {
        if (left.Count == 0) return;
        var open = await OpenAsync(s, left.Keys, now, database.Dialect.ForUpdate);
        await EndAsync(s, open.Where(a => BlacklistRules.LosesGround(
            a.Strikes, a.NoticeIds, left[(a.PlatformId, a.AccountId)], voided)), "strikes-void", now);
    }

    /// <summary>Ends the entry of an account that has fewer closures than it needs, one of them lifted.</summary>
    public async Task ClosureLiftedAsync(Session s, AccountAction closure, DateTimeOffset now)
    {
        // Another closure may be answered at the same moment.
        await LockAsync(s, closure.PlatformId);
        var counts = await CountAsync(s, closure.PlatformId, [closure.AccountId]);
        var left = counts.GetValueOrDefault(closure.AccountId);
        var open = await OpenAsync(s, closure.PlatformId, [closure.AccountId], now, database.Dialect.ForUpdate);
        await EndAsync(
            s, open[closure.AccountId].Where(a => left < a.Blacklist!.Closures), "closure-lifted", now);
    }

    /// <summary>Entries of the ladder end: those that wait for the platform are cancelled.</summary>
    private async Task EndAsync(Session s, IEnumerable<AccountAction> entries, string reason, DateTimeOffset now)
    {
        var ended = entries.Where(a => a.Blacklist!.Source is BlacklistSource.Ladder)
            .ToLookup(a => a.Status is AccountActionStatus.Done);
        await actions.SaveAsync(
            s, EventKind.AccountActionLifted, [.. ended[true].Select(a => a.Lifted(now, reason))], now, by: null);
        await actions.SaveAsync(
            s, EventKind.AccountActionCancelled, [.. ended[false].Select(a => a.Cancelled(now))], now, by: null);
    }

    private static async Task<Dictionary<string, int>> CountAsync(
        Session s, Guid platformId, IReadOnlyCollection<string> accounts) => (await s.QueryAsync<Count>(
            $"{Closures} {s.InTexts("accounts")} AS t) GROUP BY account_id",
            new { platformId, accounts = s.Texts(accounts) })).ToDictionary(c => c.AccountId, c => c.Closures);

    private sealed record Count
    {
        public string AccountId { get; init; } = "";
        public int Closures { get; init; }
    }
}
