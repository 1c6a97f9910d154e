using System.Collections.Concurrent;

namespace Takedown.Server.Hosting;

/// <summary>
/// Notifies waiting readers of changes, so that they need not poll the database. A notification contains no data: if it
/// is lost, a reader waits longer but misses no row.
/// </summary>
internal sealed class ChangeNotifier(IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<ChangeTopic, TaskCompletionSource> waiters = new();

    /// <summary>Id of this process, which ignores its own notifications.</summary>
    public string ProcessId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    /// <summary>Called for each change in this process, to forward it to other processes.</summary>
    public Action<ChangeTopic>? Notified { get; set; }

    public void Notify(ChangeTopic topic)
    {
        NotifyLocal(topic);
        Notified?.Invoke(topic);
    }

    /// <summary>Notifies readers in this process only.</summary>
    public void NotifyLocal(ChangeTopic topic)
    {
        if (waiters.TryRemove(topic, out var waiter)) waiter.TrySetResult();
    }

    /// <summary>
    /// Cancels all waits when the server stops, so that readers get an empty page instead of a closed connection.
    /// </summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>
    /// Completes at the next change. Call it before reading, so that a change between the read and the wait is not
    /// missed.
    /// </summary>
    public Task Next(ChangeTopic topic) =>
        waiters.GetOrAdd(
            topic, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
