using Takedown.Server.Hosting;

namespace Takedown.Server.Delivery;

internal sealed class OutboxLoop(
    OutboxSweep sweep, ChangeNotifier notifier, DatabaseStartup opening, ILogger<OutboxLoop> log)
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
