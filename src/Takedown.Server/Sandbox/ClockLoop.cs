using Takedown.Server.Hosting;

namespace Takedown.Server.Sandbox;

/// <summary>Applies the sandbox clock, which any process may advance, to this process.</summary>
internal sealed class ClockLoop(SandboxStore store, ServerClock clock, DatabaseStartup opening, ILogger<ClockLoop> log)
    : BackgroundLoop(TimeSpan.FromMilliseconds(250), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop) => clock.SetAhead(await store.ReadAsync());
}
