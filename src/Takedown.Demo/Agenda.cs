
namespace Takedown.Demo;

/// <summary>What somebody means to say later.</summary>
internal sealed class Agenda<T>(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<T, DateTimeOffset> plans = new();

    public void Plan(TimeSpan after, T what)
    {
        lock (gate) plans.Enqueue(what, time.GetUtcNow() + after);
    }

    /// <summary>Takes out what has become due, earliest first.</summary>
    public IReadOnlyList<T> TakeDue(int most)
    {
        var due = new List<T>();
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (due.Count < most && plans.TryPeek(out _, out var at) && at <= now) due.Add(plans.Dequeue());
        }
        return due;
    }
}
