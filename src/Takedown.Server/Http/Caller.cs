using System.Net;
using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Server.Http;

/// <summary>
/// The authenticated caller, read from the bearer key on every request, so that a revoked key is rejected at once.
/// </summary>
/// <param name="Id">The organisation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="KeyId">The key used; for a token of the sign-in provider, the person's sign-in.</param>
/// <param name="Registry">Version of the registry when the key was read, which saves the request a query.</param>
internal sealed record Caller(Guid Id, OrganisationKind Kind, Guid KeyId, string Registry)
{
    /// <summary>The person of the key; null for a key of the organisation itself.</summary>
    public Guid? PersonId { get; init; }

    public string? PersonName { get; init; }

    public PersonRole? Role { get; init; }

    /// <summary>What the caller may do: the key's scopes within its kind and the person's role.</summary>
    public ScopeSet Scopes { get; init; }

    /// <summary>When the key or the token stops working.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Networks from which the key may be used; empty for any.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public bool MayComeFrom(IPAddress? address) => Addresses.Count == 0 || AddressList.Contains(Addresses, address);

    /// <summary>Whether the caller may see what belongs to an organisation.</summary>
    public bool Sees(Guid organisationId) => Kind is OrganisationKind.Operator || Id == organisationId;
}

internal static class Callers
{
    /// <summary>The caller of a route that needs no key.</summary>
    public static Caller? CallerIfAny(this HttpContext http) => http.Features.Get<Caller>();

    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>()!;
}
