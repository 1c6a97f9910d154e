
namespace Takedown.Demo;

/// <summary>Actions planned for later, ordered by due time.</summary>
internal sealed class Agenda<T>(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<T, DateTimeOffset> plans = new();

    public void Plan(TimeSpan after, T what)
    {
        lock (gate) plans.Enqueue(what, time.GetUtcNow() + after);
    }

    /// <summary>
    /// Removes and returns the actions that are due, earliest first, at most <paramref name="most"/>.
    /// </summary>
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
