using System.Data.Common;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

/// <summary>
/// Migrates the database and runs the start-up steps of the modules. If the database cannot be reached, the process
/// does not exit: it reports the reason in the log and the readiness check, returns 503, and retries with increasing
/// pauses.
/// </summary>
internal sealed class DatabaseStartup(
    Database database, IEnumerable<StartupStep> steps, Troubles troubles, ILogger<DatabaseStartup> log)
    : BackgroundService
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the database is ready for work.</summary>
    public Task Opened => opened.Task;

    /// <summary>Take errors of background work that are not its own.</summary>
    public Troubles Troubles => troubles;

    /// <summary>Short public reason why the database is not ready; the log contains the details.</summary>
    public string? Obstacle { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        database.WhenHistoryChanges(() => log.LogWarning(
            "The database was restored, or a standby took over. Positions continue beyond all that may have been "
            + "given; cursors of what is lost are refused."));
        // Waits for the first attempt, so that a server with a working database is ready when it starts to listen. Not
        // on this thread, and not for an attempt that waits for another process when the server is asked to stop.
        await Task.Run(() => TryAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause =
            TimeSpan.FromSeconds(1); !Opened.IsCompleted; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            await Task.Delay(pause, TimeProvider.System, stoppingToken);
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await database.MigrateAsync(cancellation);
            foreach (var step in steps) await step.RunAsync(cancellation);
            if (Obstacle is not null) log.LogWarning("The database is open.");
            Obstacle = null;
            opened.TrySetResult();
        }
        catch (Exception error)
            when (error is DbException or SchemaTooNewException or IOException or UnauthorizedAccessException)
        {
            var reason = DatabaseObstacle.Of(error, database);
            // Said once, and again if the reason is another.
            if (reason != Obstacle)
                log.LogError("The database could not be opened and is retried: {Reason}", error.Message);
            Obstacle = reason;
        }
    }
}
