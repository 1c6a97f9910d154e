using Takedown.Server.Registry;
using Takedown.Server.Sandbox;
using Takedown.Server.Storage;

namespace Takedown.Server.Setup;

/// <summary>The first thing to start: brings the database up to date, and the registry to what a server cannot be without.</summary>
internal sealed class Opening(Database database, FirstStart firstStart, SandboxStore sandbox, ServerClock clock, TakedownOptions options, ILogger<Opening> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        if (options.Sandbox) clock.SetAhead(await sandbox.ReadAsync());
        if (await firstStart.RunAsync() is not { } made) return;
        // To the terminal and not to the log: logs are kept and shipped, and this is shown once.
        await Console.Out.WriteLineAsync($"{Environment.NewLine}  Operator key, shown this once: {made}{Environment.NewLine}");
        log.LogInformation("An operator key was made. Set Takedown:OperatorKey to use one of your own.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
