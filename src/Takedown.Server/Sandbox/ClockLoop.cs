using Takedown.Server.Hosting;

namespace Takedown.Server.Sandbox;

/// <summary>Follows the sandbox's clock, which any process may move.</summary>
internal sealed class ClockLoop(SandboxStore store, ServerClock clock, DatabaseStartup opening, ILogger<ClockLoop> log)
    : BackgroundLoop(TimeSpan.FromMilliseconds(250), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop) => clock.SetAhead(await store.ReadAsync());
}
