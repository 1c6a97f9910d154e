namespace Takedown.Server.Messaging;

/// <summary>
/// Finds queues that the bus has stopped consuming without saying so. A queue that is tried again reports each failed
/// attempt; one whose loop has ended is neither healthy nor heard of.
/// </summary>
internal sealed class StuckQueues
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> silentSince = [];

    /// <summary>A queue reported something.</summary>
    public void Heard(string queue, DateTimeOffset now)
    {
        lock (gate) silentSince[queue] = now;
    }

    /// <summary>The queues to which nothing has happened for too long although they are not healthy.</summary>
    /// <param name="queues">All queues, and whether each is consumed.</param>
    /// <param name="now">The time of the report.</param>
    public IReadOnlyList<string> Find(IReadOnlyCollection<(string Queue, bool IsHealthy)> queues, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (queue, isHealthy) in queues)
            {
                if (isHealthy) silentSince.Remove(queue);
                else silentSince.TryAdd(queue, now);
            }
            return [.. queues.Where(q => !q.IsHealthy && now - silentSince[q.Queue] >= Patience).Select(q => q.Queue)];
        }
    }

    /// <summary>Starts again: the bus was restarted, or the broker is away.</summary>
    public void Clear()
    {
        lock (gate) silentSince.Clear();
    }
}
