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

    /// <summary>
    /// Opens a route to everybody, without a key or with one. A key is judged as elsewhere: who sends a bad one is
    /// told.
    /// </summary>
    public static TBuilder ForEverybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new OpenTo(Enum.GetValues<OrganisationKind>()), new NeedsNoKey()).RequireAuthorization(
            policy => policy.RequireAssertion(
                context => (context.Resource is HttpContext http
                    && (http.IsWithoutKey() || http.Features.Get<RecordReader>() is not null)) || HasScope(context)));

    /// <summary>Takes keys of researchers too, who see more of what is public.</summary>
    public static TBuilder AndReaders<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new TakesReaderKeys());

    /// <summary>Whether the route takes keys of researchers.</summary>
    public static bool TakesReaders(this HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<TakesReaderKeys>() is not null;

    /// <summary>Whether the request comes without a key to a route that needs none.</summary>
    public static bool IsWithoutKey(this HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0
        && http.GetEndpoint()?.Metadata.GetMetadata<NeedsNoKey>() is not null;

    /// <summary>The scope that a key needs for the route.</summary>
    public static TBuilder Scope<TBuilder>(this TBuilder route, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(scope));

    /// <summary>The same, where a platform needs another scope than the others.</summary>
    public static TBuilder Scope<TBuilder>(this TBuilder route, KeyScope scope, KeyScope platforms)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new NeedsScope(scope) { Platforms = platforms });

    /// <summary>The route is open to every key of the kinds, whatever its scopes.</summary>
    public static TBuilder AnyScope<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(null));

    /// <summary>The scopes that a caller lacks for a route.</summary>
    public static ScopeSet Missing(Endpoint? endpoint, Caller caller) =>
        (endpoint?.Metadata.GetMetadata<NeedsScope>() switch
        {
            { Platforms: { } platforms } when caller.Kind is OrganisationKind.Platform => ScopeSet.Of(platforms),
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

internal sealed record NeedsNoKey;

internal sealed record TakesReaderKeys;

internal sealed record NeedsScope(KeyScope? Scope)
{
    /// <summary>The scope of platforms, where it is another.</summary>
    public KeyScope? Platforms { get; init; }
}
