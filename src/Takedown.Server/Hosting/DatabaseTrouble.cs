using System.Data.Common;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

/// <summary>
/// Says in the log once that the database cannot be used, and once that it can again: while it is away or full, every
/// request and every loop fails for the same reason.
/// </summary>
internal sealed class DatabaseTrouble(
    Database database, IHostApplicationLifetime lifetime, ILogger<DatabaseTrouble> log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private bool told;

    /// <summary>Takes an error whose cause is the state of the database.</summary>
    /// <returns>Whether it is one; any other error is the caller's to log.</returns>
    public bool Takes(Exception error)
    {
        if (!database.IsUnavailable(error)) return false;
        lock (gate)
        {
            if (told) return true;
            told = true;
        }
        log.LogWarning("The database cannot be used: {Reason}. Requests are answered with 503 until it can.",
            database.Dialect.IsStorageFull((DbException)error) ? WriteProbe.Full : error.Message);
        _ = WatchAsync(lifetime.ApplicationStopping);
        return true;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            if (await database.CheckHealthAsync(Timeout, CancellationToken.None) is null) break;
        }
        lock (gate) told = false;
        log.LogWarning("The database can be used again.");
    }
}
