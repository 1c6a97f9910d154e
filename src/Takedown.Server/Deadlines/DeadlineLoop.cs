using Takedown.Server.Hosting;

namespace Takedown.Server.Deadlines;

internal sealed class DeadlineLoop(DeadlineSweep sweep, DatabaseStartup opening, ILogger<DeadlineLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => sweep.RunAsync(cancellation: stop);
}
