using Takedown.Contracts;
using Takedown.Core.Keys;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

/// <summary>An active key with its organisation and person, as read for one request.</summary>
internal sealed record FoundKey
{
    public byte[] Hash { get; init; } = [];
    public Guid Id { get; init; }
    public OrganisationKind Kind { get; init; }
    public Guid KeyId { get; init; }
    public long Scopes { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? Addresses { get; init; }
    public Guid? PersonId { get; init; }
    public string? PersonName { get; init; }
    public PersonRole? Role { get; init; }
    /// <summary>Functions of a regulator.</summary>
    public string? Functions { get; init; }
    public string Registry { get; init; } = "";

    public Caller Caller => new(Id, Kind, KeyId, Registry)
    {
        PersonId = PersonId,
        PersonName = PersonName,
        Role = Role,
        Scopes = new ScopeSet(Scopes).And(ScopeRules.Allowed(Kind, Role))
            .And(ScopeRules.OfFunctions(StoredKey.Split(Functions ?? ""))),
        ExpiresAt = ExpiresAt,
        Addresses = Addresses is { } list ? StoredKey.Split(list) : [],
    };
}
