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
    /// Whether void strikes take the ground from an entry of the ladder: one of its own is void, and fewer are left
    /// than the closure needed.
    /// </summary>
    /// <param name="strikes">The strikes that led to the closure.</param>
    /// <param name="notices">The notices that these count.</param>
    /// <param name="left">The strikes that are left.</param>
    /// <param name="voided">The notices whose strikes are void.</param>
    public static bool LosesGround(
        int strikes, IEnumerable<Guid> notices, int left, IReadOnlySet<Guid> voided) =>
        left < strikes && notices.Any(voided.Contains);

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
