using System.Collections;
using Takedown.Contracts;

namespace Takedown.Core.Deadlines;

/// <summary>
/// The deadlines of one notice, at most one of each kind. Immutable; equal where the deadlines are equal.
/// </summary>
public sealed class DeadlineSet : IReadOnlyCollection<Deadline>, IEquatable<DeadlineSet>
{
    /// <summary>No deadlines.</summary>
    public static readonly DeadlineSet Empty = new([]);

    private readonly Deadline[] deadlines;

    private DeadlineSet(Deadline[] deadlines) => this.deadlines = deadlines;

    /// <summary>A set of these deadlines, whose kinds are distinct.</summary>
    public static DeadlineSet Of(params ReadOnlySpan<Deadline> deadlines)
    {
        if (deadlines.IsEmpty) return Empty;
        var sorted = deadlines.ToArray();
        Array.Sort(sorted, static (one, other) => one.Kind.CompareTo(other.Kind));
        return new(sorted);
    }

    /// <summary>Number of deadlines.</summary>
    public int Count => deadlines.Length;

    /// <summary>The deadline of a kind; null where there is none.</summary>
    public Deadline? Find(DeadlineKind kind)
    {
        foreach (var deadline in deadlines)
        {
            if (deadline.Kind == kind) return deadline;
        }
        return null;
    }

    /// <summary>Status of a deadline; <see cref="SlaStatus.None"/> where there is none.</summary>
    public SlaStatus StatusOf(DeadlineKind kind) => Find(kind)?.Status ?? SlaStatus.None;

    /// <summary>The set with this deadline instead of the one of its kind.</summary>
    public DeadlineSet With(Deadline deadline) => Of([.. deadlines.Where(d => d.Kind != deadline.Kind), deadline]);

    /// <summary>The set without the deadline of a kind.</summary>
    public DeadlineSet Without(DeadlineKind kind) => Of([.. deadlines.Where(d => d.Kind != kind)]);

    /// <inheritdoc />
    public bool Equals(DeadlineSet? other) => other is not null && deadlines.AsSpan().SequenceEqual(other.deadlines);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DeadlineSet);

    /// <inheritdoc />
    public override int GetHashCode() => deadlines.Aggregate(0, HashCode.Combine);

    /// <inheritdoc />
    public IEnumerator<Deadline> GetEnumerator() => deadlines.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
