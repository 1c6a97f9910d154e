using System.Collections.Concurrent;

namespace Takedown.Server.Events;

/// <summary>What a waiting reader waits for.</summary>
internal readonly record struct ChangeTopic(string Kind, Guid Id)
{
    /// <summary>Any event at all.</summary>
    public static readonly ChangeTopic Events = new("events", Guid.Empty);

    /// <summary>Platforms came or changed.</summary>
    public static readonly ChangeTopic Registry = new("registry", Guid.Empty);

    public static ChangeTopic Inbox(Guid platformId) => new("inbox", platformId);

    public static ChangeTopic AccountActions(Guid platformId) => new("account-actions", platformId);

    public static ChangeTopic Feed(Guid organisationId) => new("feed", organisationId);
}

/// <summary>
/// Wakes who waits for news without polling the store. A ring says "look again", never what there is: one that is lost
/// costs a wait, not a row.
/// </summary>
internal sealed class ChangeNotifier(IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<ChangeTopic, TaskCompletionSource> waiters = new();

    /// <summary>Names this server, which needs no news of its own.</summary>
    public string ProcessId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    /// <summary>Something rang in this process; others may want to know.</summary>
    public Action<ChangeTopic>? Notified { get; set; }

    public void Notify(ChangeTopic signal)
    {
        NotifyLocal(signal);
        Notified?.Invoke(signal);
    }

    /// <summary>Wakes who waits in this process only.</summary>
    public void NotifyLocal(ChangeTopic signal)
    {
        if (waiters.TryRemove(signal, out var waiter)) waiter.TrySetResult();
    }

    /// <summary>Ends every wait when the server stops, so that readers get their empty page instead of a cut connection.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Completes at the next ring. Take it before looking, so that news between the look and the wait is not slept over.</summary>
    public Task Next(ChangeTopic signal) =>
        waiters.GetOrAdd(signal, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

internal static class Waiting
{
    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Looks, and looks again at every ring, until there is something or the time is up. Where it rang and there is
    /// nothing to see, an older transaction may still hold the order of events back: so a few glances follow the ring.
    /// </summary>
    public static async Task<T> WaitUntilAsync<T>(
        this ChangeNotifier notifier, ChangeTopic signal, TimeSpan wait, Func<Task<T>> look, Func<T, bool> found, CancellationToken cancellation)
    {
        // Waiting is real time, even where a sandbox moves the server's clock.
        var until = TimeProvider.System.GetTimestamp() + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, notifier.Stopping);
        var pollInterval = TimeSpan.Zero;
        while (true)
        {
            var waiter = notifier.Next(signal);
            var seen = await look();
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), until);
            if (found(seen) || left <= TimeSpan.Zero || notifier.Stopping.IsCancellationRequested) return seen;
            try
            {
                await waiter.WaitAsync(pollInterval > TimeSpan.Zero && pollInterval < left ? pollInterval : left, TimeProvider.System, stop.Token);
                pollInterval = FirstPollInterval;
            }
            catch (TimeoutException)
            {
                pollInterval = pollInterval >= MaxPollInterval ? TimeSpan.Zero : pollInterval * 2;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The server stops: the reader gets what there is.
            }
        }
    }
}
