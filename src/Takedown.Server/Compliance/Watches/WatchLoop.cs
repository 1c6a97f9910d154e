using Takedown.Server.Hosting;

namespace Takedown.Server.Compliance.Watches;

/// <summary>Looks at the watches after the events are counted.</summary>
internal sealed class WatchLoop(
    WatchRun run, Projector projector, DatabaseStartup opening, ILogger<WatchLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(10), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await projector.CatchUpAsync(stop);
        await run.RunAsync(stop);
    }
}
