using Takedown.Server.Hosting;

namespace Takedown.Server.Registry;

/// <summary>
/// Keeps the warnings current in a process that nobody calls, and writes them into the log once a day.
/// </summary>
internal sealed class CalendarWatchLoop(
    CalendarWatch watch, RegistryCache registryCache, DatabaseStartup opening, ILogger<CalendarWatchLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(10), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await registryCache.CurrentAsync(stop);
        watch.LogOnceADay();
    }
}
