using Takedown.Server.Notices;

namespace Takedown.Server.Transparency;

/// <summary>
/// Up to which event the notices were read that were published last. A notice is delivered, confirmed and answered
/// within moments, and what is read at the first of these events is often its state after the last one.
/// </summary>
internal sealed class RecentReads
{
    private const int Most = 100_000;

    private readonly Dictionary<Guid, Position> until = [];
    private Position at;

    /// <summary>Forgets everything where the record does not stand where the last turn left it.</summary>
    public void Expect(Position cursor)
    {
        if (cursor != at) until.Clear();
        at = cursor;
    }

    /// <summary>Whether the published state of a notice has what an event says.</summary>
    public bool Have(Guid notice, Position of) => until.TryGetValue(notice, out var known) && !IsAfter(of, known);

    /// <summary>Notices that were read after an event are in the record.</summary>
    public void Keep(IReadOnlyCollection<Guid> notices, Position upTo)
    {
        foreach (var notice in notices) until[notice] = upTo;
        if (until.Count > Most) Shrink();
    }

    /// <summary>A turn left the record here.</summary>
    public void Stand(Position cursor) => at = cursor;

    private void Shrink()
    {
        // Events to come are behind the cursor.
        foreach (var (notice, known) in until)
            if (!IsAfter(known, at)) until.Remove(notice);
        if (until.Count > Most / 2) until.Clear();
    }

    private static bool IsAfter(Position one, Position other) => (one.Tx, one.Seq).CompareTo((other.Tx, other.Seq)) > 0;
}
