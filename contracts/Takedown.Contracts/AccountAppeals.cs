namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/account-actions/{id}/appeal</c>: what the account says, by its platform.</summary>
public sealed record AccountAppealInput
{
    /// <summary>What the account says against the measure, at most 4,000 characters; required.</summary>
    public string? Text { get; init; }
}

/// <summary>
/// Body of <c>POST /v1/account-appeals/with-link</c>: what the user says against measures that followed from the notice
/// of its link.
/// </summary>
public sealed record LinkAppealInput
{
    /// <summary>Code of the one-time link; required.</summary>
    public string? Link { get; init; }
    /// <summary>
    /// The measures, by their account actions, at most 20. Default: all that can be appealed against.
    /// </summary>
    public IReadOnlyList<Guid>? ActionIds { get; init; }
    /// <summary>What the user says, at most 4,000 characters; required.</summary>
    public string? Text { get; init; }
}

/// <summary>Measures against an account that followed from the notice of a link.</summary>
public sealed record AccountSteps
{
    /// <summary>The measures, in the order in which they were taken.</summary>
    public required IReadOnlyList<AccountStep> Steps { get; init; }
}

/// <summary>A measure against an account, as the user of the account reads it.</summary>
public sealed record AccountStep
{
    /// <summary>The account action.</summary>
    public required Guid ActionId { get; init; }
    /// <summary>The measure.</summary>
    public required Measure Measure { get; init; }
    /// <summary>When the platform took it.</summary>
    public required DateTimeOffset TakenAt { get; init; }
    /// <summary>End of a blacklisting.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>When the user appealed against it; absent if it has not.</summary>
    public DateTimeOffset? AppealedAt { get; init; }
    /// <summary>Why it cannot be appealed against, as a stable code; absent if it can.</summary>
    public string? Code { get; init; }
    /// <summary>The same for people, in the language of the request.</summary>
    public string? Message { get; init; }
}

/// <summary>An appeal of an account against a measure.</summary>
public sealed record AccountAppealView
{
    /// <summary>The account action.</summary>
    public required Guid ActionId { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>The account, by the platform's id.</summary>
    public required AccountRef Account { get; init; }
    /// <summary>The measure.</summary>
    public required Measure Measure { get; init; }
    /// <summary>Status of the action: <c>lifted</c> after an appeal that was upheld.</summary>
    public required AccountActionStatus Status { get; init; }
    /// <summary>The notices whose strikes the measure was based on.</summary>
    public required IReadOnlyList<Guid> NoticeIds { get; init; }
    /// <summary>What the account says.</summary>
    public required string Text { get; init; }
    /// <summary>When the appeal was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>
    /// <c>platform</c> where it filed for its user, <c>accused</c> where the user used a link itself.
    /// </summary>
    public required string FiledBy { get; init; }
    /// <summary>The decision; absent until there is one.</summary>
    public AppealDecision? Decision { get; init; }
}

/// <summary>Body of <c>PUT /v1/account-operators</c>: who operates accounts.</summary>
public sealed record AccountOperatorsInput
{
    /// <summary>The accounts, 1 to 1,000.</summary>
    public IReadOnlyList<AccountOperatorInput>? Items { get; init; }
}

/// <summary>An account and who operates it.</summary>
public sealed record AccountOperatorInput
{
    /// <summary>The account, by your id; required.</summary>
    public string? Account { get; init; }
    /// <summary>
    /// What identifies its operator, such as a number of an identity document, at most 200 characters. It is not
    /// stored: only a keyed hash of it is. Absent: what was stored about the account is forgotten.
    /// </summary>
    public string? Identity { get; init; }
}

/// <summary>What was stored about who operates accounts.</summary>
public sealed record AccountOperatorsStored
{
    /// <summary>Accounts with an operator now.</summary>
    public required long Stored { get; init; }
    /// <summary>Accounts whose operator was forgotten.</summary>
    public required long Forgotten { get; init; }
    /// <summary>Version of the key of the hashes.</summary>
    public required int KeyVersion { get; init; }
}

/// <summary>Accounts with the same operator.</summary>
public sealed record SameOperator
{
    /// <summary>A name for the operator that says nothing about it, good until the key is rotated.</summary>
    public required string Operator { get; init; }
    /// <summary>The accounts, on the platforms that the reader sees.</summary>
    public required IReadOnlyList<OperatedAccount> Accounts { get; init; }
}

/// <summary>An account of an operator.</summary>
public sealed record OperatedAccount
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>The account, by the platform's id.</summary>
    public required string Account { get; init; }
    /// <summary>Its strikes.</summary>
    public required int Strikes { get; init; }
    /// <summary>Until when it is on its platform's blacklist; absent if it is not.</summary>
    public DateTimeOffset? BlacklistedUntil { get; init; }
}

/// <summary>A new key of the hashes by which operators of accounts are recognised.</summary>
public sealed record IdentityKeyView
{
    /// <summary>Version of the key, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>
    /// Accounts whose operator was forgotten, because the server has no identity from which it could make new hashes.
    /// </summary>
    public required long Forgotten { get; init; }
}
