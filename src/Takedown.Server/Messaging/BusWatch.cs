using MassTransit;

namespace Takedown.Server.Messaging;

/// <summary>
/// Restarts the bus where a queue is no longer consumed although the broker works. If that does not help, the process
/// ends with an error, so that its supervisor starts it again: the other processes consume its queues meanwhile.
/// </summary>
internal sealed class BusWatch(
    IBusControl bus, BrokerGate gate, IHostApplicationLifetime lifetime, ILogger<BusWatch> log)
    : BackgroundService, IReceiveEndpointObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly StuckQueues stuck = new();
    private bool restarted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bus.ConnectReceiveEndpointObserver(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if (gate.Obstacle is not null)
        {
            stuck.Clear();
            return;
        }
        var queues = bus.CheckHealth().Endpoints
            .Select(e => (e.Value.InputAddress.AbsolutePath, e.Value.Status is BusHealthStatus.Healthy)).ToList();
        var found = stuck.Find(queues, TimeProvider.System.GetUtcNow());
        if (found.Count == 0)
        {
            restarted &= queues.Exists(q => !q.Item2);
            return;
        }
        if (restarted)
        {
            log.LogCritical("The queues {Queues} are still not consumed. The process ends.", string.Join(", ", found));
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return;
        }
        log.LogError("The queues {Queues} are not consumed any more. The bus is restarted.", string.Join(", ", found));
        await RestartAsync(stop);
    }

    /// <summary>Stops and starts the bus with all of its queues, those of pushed platforms too.</summary>
    public async Task RestartAsync(CancellationToken stop)
    {
        restarted = true;
        stuck.Clear();
        try
        {
            await bus.StopAsync(StopTimeout);
            // Not awaited: it completes when every queue is consumed, which one with a fault of its own never is.
            _ = bus.StartAsync(stop).ContinueWith(
                start => log.LogError(start.Exception, "The bus could not be restarted."),
                CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            log.LogError(error, "The bus could not be stopped for its restart.");
        }
    }

    public Task Ready(ReceiveEndpointReady ready) => HeardAsync(ready.InputAddress);

    public Task Stopping(ReceiveEndpointStopping stopping) => HeardAsync(stopping.InputAddress);

    public Task Completed(ReceiveEndpointCompleted completed) => HeardAsync(completed.InputAddress);

    public Task Faulted(ReceiveEndpointFaulted faulted) => HeardAsync(faulted.InputAddress);

    private Task HeardAsync(Uri queue)
    {
        stuck.Heard(queue.AbsolutePath, TimeProvider.System.GetUtcNow());
        return Task.CompletedTask;
    }
}
