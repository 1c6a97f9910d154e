using Takedown.Server.Hosting;

namespace Takedown.Server.Evidence;

/// <summary>Removes bytes that no row names, once an hour.</summary>
internal sealed class EvidenceSweepLoop(
    EvidenceSweep sweep, DatabaseStartup startup, ILogger<EvidenceSweepLoop> log)
    : BackgroundLoop(TimeSpan.FromHours(1), startup, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => sweep.RunAsync(stop);
}

/// <summary>Links earlier notices of those who began to store evidence.</summary>
internal sealed class EvidenceLinkLoop(
    EvidenceLinking linking, DatabaseStartup startup, ILogger<EvidenceLinkLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(10), startup, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => linking.RunAllAsync(stop);
}
