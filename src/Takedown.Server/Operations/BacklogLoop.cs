using Takedown.Server.Hosting;

namespace Takedown.Server.Operations;

/// <summary>Keeps the backlog's gauges fresh for a collector, which takes them without asking first.</summary>
internal sealed class BacklogLoop(BacklogReader backlog, DatabaseStartup opening, ILogger<BacklogLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(5), opening, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => backlog.RefreshAsync(stop);
}
