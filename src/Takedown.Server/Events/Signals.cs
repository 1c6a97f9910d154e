using System.Collections.Concurrent;

namespace Takedown.Server.Events;

/// <summary>What a waiting reader waits for.</summary>
internal readonly record struct Signal(string Kind, Guid Id)
{
    /// <summary>Any event at all.</summary>
    public static readonly Signal Events = new("events", Guid.Empty);

    /// <summary>Platforms came or changed.</summary>
    public static readonly Signal Registry = new("registry", Guid.Empty);

    public static Signal Inbox(Guid platformId) => new("inbox", platformId);

    public static Signal AccountActions(Guid platformId) => new("account-actions", platformId);

    public static Signal Feed(Guid organisationId) => new("feed", organisationId);
}

/// <summary>
/// Wakes who waits for news without polling the store. A ring says "look again", never what there is: one that is lost
/// costs a wait, not a row.
/// </summary>
internal sealed class Signals(IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<Signal, TaskCompletionSource> bells = new();

    /// <summary>Names this server, which needs no news of its own.</summary>
    public string Origin { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    /// <summary>Something rang in this process; others may want to know.</summary>
    public Action<Signal>? Rang { get; set; }

    public void Ring(Signal signal)
    {
        RingHere(signal);
        Rang?.Invoke(signal);
    }

    /// <summary>Wakes who waits in this process only.</summary>
    public void RingHere(Signal signal)
    {
        if (bells.TryRemove(signal, out var bell)) bell.TrySetResult();
    }

    /// <summary>Ends every wait when the server stops, so that readers get their empty page instead of a cut connection.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Completes at the next ring. Take it before looking, so that news between the look and the wait is not slept over.</summary>
    public Task Next(Signal signal) =>
        bells.GetOrAdd(signal, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

internal static class Waiting
{
    private static readonly TimeSpan FirstGlance = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LastGlance = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Looks, and looks again at every ring, until there is something or the time is up. Where it rang and there is
    /// nothing to see, an older transaction may still hold the order of events back: so a few glances follow the ring.
    /// </summary>
    public static async Task<T> UntilAsync<T>(
        this Signals signals, Signal signal, TimeSpan wait, Func<Task<T>> look, Func<T, bool> found, CancellationToken cancellation)
    {
        // Waiting is real time, even where a sandbox moves the server's clock.
        var until = TimeProvider.System.GetTimestamp() + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Stopping);
        var glance = TimeSpan.Zero;
        while (true)
        {
            var bell = signals.Next(signal);
            var seen = await look();
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), until);
            if (found(seen) || left <= TimeSpan.Zero || signals.Stopping.IsCancellationRequested) return seen;
            try
            {
                await bell.WaitAsync(glance > TimeSpan.Zero && glance < left ? glance : left, TimeProvider.System, stop.Token);
                glance = FirstGlance;
            }
            catch (TimeoutException)
            {
                glance = glance >= LastGlance ? TimeSpan.Zero : glance * 2;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The server stops: the reader gets what there is.
            }
        }
    }
}
