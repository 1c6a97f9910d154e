using Takedown.Server.Hosting;

namespace Takedown.Server.Delivery;

internal sealed class OutboxLoop(
    OutboxSweep sweep, OfferSweep offers, ChangeNotifier notifier, DatabaseStartup opening, ILogger<OutboxLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(5), opening, log)
{
    private bool started;
    private Task change = Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        // A new push platform needs its queue before its first notice.
        change = notifier.Next(ChangeTopic.Registry);
        offers.Begin();
        await offers.RunAsync(stop);
        await sweep.RunAsync(everything: !started);
        started = true;
    }

    protected override Task WaitForNextAsync(CancellationToken stop) =>
        Task.WhenAny(change, base.WaitForNextAsync(stop));
}
