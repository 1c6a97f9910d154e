using Takedown.Server.Hosting;

namespace Takedown.Server.Subscriptions;

/// <summary>Starts the posts when there are new events, and those whose pause is over.</summary>
internal sealed class SubscriptionLoop(
    SubscriptionPusher pusher, ChangeNotifier notifier, DatabaseStartup opening, ILogger<SubscriptionLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(2), opening, log)
{
    /// <summary>Under load events come all the time; they are looked for together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private Task change = Task.CompletedTask;

    /// <summary>A lease that is not given back would hold the posts up for minutes after a restart.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await pusher.EndAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override Task RunOnceAsync(CancellationToken stop)
    {
        change = Task.WhenAny(notifier.Next(ChangeTopic.Events), notifier.Next(ChangeTopic.Subscriptions));
        return pusher.StartAsync(stop);
    }

    protected override async Task WaitForNextAsync(CancellationToken stop)
    {
        await Task.WhenAny(change, base.WaitForNextAsync(stop));
        await Task.Delay(Gathering, TimeProvider.System, stop);
    }
}
