using Takedown.Server.Hosting;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>Looks every minute whether the day has its dump.</summary>
internal sealed class DumpLoop(DumpMaker maker, DatabaseStartup startup, ILogger<DumpLoop> log)
    : BackgroundLoop(TimeSpan.FromMinutes(1), startup, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => maker.RunAsync(stop);
}
