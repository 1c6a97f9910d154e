using System.Diagnostics;

namespace Takedown.Server.Observability;

/// <summary>
/// The trace context of the request that submitted a notice. A reference type, because millions of queued notices may
/// hold it.
/// </summary>
internal sealed class TraceOrigin(ActivityContext context)
{
    public ActivityContext Context => context;
}
