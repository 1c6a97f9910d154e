using Takedown.Server.Compliance;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Events;
using Takedown.Server.Registry;
using Takedown.Server.Sandbox;

namespace Takedown.Server.Setup;

/// <summary>Does a thing again and again until the server stops. A turn that fails is logged, and the next one comes.</summary>
internal abstract class BackgroundLoop(TimeSpan pause, DatabaseStartup opening, ILogger log) : BackgroundService
{
    protected abstract Task RunOnceAsync(CancellationToken stop);

    /// <summary>What to wait for between turns; by default just the pause.</summary>
    protected virtual Task WaitForNextAsync(CancellationToken stop) => Task.Delay(pause, TimeProvider.System, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await opening.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                await WaitForNextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "{Loop} failed; it goes on in {Pause}.", GetType().Name, pause);
                await Task.Delay(pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

internal sealed class DeadlineLoop(DeadlineSweep sweep, DatabaseStartup opening, ILogger<DeadlineLoop> log) : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => sweep.RunAsync(cancellation: stop);
}

internal sealed class OutboxLoop(OutboxSweep sweep, ChangeNotifier notifier, DatabaseStartup opening, ILogger<OutboxLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(5), opening, log)
{
    private bool started;
    private Task news = Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        // A platform that is pushed to needs its queue before its first notice comes.
        news = notifier.Next(ChangeTopic.Registry);
        await sweep.RunAsync(everything: !started);
        started = true;
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.WhenAny(news, base.WaitForNextAsync(stop));
}

internal sealed class ProjectorLoop(Projector projector, ChangeNotifier notifier, DatabaseStartup opening, ILogger<ProjectorLoop> log) : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);
    private Task news = Task.CompletedTask;

    protected override Task RunOnceAsync(CancellationToken stop)
    {
        news = notifier.Next(ChangeTopic.Events);
        return projector.CatchUpAsync(stop);
    }

    protected override async Task WaitForNextAsync(CancellationToken stop)
    {
        // Some events come together: counting them in one write costs the intake less.
        await Task.WhenAny(news, base.WaitForNextAsync(stop));
        await Task.Delay(Window, TimeProvider.System, stop);
    }
}

internal sealed class KeyUseLoop(KeyStore keys, DatabaseStartup opening, ILogger<KeyUseLoop> log) : BackgroundLoop(TimeSpan.FromMinutes(1), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, stop);
        await keys.FlushUsesAsync();
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>Follows the sandbox's clock, which any process may move.</summary>
internal sealed class ClockLoop(SandboxStore store, ServerClock clock, DatabaseStartup opening, ILogger<ClockLoop> log) : BackgroundLoop(TimeSpan.FromMilliseconds(250), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop) => clock.SetAhead(await store.ReadAsync());
}
