using System.Diagnostics;
using Takedown.Contracts;

namespace Takedown.Server.Observability;

/// <summary>
/// The spans that the frameworks do not make: putting notices on the bus, and handing them to a platform. Where nobody
/// listens nothing is made and nothing carried.
/// </summary>
internal static class Tracing
{
    public const string Name = "Takedown";

    /// <summary>A span has room for no more.</summary>
    private const int MaxLinks = 128;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// Putting a message on the bus, in the trace of the request its notices came with. Notices of many requests go out
    /// together: then the span stands alone and is linked to each.
    /// </summary>
    public static Activity? Dispatch(int notices, IEnumerable<TraceOrigin> from)
    {
        if (!Source.HasListeners()) return null;
        var origins = from.Distinct().Take(MaxLinks).ToList();
        var span = origins is [var only]
            ? Source.StartActivity("dispatch", ActivityKind.Internal, only.Context)
            : Source.StartActivity(
                "dispatch", ActivityKind.Internal, default(ActivityContext),
                links: origins.Select(o => new ActivityLink(o.Context)));
        return span?.SetTag("takedown.notices", notices);
    }

    /// <summary>Handing notices to a platform by its connector.</summary>
    public static Activity? Deliver(
        ConnectorKind connector, Guid platformId, int notices, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners()) return null;
        return Source.StartActivity($"deliver {connector}".ToLowerInvariant(), kind)
            ?.SetTag("takedown.platform.id", platformId).SetTag("takedown.notices", notices);
    }

    /// <summary>
    /// The trace that work belongs to which is done later by somebody else; null where nobody listens.
    /// </summary>
    public static TraceOrigin? Here =>
        Source.HasListeners() && Activity.Current is { } current ? new TraceOrigin(current.Context) : null;
}
