namespace Takedown.Server.Hosting;

/// <summary>
/// A loop that looks every second for what is to be done, and every hour forgets what is no longer kept.
/// </summary>
internal abstract class ForgetfulLoop(TimeProvider time, DatabaseStartup startup, ILogger log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), startup, log)
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private DateTimeOffset forgotten;

    protected abstract Task WorkAsync(CancellationToken stop);

    protected abstract Task ForgetAsync(DateTimeOffset now);

    protected sealed override async Task RunOnceAsync(CancellationToken stop)
    {
        await WorkAsync(stop);
        var now = time.GetUtcNow();
        if (now - forgotten < Between) return;
        forgotten = now;
        await ForgetAsync(now);
    }
}
