using Takedown.Server.Hosting;

namespace Takedown.Server.Operations;

/// <summary>
/// Refreshes the backlog for an OpenTelemetry collector: unlike a scrape, an export does not refresh the gauges.
/// </summary>
internal sealed class BacklogLoop(
    BacklogReader backlog, DeadLetterCount letters, DatabaseStartup opening, ILogger<BacklogLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(5), opening, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) =>
        Task.WhenAll(backlog.RefreshAsync(stop), letters.RefreshAsync(stop));
}
