using System.Collections;
using Takedown.Contracts;
using Takedown.Core.Calendars;

namespace Takedown.Core.Deadlines;

/// <summary>
/// The deadlines of one notice, at most one of each kind. Immutable; equal where the deadlines are equal.
/// </summary>
public sealed class DeadlineSet : IReadOnlyCollection<Deadline>, IEquatable<DeadlineSet>
{
    /// <summary>No deadlines.</summary>
    public static readonly DeadlineSet Empty = new([]);

    /// <summary>In the order of their kinds. Few, so that a scan is the fastest look-up.</summary>
    private readonly Deadline[] deadlines;

    private DeadlineSet(Deadline[] deadlines) => this.deadlines = deadlines;

    /// <summary>A set of these deadlines, whose kinds are distinct.</summary>
    public static DeadlineSet Of(params ReadOnlySpan<Deadline> deadlines)
    {
        if (deadlines.IsEmpty) return Empty;
        var sorted = deadlines.ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            for (var j = i; j > 0 && sorted[j].Kind < sorted[j - 1].Kind; j--)
            {
                (sorted[j], sorted[j - 1]) = (sorted[j - 1], sorted[j]);
            }
        }
        return new(sorted);
    }

    /// <summary>Number of deadlines.</summary>
    public int Count => deadlines.Length;

    /// <summary>Whether one of the due times is provisional.</summary>
    public bool HasProvisional
    {
        get
        {
            foreach (var deadline in deadlines)
            {
                if (deadline.Provisional is not null) return true;
            }
            return false;
        }
    }

    /// <summary>The deadline of a kind; null where there is none.</summary>
    public Deadline? Find(DeadlineKind kind) => IndexOf(kind) is >= 0 and var i ? deadlines[i] : null;

    /// <summary>Status of a deadline; <see cref="SlaStatus.None"/> where there is none.</summary>
    public SlaStatus StatusOf(DeadlineKind kind) =>
        IndexOf(kind) is >= 0 and var i ? deadlines[i].Status : SlaStatus.None;

    /// <summary>The set with this deadline instead of the one of its kind.</summary>
    public DeadlineSet With(Deadline deadline)
    {
        var at = IndexOf(deadline.Kind);
        if (at < 0) return Of([.. deadlines, deadline]);
        var changed = (Deadline[])deadlines.Clone();
        changed[at] = deadline;
        return new(changed);
    }

    /// <summary>The set without the deadline of a kind.</summary>
    public DeadlineSet Without(DeadlineKind kind) =>
        IndexOf(kind) is >= 0 and var i ? new([.. deadlines[..i], .. deadlines[(i + 1)..]]) : this;

    /// <summary>
    /// The deadlines with the provisional due times computed anew by later versions of their calendars; this same set
    /// where there is no later version.
    /// </summary>
    /// <param name="latest">The latest version of a calendar; null if it is not known.</param>
    /// <param name="now">The current time.</param>
    public DeadlineSet Anew(Func<string, CompiledCalendar?> latest, DateTimeOffset now)
    {
        var anew = this;
        foreach (var one in deadlines)
        {
            if (one.Provisional is { } from && latest(from.Calendar) is { } calendar && calendar.Version > from.Version)
                anew = anew.With(one.Anew(calendar, now));
        }
        return anew;
    }

    /// <inheritdoc />
    public bool Equals(DeadlineSet? other) => other is not null && deadlines.AsSpan().SequenceEqual(other.deadlines);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DeadlineSet);

    /// <inheritdoc />
    public override int GetHashCode() => deadlines.Aggregate(0, HashCode.Combine);

    /// <inheritdoc />
    public IEnumerator<Deadline> GetEnumerator() => deadlines.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(DeadlineKind kind)
    {
        for (var i = 0; i < deadlines.Length; i++)
        {
            if (deadlines[i].Kind == kind) return i;
        }
        return -1;
    }
}
