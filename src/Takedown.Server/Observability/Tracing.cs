using System.Diagnostics;
using Takedown.Contracts;

namespace Takedown.Server.Observability;

/// <summary>
/// The spans that the frameworks do not create: sending notices to the bus and delivering them to a platform. Without a
/// listener, no span is created and no trace context is kept.
/// </summary>
internal static class Tracing
{
    public const string Name = "Takedown";

    /// <summary>The maximum number of links of a span.</summary>
    private const int MaxLinks = 128;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// Starts the span of sending a message to the bus, in the trace of the request that submitted its notices. If the
    /// notices come from several requests, the span is in none of their traces and has a link to each.
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

    /// <summary>Starts the span of delivering notices to a platform through its connector.</summary>
    public static Activity? DeliverySpan(
        ConnectorKind connector, Guid platformId, int notices, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners()) return null;
        return Source.StartActivity($"deliver {connector}".ToLowerInvariant(), kind)
            ?.SetTag("takedown.platform.id", platformId).SetTag("takedown.notices", notices);
    }

    /// <summary>
    /// The current trace context, for asynchronous work that continues outside the request; null without a listener.
    /// </summary>
    public static TraceOrigin? Here =>
        Source.HasListeners() && Activity.Current is { } current ? new TraceOrigin(current.Context) : null;
}
