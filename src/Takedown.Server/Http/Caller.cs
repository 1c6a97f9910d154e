using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>
/// The authenticated caller, read from the bearer key on every request, so that a revoked key is rejected at once.
/// </summary>
/// <param name="Id">The organisation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="KeyId">The key used.</param>
/// <param name="Registry">Version of the registry when the key was read, which saves the request a query.</param>
internal sealed record Caller(Guid Id, OrganisationKind Kind, Guid KeyId, string Registry)
{
    /// <summary>The person of the key; null if the key belongs to the organisation.</summary>
    public Guid? PersonId { get; init; }
}

internal static class Callers
{
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>()!;

    /// <summary>Restricts a route to the given kinds of organisation.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, params OrganisationKind[] kinds)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.RequireRole(kinds.Select(k => k.ToString())));
}
