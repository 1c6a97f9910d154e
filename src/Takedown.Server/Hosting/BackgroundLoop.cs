namespace Takedown.Server.Hosting;

/// <summary>
/// Does a thing again and again until the server stops. A turn that fails is logged, and the next one comes.
/// </summary>
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
                log.LogError(error, "{Loop} failed and continues in {Pause}.", GetType().Name, pause);
                await Task.Delay(pause, TimeProvider.System, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
