using Takedown.Server.Hosting;

namespace Takedown.Server.Forms;

/// <summary>
/// Counts in the background, seldom: a form is read seldom, and reading one catches up.
/// </summary>
internal sealed class FormProjectorLoop(
    FormProjector projector, DatabaseStartup opening, ILogger<FormProjectorLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(20), opening, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => projector.CatchUpAsync(stop);
}
