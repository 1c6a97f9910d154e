using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>Who operates accounts, as keyed hashes, so that the same operator is recognised across platforms.</summary>
internal sealed class AccountOperators(IdentityKeys keys, TimeProvider time)
{
    private static readonly Table<Row> Table = new("account_operators",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId, Key: true),
        new("account_id", ColumnType.Text, r => r.AccountId, Key: true),
        new("hash", ColumnType.Bytes, r => r.Hash),
        new("stored_at", ColumnType.Instant, r => r.StoredAt),
    ]);

    private static readonly Table<Row> Keys = new("account_operators", [.. Table.Columns.Take(2)]);

    private static readonly string Operated =
        $"""
        o.platform_id, o.account_id, o.hash, COALESCE(a.strikes, 0) AS strikes,
            {BlacklistedAccounts.Until("o")} AS blacklisted_until
        FROM account_operators o
        LEFT JOIN accounts a ON a.platform_id = o.platform_id AND a.account_id = o.account_id
        """;

    /// <summary>Stores the operators of accounts of a platform; null where the key cannot be read.</summary>
    public async Task<AccountOperatorsStored?> PutAsync(
        Session s, Guid platform, IReadOnlyList<AccountOperatorInput> items)
    {
        if (await keys.CurrentAsync(s) is not { } key) return null;
        var now = time.GetUtcNow();
        List<Row> stored = [.. items.Where(i => i.Identity is not null).Select(i => new Row
        {
            PlatformId = platform,
            AccountId = i.Account!,
            Hash = IdentityKeys.Hash(key.Key, i.Identity!),
            StoredAt = now,
        })];
        await s.InsertAsync(
            Table, stored,
            "(platform_id, account_id) DO UPDATE SET hash = excluded.hash, stored_at = excluded.stored_at");
        List<Row> forgotten = [.. items.Where(i => i.Identity is null).Select(i => new Row
        {
            PlatformId = platform, AccountId = i.Account!,
        })];
        await s.DeleteAsync(Keys, forgotten);
        return new() { Stored = stored.Count, Forgotten = forgotten.Count, KeyVersion = key.Version };
    }

    /// <summary>Operators with several accounts on the given platforms, after a hash.</summary>
    public static async Task<IReadOnlyList<SameOperator>> ListAsync(
        Session s, IReadOnlyList<Guid> platforms, int least, byte[] after, int take, DateTimeOffset now)
    {
        var hashes = await s.QueryAsync<Row>(
            $"""
            SELECT hash FROM account_operators WHERE platform_id IN {s.In("platforms")} AND hash > @after
            GROUP BY hash HAVING COUNT(*) >= @least ORDER BY hash LIMIT @take
            """,
            new { platforms = s.Ids(platforms), after, least, take });
        if (hashes.Count == 0) return [];
        var accounts = await s.QueryAsync<Row>(
            $"""
            SELECT {Operated} WHERE o.hash IN {s.InBytes("hashes")} AND o.platform_id IN {s.In("platforms")}
            ORDER BY o.hash, o.platform_id, o.account_id
            """,
            new { platforms = s.Ids(platforms), hashes = s.Bytes(hashes.Select(h => h.Hash)), now });
        return [.. accounts.GroupBy(a => Convert.ToHexStringLower(a.Hash)).Select(g => new SameOperator
        {
            Operator = g.Key,
            Accounts = [.. g.Select(a => a.View)],
        })];
    }

    private static string Blacklisted(Session s) =>
        $"""
        SELECT {Operated}
        JOIN account_operators own
            ON own.platform_id = @platform AND own.account_id = @account AND own.hash = o.hash
        WHERE o.platform_id IN {s.In("platforms")} AND (o.platform_id <> @platform OR o.account_id <> @account)
            AND {BlacklistedAccounts.Until("o")} IS NOT NULL
        ORDER BY o.platform_id, o.account_id LIMIT @take
        """;

    /// <summary>Other accounts of the operator of an account that are on a blacklist, on the given platforms.</summary>
    public static async Task<IReadOnlyList<OperatedAccount>> BlacklistedAsync(
        Session s, IReadOnlyList<Guid> platforms, Guid platform, string account, int take, DateTimeOffset now) =>
        [.. (await s.QueryAsync<Row>(
            Blacklisted(s), new { platforms = s.Ids(platforms), platform, account, take, now })).Select(a => a.View)];

    private sealed record Row
    {
        public Guid PlatformId { get; init; }
        public string AccountId { get; init; } = "";
        public byte[] Hash { get; init; } = [];
        public DateTimeOffset StoredAt { get; init; }
        public int Strikes { get; init; }
        public DateTimeOffset? BlacklistedUntil { get; init; }

        public OperatedAccount View => new()
        {
            PlatformId = PlatformId, Account = AccountId, Strikes = Strikes, BlacklistedUntil = BlacklistedUntil,
        };
    }
}
