using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>How many closures of accounts count for the blacklist.</summary>
internal static class ClosureCount
{
    private static readonly string Closures =
        $"""
        SELECT platform_id, account_id, strikes, requested_at, answered_at FROM account_actions
        WHERE measure = {Measure.AccountClosed:D} AND status = {AccountActionStatus.Done:D}
            AND answered_at IS NOT NULL AND (platform_id, account_id) IN (SELECT id, text FROM
        """;

    private const string Strikes =
        """
        SELECT platform_id, account_id, day, expires_at, weight, counted_at FROM strikes
        WHERE (platform_id, account_id) IN (SELECT id, text FROM
        """;

    /// <summary>The closures of each of these accounts.</summary>
    public static async Task<IReadOnlyDictionary<(Guid PlatformId, string AccountId), int>> OfAsync(
        Session s, IReadOnlyCollection<(Guid PlatformId, string AccountId)> accounts, DateTimeOffset now)
    {
        var args = new { accounts = s.Pairs(accounts) };
        var closures = (await s.QueryAsync<ClosureRow>($"{Closures} {s.InPairs("accounts")} AS t)", args))
            .ToLookup(c => (c.PlatformId, c.AccountId), c => c.Closure);
        var strikes = (await s.QueryAsync<StrikeRow>($"{Strikes} {s.InPairs("accounts")} AS t)", args))
            .ToLookup(r => (r.PlatformId, r.AccountId), r => r.Counted);
        return accounts.ToDictionary(a => a, a => BlacklistRules.Count([.. closures[a]], [.. strikes[a]], now));
    }

    private sealed record ClosureRow
    {
        public Guid PlatformId { get; init; }
        public string AccountId { get; init; } = "";
        public int Strikes { get; init; }
        public DateTimeOffset RequestedAt { get; init; }
        public DateTimeOffset AnsweredAt { get; init; }

        public BlacklistRules.Closure Closure => new(Strikes, RequestedAt, AnsweredAt);
    }

    private sealed record StrikeRow
    {
        public Guid PlatformId { get; init; }
        public string AccountId { get; init; } = "";
        public int Day { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public int Weight { get; init; }
        public DateTimeOffset? CountedAt { get; init; }

        // Those of before the column: at the beginning of their day.
        public BlacklistRules.Counted Counted => new(
            CountedAt ?? new(DateOnly.FromDayNumber(Day), TimeOnly.MinValue, TimeSpan.Zero), ExpiresAt, Weight);
    }
}
