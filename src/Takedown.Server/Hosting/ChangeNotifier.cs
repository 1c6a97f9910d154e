using System.Collections.Concurrent;

namespace Takedown.Server.Hosting;

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

    /// <summary>
    /// Ends every wait when the server stops, so that readers get their empty page instead of a cut connection.
    /// </summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>
    /// Completes at the next ring. Take it before looking, so that news between the look and the wait is not slept
    /// over.
    /// </summary>
    public Task Next(ChangeTopic signal) =>
        waiters.GetOrAdd(
            signal, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
