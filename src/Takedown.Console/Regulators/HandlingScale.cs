using Takedown.Contracts;

namespace Takedown.Screens.Regulators;

/// <summary>
/// The classes of handling times that are worth showing, without the empty ones at both ends, and where a time stands
/// among them.
/// </summary>
internal sealed class HandlingScale
{
    private readonly IReadOnlyList<HandlingClass> all;
    private readonly int first;

    /// <param name="all">At least one.</param>
    /// <param name="limit">Its class is not left out.</param>
    public HandlingScale(IReadOnlyList<HandlingClass> all, TimeSpan? limit)
    {
        this.all = all;
        var used = Enumerable.Range(0, all.Count)
            .Where(i => all[i].Count > 0 || (limit is { } time && IndexOf(time) == i)).DefaultIfEmpty(0).ToList();
        first = used[0];
        Classes = [.. all.Take(first..(used[^1] + 1))];
    }

    public IReadOnlyList<HandlingClass> Classes { get; }

    /// <summary>In classes from the left; within a class by its part of the class, in the middle of the last.</summary>
    public double At(TimeSpan time)
    {
        var i = IndexOf(time);
        var from = i == 0 ? TimeSpan.Zero : all[i - 1].AtMost!.Value;
        return Math.Max(0, i - first + (all[i].AtMost is { } end ? (time - from) / (end - from) : 0.5));
    }

    private int IndexOf(TimeSpan time) => all.TakeWhile(c => c.AtMost is { } end && end < time).Count();
}
