namespace Takedown.Server.Hosting;

/// <summary>
/// Says in the log once that a store cannot be used, and once that it can again: while it is away or full, every
/// request and every loop fails for the same reason.
/// </summary>
/// <param name="store">Its name.</param>
/// <param name="lifetime">Ends the watch.</param>
/// <param name="log">Where it is said.</param>
internal abstract class Trouble(string store, IHostApplicationLifetime lifetime, ILogger log)
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private bool told;

    /// <summary>Takes an error whose cause is the state of the store.</summary>
    /// <returns>Whether it is one; any other error is the caller's to log.</returns>
    public bool Takes(Exception error)
    {
        if (ReasonOf(error) is not { } reason) return false;
        lock (gate)
        {
            if (told) return true;
            told = true;
        }
        log.LogWarning(
            "{Store} cannot be used: {Reason}. Requests are answered with 503 until it can.", store, reason);
        _ = WatchAsync(lifetime.ApplicationStopping);
        return true;
    }

    /// <summary>Why the store cannot be used; null for an error that it did not cause.</summary>
    protected abstract string? ReasonOf(Exception error);

    /// <summary>The obstacle of the moment, or null.</summary>
    protected abstract Task<string?> CheckHealthAsync();

    private async Task WatchAsync(CancellationToken stop)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            if (await CheckHealthAsync() is null) break;
        }
        lock (gate) told = false;
        log.LogWarning("{Store} can be used again.", store);
    }
}

/// <summary>The stores of this process.</summary>
internal sealed class Troubles(IEnumerable<Trouble> all)
{
    private readonly Trouble[] known = [.. all];

    /// <summary>Whether one of them takes the error.</summary>
    public bool Take(Exception error) => Array.Exists(known, trouble => trouble.Takes(error));
}
