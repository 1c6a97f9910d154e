using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Accounts that are on the blacklist of their platform: account actions with an end that lies ahead. Nothing has to
/// happen at the end, so it is compared when it is read.
/// </summary>
internal static class BlacklistedAccounts
{
    /// <summary>The condition on an account action to be in force, with <c>@now</c>.</summary>
    public static string InForce(string action) =>
        $"{action}.status = {AccountActionStatus.Done:D} AND {action}.until > @now";

    /// <summary>The end for the account of a row, by <c>platform_id</c> and <c>account_id</c>; null for none.</summary>
    public static string Until(string row) =>
        $"""
        (SELECT MAX(b.until) FROM account_actions b
            WHERE b.platform_id = {row}.platform_id AND b.account_id = {row}.account_id AND {InForce("b")})
        """;

    private static readonly string Of =
        $"""
        SELECT a.account_id, MAX(a.until) AS until FROM account_actions a
        WHERE a.platform_id = @platformId AND {InForce("a")} AND a.account_id IN (SELECT value FROM
        """;

    /// <summary>Those of these accounts of a platform that are on its blacklist, and until when.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(
        Session s, Guid platformId, IEnumerable<string?> accounts, DateTimeOffset now)
    {
        List<string> named = [.. accounts.OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Count == 0 ? new Dictionary<string, DateTimeOffset>()
            : (await s.QueryAsync<Row>(
                $"{Of} {s.InTexts("accounts")} AS t) GROUP BY a.account_id",
                new { platformId, now, accounts = s.Texts(named) }))
                .ToDictionary(r => r.AccountId, r => r.Until, StringComparer.Ordinal);
    }

    private sealed record Row
    {
        public string AccountId { get; init; } = "";
        public DateTimeOffset Until { get; init; }
    }
}
