using Microsoft.AspNetCore.Authorization;
using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Server.Http;

/// <summary>
/// Who may call a route: the kinds of organisation and the scope of the key. Declared beside the route.
/// </summary>
internal static class Access
{
    /// <summary>Restricts a route to the given kinds of organisation.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, params OrganisationKind[] kinds)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new OpenTo(kinds)).RequireAuthorization(
            policy => policy.RequireRole(kinds.Select(k => k.ToString())).RequireAssertion(HasScope));

    /// <summary>The scope that a key needs for the route.</summary>
    public static TBuilder Scope<TBuilder>(this TBuilder route, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(scope));

    /// <summary>The route is open to every key of the kinds, whatever its scopes.</summary>
    public static TBuilder AnyScope<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(null));

    /// <summary>The scopes that a caller lacks for a route.</summary>
    public static ScopeSet Missing(Endpoint? endpoint, Caller caller) =>
        (endpoint?.Metadata.GetMetadata<NeedsScope>() switch
        {
            { Scope: { } scope } => ScopeSet.Of(scope),
            { Scope: null } => default,
            // A route that was forgotten is open only to keys that may do everything.
            null => ScopeRules.OfKind(caller.Kind),
        }).Without(caller.Scopes);

    private static bool HasScope(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller
        && Missing(http.GetEndpoint(), caller).IsEmpty;
}

internal sealed record OpenTo(IReadOnlyList<OrganisationKind> Kinds);

internal sealed record NeedsScope(KeyScope? Scope);
