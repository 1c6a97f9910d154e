using Takedown.Server.Hosting;

namespace Takedown.Server.Registry;

internal sealed class KeyUseLoop(KeyStore keys, DatabaseStartup opening, ILogger<KeyUseLoop> log)
    : BackgroundLoop(TimeSpan.FromMinutes(1), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, stop);
        await keys.FlushUsesAsync();
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.CompletedTask;
}
