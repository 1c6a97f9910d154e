namespace Takedown.Server.Http;

/// <summary>The limit that a route takes from its caller. Features name it; the limiter enforces it.</summary>
internal enum LimitKind
{
    /// <summary>An ordinary request: counted at once and per minute.</summary>
    Request,
    /// <summary>A body of many items: counted at once, never per minute.</summary>
    Bulk,
    /// <summary>A batch: an open upload if it is long, otherwise as <see cref="Bulk"/>.</summary>
    Upload,
    /// <summary>An open stream.</summary>
    Stream,
    /// <summary>A request that waits if it has <c>wait</c>, otherwise an ordinary one.</summary>
    LongPoll,
    /// <summary>A read of the limits and their use, with its own allowance: who is at a limit learns it.</summary>
    LimitRead,
    /// <summary>
    /// The public record: without a key by address, with a researcher's by the key; otherwise an ordinary request.
    /// </summary>
    PublicRecord,
    /// <summary>Not limited, so that limits that are too low can be changed.</summary>
    None,
}

internal sealed record TakesLimit(LimitKind Kind);

internal static class LimitedRoutes
{
    /// <summary>States the limit of a route; without it, the route is an ordinary request.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder route, LimitKind kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new TakesLimit(kind));
}
