using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>Who calls: read from the bearer key at every request, so that a revoked key stops at once.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="KeyId">The key used.</param>
/// <param name="Registry">The registry's version when the key was looked at: what the request may know of it.</param>
internal sealed record Caller(Guid Id, OrganisationKind Kind, Guid KeyId, string Registry);

internal static class Callers
{
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>()!;

    /// <summary>Opens a route to these kinds of organisation only.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, params OrganisationKind[] kinds) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.RequireRole(kinds.Select(k => k.ToString())));
}
