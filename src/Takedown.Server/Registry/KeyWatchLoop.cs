using Takedown.Server.Hosting;

namespace Takedown.Server.Registry;

/// <summary>Looks at the keys of waiting requests after each change of keys and every two seconds.</summary>
internal sealed class KeyWatchLoop(
    KeyWatch watch, ChangeNotifier notifier, DatabaseStartup opening, ILogger<KeyWatchLoop> log)
    : BackgroundLoop(Pause, opening, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        var change = notifier.Next(ChangeTopic.Keys);
        await watch.CheckAsync();
        await change.WaitAsync(Pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.CompletedTask;
}
