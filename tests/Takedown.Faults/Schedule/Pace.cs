namespace Takedown.Faults.Schedule;

/// <summary>How long things took, for the figures of a run.</summary>
internal sealed class Pace
{
    private readonly Lock turn = new();
    private readonly List<(TimeSpan From, TimeSpan To)> spans = [];
    private TimeSpan? last;

    public void Add(TimeSpan from, TimeSpan to)
    {
        lock (turn) spans.Add((from, to));
    }

    /// <summary>Adds the time since the last mark.</summary>
    public void Mark(TimeSpan now)
    {
        lock (turn)
        {
            if (last is { } before) spans.Add((before, now));
            last = now;
        }
    }

    /// <summary>The longest span that lies in these bounds, even in part.</summary>
    public TimeSpan Longest(TimeSpan from, TimeSpan to)
    {
        lock (turn)
        {
            return spans.Where(s => s.From <= to && s.To >= from).Select(s => s.To - s.From)
                .DefaultIfEmpty().Max();
        }
    }
}
