using Takedown.Server.Hosting;

namespace Takedown.Server.Recalls;

/// <summary>
/// Goes on with recalls that are too long for one request, or whose process ended, and forgets those of long ago.
/// </summary>
internal sealed class RecallsLoop(
    RecallRun run, RecallStore store, TimeProvider time, DatabaseStartup startup, ILogger<RecallsLoop> log)
    : ForgetfulLoop(time, startup, log)
{
    protected override Task WorkAsync(CancellationToken stop) => run.RunAsync(stop);

    protected override Task ForgetAsync(DateTimeOffset now) => store.ForgetAsync(now);
}
