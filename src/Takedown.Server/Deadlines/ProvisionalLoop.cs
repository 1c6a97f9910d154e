using Takedown.Server.Hosting;
using Takedown.Server.Registry;

namespace Takedown.Server.Deadlines;

/// <summary>
/// Runs the sweep of provisional due times at the start and whenever a calendar has a new version, and once more half
/// a minute later: until then another process may have stored a due time by the version before.
/// </summary>
internal sealed class ProvisionalLoop(
    ProvisionalSweep sweep, RegistryCache registryCache, DatabaseStartup opening, ILogger<ProvisionalLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(30);

    private string? swept;
    private long? again;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        var registry = await registryCache.CurrentAsync(stop);
        var versions = string.Join(' ', registry.Calendars.Values
            .Select(c => $"{c.Code}:{c.Version}").Order(StringComparer.Ordinal));
        if (versions != swept)
        {
            await sweep.RunAsync(stop);
            (swept, again) = (versions, TimeProvider.System.GetTimestamp());
        }
        else if (again is { } since && TimeProvider.System.GetElapsedTime(since) > Straggling)
        {
            await sweep.RunAsync(stop);
            again = null;
        }
    }
}
