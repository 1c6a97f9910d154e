using System.Diagnostics;

namespace Takedown.Server.Observability;

/// <summary>
/// Where a notice came from, as a trace knows it. A reference, because millions of notices may wait with it.
/// </summary>
internal sealed class TraceOrigin(ActivityContext context)
{
    public ActivityContext Context => context;
}
