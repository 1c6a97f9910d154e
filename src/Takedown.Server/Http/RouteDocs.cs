using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>Describes a route in the OpenAPI document: the name of its operation, its answers and its errors.</summary>
internal static class RouteDocs
{
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route, string operationId, string summary, string? description = null)
    {
        route.WithName(operationId).WithSummary(summary);
        return description is null ? route : route.WithDescription(description);
    }

    /// <summary>The route reads <c>after</c> and <c>limit</c>.</summary>
    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder route) => route.Reads("after", "limit");

    /// <summary>Declares the query parameters of the route, by the names known to <see cref="OpenApi"/>.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, params string[] parameters) =>
        route.WithMetadata(new ReadsQuery(parameters));

    /// <summary>
    /// The route waits for something new: it reads <c>wait</c>, or never ends. It ends when its key does.
    /// </summary>
    public static RouteHandlerBuilder Waits(this RouteHandlerBuilder route, bool endlessly = false) =>
        (endlessly ? route : route.Reads("wait")).WithMetadata(new WaitsForNews(endlessly));

    /// <summary>The route takes an <c>Idempotency-Key</c> and stores its answer.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) =>
        route.WithMetadata(new TakesIdempotencyKey()).AddEndpointFilter(Idempotency.FilterAsync);

    public static RouteHandlerBuilder Answers<T>(
        this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.Produces<T>(status);

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int status) => route.Produces(status);

    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses) route.Produces<ProblemView>(status, "application/problem+json");
        return route;
    }
}

internal sealed record ReadsQuery(IReadOnlyList<string> Parameters)
{
    /// <summary>The names as they stand in a query.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Parameters.Select(p => QueryParameters.All[p]().Name!)];
}

internal sealed record WaitsForNews(bool Endlessly);

internal sealed record TakesIdempotencyKey;
