using Takedown.Server.Compliance;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Events;
using Takedown.Server.Registry;
using Takedown.Server.Sandbox;

namespace Takedown.Server.Setup;

/// <summary>Does a thing again and again until the server stops. A turn that fails is logged, and the next one comes.</summary>
internal abstract class Loop(TimeSpan pause, Opening opening, ILogger log) : BackgroundService
{
    protected abstract Task TurnAsync(CancellationToken stop);

    /// <summary>What to wait for between turns; by default just the pause.</summary>
    protected virtual Task NextAsync(CancellationToken stop) => Task.Delay(pause, TimeProvider.System, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await opening.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
                await NextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "{Loop} failed and continues in {Pause}.", GetType().Name, pause);
                await Task.Delay(pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

internal sealed class DeadlineLoop(DeadlineSweep sweep, Opening opening, ILogger<DeadlineLoop> log) : Loop(TimeSpan.FromSeconds(1), opening, log)
{
    protected override Task TurnAsync(CancellationToken stop) => sweep.RunAsync(cancellation: stop);
}

internal sealed class DispatchLoop(DispatchSweep sweep, Signals signals, Opening opening, ILogger<DispatchLoop> log)
    : Loop(TimeSpan.FromSeconds(5), opening, log)
{
    private bool started;
    private Task news = Task.CompletedTask;

    protected override async Task TurnAsync(CancellationToken stop)
    {
        // A platform that is pushed to needs its queue before its first notice comes.
        news = signals.Next(Signal.Registry);
        await sweep.RunAsync(everything: !started);
        started = true;
    }

    protected override Task NextAsync(CancellationToken stop) => Task.WhenAny(news, base.NextAsync(stop));
}

internal sealed class ProjectorLoop(Projector projector, Signals signals, Opening opening, ILogger<ProjectorLoop> log) : Loop(TimeSpan.FromSeconds(1), opening, log)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private Task news = Task.CompletedTask;

    protected override Task TurnAsync(CancellationToken stop)
    {
        news = signals.Next(Signal.Events);
        return projector.CatchUpAsync(stop);
    }

    protected override async Task NextAsync(CancellationToken stop)
    {
        // Some events come together: counting them in one write costs the intake less.
        await Task.WhenAny(news, base.NextAsync(stop));
        await Task.Delay(Gather, TimeProvider.System, stop);
    }
}

internal sealed class KeyUseLoop(KeyStore keys, Opening opening, ILogger<KeyUseLoop> log) : Loop(TimeSpan.FromMinutes(1), opening, log)
{
    protected override async Task TurnAsync(CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, stop);
        await keys.FlushUsesAsync();
    }

    protected override Task NextAsync(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>Follows the sandbox's clock, which any process may move.</summary>
internal sealed class ClockLoop(SandboxStore store, ServerClock clock, Opening opening, ILogger<ClockLoop> log) : Loop(TimeSpan.FromMilliseconds(250), opening, log)
{
    protected override async Task TurnAsync(CancellationToken stop) => clock.SetAhead(await store.ReadAsync());
}
