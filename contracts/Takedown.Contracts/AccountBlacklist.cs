using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Who put an account on the blacklist of its platform.</summary>
[JsonConverter(typeof(KebabEnumConverter<BlacklistSource>))]
public enum BlacklistSource
{
    /// <summary>The last step of the policy's ladder.</summary>
    Ladder,
    /// <summary>The platform itself.</summary>
    Platform,
    /// <summary>A regulator, by an order to the platform.</summary>
    Regulator,
}

/// <summary>Why an account is on the blacklist of its platform, and until when.</summary>
public sealed record BlacklistTerms
{
    /// <summary>Who put it there.</summary>
    public required BlacklistSource Source { get; init; }
    /// <summary>Until when; it ends by itself then.</summary>
    public required DateTimeOffset Until { get; init; }
    /// <summary>The basis; absent where the ladder is the source.</summary>
    public string? Basis { get; init; }
    /// <summary>Where the ladder is the source: after how many closures.</summary>
    public int? Closures { get; init; }
    /// <summary>The body that ordered it.</summary>
    public Guid? BodyId { get; init; }
    /// <summary>The person who decided it.</summary>
    public string? Person { get; init; }
    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
    /// <summary>
    /// Why it was ended before its time: <c>appeal-upheld</c>, <c>strikes-void</c>, <c>closure-lifted</c>, or what the
    /// person wrote who ended it.
    /// </summary>
    public string? LiftReason { get; init; }
}

/// <summary>Body of <c>POST /v1/account-blacklist</c>.</summary>
public sealed record AccountBlacklistInput
{
    /// <summary>The platform; required of a regulator, and the caller's own id otherwise.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>The account, by the platform's id, at most 200 characters; required.</summary>
    public string? Account { get; init; }
    /// <summary>Until when, within five years; required.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>The basis, at most 2,000 characters; required.</summary>
    public string? Basis { get; init; }
    /// <summary>By a regulator: until when the platform must have done it. Default: three days from now.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>What is known of an account on a platform.</summary>
public sealed record AccountStanding
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>The account, by the platform's id.</summary>
    public required string Account { get; init; }
    /// <summary>Strikes in force.</summary>
    public required int Strikes { get; init; }
    /// <summary>The account action by which it is on the blacklist; absent if it is not.</summary>
    public AccountActionView? Blacklisted { get; init; }
    /// <summary>
    /// Other accounts of the same operator that are on a blacklist, of the platforms that the reader sees, at most 100.
    /// Nothing follows from it by itself.
    /// </summary>
    public required IReadOnlyList<OperatedAccount> SameOperator { get; init; }
}
