using Takedown.Server.Hosting;

namespace Takedown.Server.Auditing;

/// <summary>Writes the counts of failed sign-ins to the audit trail, and once more when the server stops.</summary>
internal sealed class FailedSignInLoop(
    FailedSignIns failed, DatabaseStartup startup, ILogger<FailedSignInLoop> log)
    : BackgroundLoop(Pause, startup, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        failed.ShowZeros();
        await Task.Delay(Pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await failed.FlushAsync();
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.CompletedTask;
}
