using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>The entries of blacklists that are in force.</summary>
internal static class AccountBlacklistRows
{
    private static string Of(Session s, string filter) =>
        $"""
        SELECT {AccountActionStore.Stored}, d.due, d.status AS sla FROM account_actions a
        JOIN deadlines d ON d.owner = {DeadlineOwner.AccountAction:D} AND d.owner_id = a.id
            AND d.kind = {DeadlineKind.AccountAction:D}
        WHERE a.platform_id IN {s.In("platforms")} AND {BlacklistedAccounts.InForce("a")} {filter}
        """;

    private const int MaxOfAccount = 100;

    /// <summary>Those of the platforms, after an id.</summary>
    public static Task<IReadOnlyList<AccountAction>> PageAsync(
        Session s, IReadOnlyList<Guid> platforms, IReadOnlyList<string>? functions, string? account, Guid after,
        int take, DateTimeOffset now) => s.QueryAsync<AccountAction>(
            Of(s, $"""
            AND a.id > @after {(account is null ? "" : "AND a.account_id = @account")}
                {(functions is null ? "" : "AND ' ' || @functions || ' ' LIKE '% ' || a.function || ' %'")}
            ORDER BY a.id LIMIT @take
            """),
            new
            {
                platforms = s.Ids(platforms), now, account, after, take,
                functions = functions is null ? null : string.Join(' ', functions),
            });

    /// <summary>That of an account; null if there is none.</summary>
    public static async Task<AccountAction?> FindAsync(
        Session s, Guid platform, IReadOnlyList<string>? functions, string account, DateTimeOffset now) =>
        (await PageAsync(s, [platform], functions, account, Guid.Empty, MaxOfAccount, now)).MaxBy(a => a.Until);

    private const string Strikes =
        "SELECT strikes FROM accounts WHERE platform_id = @platform AND account_id = @account";

    /// <summary>The strikes of an account.</summary>
    public static async Task<int> StrikesAsync(Session s, Guid platform, string account) =>
        (int)((await s.QueryAsync<long>(Strikes, new { platform, account })) is [var found, ..] ? found : 0);
}
