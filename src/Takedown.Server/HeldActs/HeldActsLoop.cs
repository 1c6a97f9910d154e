using Takedown.Server.Hosting;

namespace Takedown.Server.HeldActs;

/// <summary>Gives held answers when they are due, and forgets those of yesterday.</summary>
internal sealed class HeldActsLoop(
    HeldActsRun run, HeldActStore store, TimeProvider time, DatabaseStartup startup, ILogger<HeldActsLoop> log)
    : ForgetfulLoop(time, startup, log)
{
    protected override Task WorkAsync(CancellationToken stop) => run.RunAsync(stop);

    protected override Task ForgetAsync(DateTimeOffset now) => store.ForgetAsync(now);
}
