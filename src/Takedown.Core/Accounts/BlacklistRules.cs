using Takedown.Contracts;

namespace Takedown.Core.Accounts;

/// <summary>When an account is on the blacklist of its platform, and until when.</summary>
public static class BlacklistRules
{
    /// <summary>Most closures that a policy may ask for.</summary>
    public const int MaxClosures = 10;

    /// <summary>Five years: nobody is barred for ever. Ours (P).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1827);

    /// <summary>Time of a platform to follow an order that names none. Ours (P).</summary>
    public static readonly TimeSpan OrderDue = TimeSpan.FromDays(3);

    /// <summary>Under ladders that say nothing about it. Ours (P).</summary>
    public static readonly AccountBlacklistRule Usual = new() { Closures = 2, For = TimeSpan.FromDays(365) };

    /// <summary>The rule that so many closures reach; null if they do not.</summary>
    public static AccountBlacklistRule? Reached(StrikeLadder ladder, int closures) =>
        (ladder.Blacklist ?? Usual) is { Closures: > 0 } rule && closures >= rule.Closures ? rule : null;

    /// <summary>Whether an account is on the blacklist: it ends by itself.</summary>
    public static bool IsInForce(AccountActionStatus status, DateTimeOffset until, DateTimeOffset now) =>
        status is AccountActionStatus.Done && now < until;

    /// <summary>
    /// The closures of an account that count: of those that were answered together one, and none whose strikes are void
    /// below what it needed. Strikes that have only expired still count for the closure that they led to; those of
    /// today are a ground for the last one.
    /// </summary>
    /// <param name="closures">Closures that the platform confirmed and has not lifted.</param>
    /// <param name="strikes">All strikes of the account that are not void, also those that have expired.</param>
    /// <param name="now">The present time.</param>
    public static int Count(
        IReadOnlyCollection<Closure> closures, IReadOnlyCollection<Counted> strikes, DateTimeOffset now)
    {
        var last = closures.Select(c => c.RequestedAt).DefaultIfEmpty().Max();
        return closures.Where(Stands).Select(c => c.AnsweredAt).Distinct().Count();

        bool Stands(Closure closure) => At(closure.RequestedAt) >= closure.Strikes
            || (closure.RequestedAt == last && At(now) >= closure.Strikes);

        int At(DateTimeOffset at) => strikes.Where(s => s.CountedAt <= at && at < s.ExpiresAt).Sum(s => s.Weight);
    }

    /// <summary>A confirmed closure of an account.</summary>
    /// <param name="Strikes">The strikes that it needed; none where no ladder led to it.</param>
    /// <param name="RequestedAt">When they were reached.</param>
    /// <param name="AnsweredAt">When the platform confirmed it.</param>
    public readonly record struct Closure(int Strikes, DateTimeOffset RequestedAt, DateTimeOffset AnsweredAt);

    /// <summary>A strike of an account.</summary>
    /// <param name="CountedAt">From when on it counts.</param>
    /// <param name="ExpiresAt">From when on it no longer counts.</param>
    /// <param name="Weight">How much it counts.</param>
    public readonly record struct Counted(DateTimeOffset CountedAt, DateTimeOffset ExpiresAt, int Weight);

    /// <summary>Whether an entry waits for the platform.</summary>
    public static bool IsAsked(AccountActionStatus status) =>
        status is AccountActionStatus.Requested or AccountActionStatus.Escalated;

    /// <summary>Why an entry may not be ended by this organisation; null if it may.</summary>
    public static string? LiftFault(
        BlacklistSource source, AccountActionStatus status, DateTimeOffset until, DateTimeOffset now,
        bool byPlatform) =>
        !byPlatform && source is BlacklistSource.Regulator && IsAsked(status) ? null
        : !IsInForce(status, until, now) ? "account-blacklist.ended"
        : byPlatform && source is BlacklistSource.Regulator ? "account-blacklist.ordered"
        : !byPlatform && source is not BlacklistSource.Regulator ? "account-blacklist.not-yours"
        : null;
}
