using Takedown.Server.Hosting;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Runs the relay at the start and whenever the registered hosts have changed.</summary>
internal sealed class UnroutedLoop(
    UnroutedRelay relay, RegistryCache registryCache, DatabaseStartup opening, ILogger<UnroutedLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    private string? version;
    private (int, long) done;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        var registry = await registryCache.CurrentAsync(stop);
        if (registry.Version == version) return;
        var hosts = HostsOf(registry);
        if (hosts == done)
        {
            version = registry.Version;
            return;
        }
        if (await relay.RunAsync(stop) is var made and > 0)
            log.LogInformation("{Count} items without a platform were sent on after a registration.", made);
        (version, done) = (registry.Version, hosts);
    }

    /// <summary>Differs where hosts differ; other changes of the registry route nothing anew.</summary>
    private static (int, long) HostsOf(RegistrySnapshot registry)
    {
        var (count, sum) = (0, 0L);
        foreach (var host in registry.Platforms.Values.SelectMany(p => p.Hosts))
            (count, sum) = (count + 1, sum + StringComparer.Ordinal.GetHashCode(host));
        return (count, sum);
    }
}
