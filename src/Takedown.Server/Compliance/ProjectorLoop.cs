using Takedown.Server.Hosting;

namespace Takedown.Server.Compliance;

internal sealed class ProjectorLoop(
    Projector projector, ChangeNotifier notifier, DatabaseStartup opening, ILogger<ProjectorLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);
    private Task change = Task.CompletedTask;

    protected override Task RunOnceAsync(CancellationToken stop)
    {
        change = notifier.Next(ChangeTopic.Events);
        return projector.CatchUpAsync(stop);
    }

    protected override async Task WaitForNextAsync(CancellationToken stop)
    {
        // Events arrive in groups; counting a group in one write leaves more capacity to the intake.
        await Task.WhenAny(change, base.WaitForNextAsync(stop));
        await Task.Delay(Window, TimeProvider.System, stop);
    }
}
