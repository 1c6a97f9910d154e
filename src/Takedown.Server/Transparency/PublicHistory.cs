namespace Takedown.Server.Transparency;

/// <summary>By what the record is summed over the years.</summary>
internal enum HistoryAxis
{
    Work,
    WorkType,
    Host,
    Platform,
    Regime,
}

/// <summary>Sums of published notices over months or years, for regulators.</summary>
internal sealed record PublicHistory
{
    /// <summary>The keys with most notices that are listed.</summary>
    public const int MaxKeys = 20;

    public required HistoryAxis By { get; init; }

    /// <summary>The beginnings of the intervals, and the end of the last one: at least two instants, rising.</summary>
    public required IReadOnlyList<DateTimeOffset> Bounds { get; init; }

    /// <summary>The platforms that the reader may see; null for all.</summary>
    public IReadOnlyList<Guid>? Platforms { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>The sums of one key in one interval.</summary>
internal sealed record HistoryRow
{
    /// <summary>Number of the interval, from 0.</summary>
    public int Interval { get; init; }
    public string Key { get; init; } = "";
    /// <summary>The name of a platform; null for other keys.</summary>
    public string? Name { get; init; }
    public long Notices { get; init; }
    public long Removed { get; init; }
    public long Rejected { get; init; }
    public long Escalated { get; init; }
}
