namespace Takedown.Server.Hosting;

/// <summary>
/// Runs an operation repeatedly until the server stops. A failed run is logged, and the next run follows.
/// </summary>
internal abstract class BackgroundLoop(TimeSpan pause, DatabaseStartup startup, ILogger log) : BackgroundService
{
    protected abstract Task RunOnceAsync(CancellationToken stop);

    /// <summary>Waits between runs; the default is the pause.</summary>
    protected virtual Task WaitForNextAsync(CancellationToken stop) => Task.Delay(pause, TimeProvider.System, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                if (!startup.Troubles.Take(error))
                    log.LogError(error, "{Loop} failed and continues in {Pause}.", GetType().Name, pause);
                await Task.Delay(pause, TimeProvider.System, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
