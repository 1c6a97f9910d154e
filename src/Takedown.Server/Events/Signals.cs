using System.Collections.Concurrent;

namespace Takedown.Server.Events;

/// <summary>What a waiting reader waits for.</summary>
internal readonly record struct Signal(string Kind, Guid Id)
{
    /// <summary>Any event at all.</summary>
    public static readonly Signal Events = new("events", Guid.Empty);

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

    public void Ring(Signal signal)
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
    /// <summary>Looks, and looks again at every ring, until there is something or the time is up.</summary>
    public static async Task<T> UntilAsync<T>(
        this Signals signals, Signal signal, TimeSpan wait, Func<Task<T>> look, Func<T, bool> found, CancellationToken cancellation)
    {
        // Waiting is real time, even where a sandbox moves the server's clock.
        var until = TimeProvider.System.GetTimestamp() + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var bell = signals.Next(signal);
            var seen = await look();
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), until);
            if (found(seen) || left <= TimeSpan.Zero || signals.Stopping.IsCancellationRequested) return seen;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Stopping);
            try
            {
                await bell.WaitAsync(left, TimeProvider.System, stop.Token);
            }
            catch (Exception error) when (error is TimeoutException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return await look();
            }
        }
    }
}
