using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Server.Registry;

/// <summary>Where a key comes from.</summary>
internal enum KeyOrigin
{
    Api = 0,
    /// <summary><c>Takedown:OperatorKey</c>: for the first start and for recovery.</summary>
    Configuration = 1,
    /// <summary>Made and printed at the first start.</summary>
    FirstStart = 2,
    /// <summary>Stands for the tokens of a person at the sign-in provider; it has no text of its own.</summary>
    SignIn = 3,
}

/// <summary>A key as stored, with the kind of its organisation and the role of its person.</summary>
internal sealed record StoredKey
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public OrganisationKind Kind { get; init; }
    public Guid? PersonId { get; init; }
    public PersonRole? Role { get; init; }
    /// <summary>Functions of a regulator.</summary>
    public string? Functions { get; init; }
    public string? Name { get; init; }
    public string? Prefix { get; init; }
    public long Scopes { get; init; }
    public string? Addresses { get; init; }
    public KeyOrigin Origin { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    /// <summary>The key that made this one as its successor, without the scope <c>register</c>.</summary>
    public Guid? RotatedFrom { get; init; }

    public ScopeSet Effective => new ScopeSet(Scopes).And(ScopeRules.Allowed(Kind, Role))
        .And(ScopeRules.OfFunctions(Split(Functions ?? "")));

    public IReadOnlyList<string>? AddressList => Addresses is { } list ? Split(list) : null;

    public KeyView View => new()
    {
        Id = Id,
        Name = Name,
        Prefix = Prefix,
        PersonId = PersonId,
        Scopes = Effective.List,
        Addresses = AddressList,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        LastUsedAt = LastUsedAt,
        RevokedAt = RevokedAt,
        RotatedFrom = RotatedFrom,
    };

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    public static IReadOnlyList<string> Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
