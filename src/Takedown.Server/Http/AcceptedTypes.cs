using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Takedown.Server.Http;

/// <summary>The content types that a path reads, for those who sent another.</summary>
internal static class AcceptedTypes
{
    /// <summary>The types, as the route declares them; JSON where it declares none.</summary>
    public static IReadOnlyList<string> Of(HttpContext http) =>
        Types(http.GetEndpoint()) ?? Types(Find(http)) ?? ["application/json"];

    private static IReadOnlyList<string>? Types(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<TakesFiles>()?.Types
        ?? endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes;

    /// <summary>The framework answers a wrong type from an endpoint of its own, which knows no other.</summary>
    private static RouteEndpoint? Find(HttpContext http) =>
        http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().FirstOrDefault(
            e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(http.Request.Method) == true
                && Fits(e.RoutePattern, http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)));

    private static bool Fits(RoutePattern pattern, string[] path) =>
        pattern.PathSegments.Count == path.Length && pattern.PathSegments.Zip(path).All(
            pair => pair.First.Parts is not [RoutePatternLiteralPart literal]
                || string.Equals(literal.Content, pair.Second, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The route takes a file as its body, and judges its type itself.</summary>
/// <param name="Types">The types of files that it takes.</param>
internal sealed record TakesFiles(IReadOnlyList<string> Types);
