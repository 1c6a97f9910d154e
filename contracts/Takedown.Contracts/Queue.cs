namespace Takedown.Contracts;

/// <summary>How many notices wait for the platform, by the time that is left.</summary>
public sealed record QueueCounts
{
    /// <summary>All that wait, at most 10,000.</summary>
    public required long Total { get; init; }
    /// <summary>Those whose time limit has passed.</summary>
    public required long Overdue { get; init; }
    /// <summary>Those due within an hour.</summary>
    public required long Hour { get; init; }
    /// <summary>Those due in one to four hours.</summary>
    public required long FourHours { get; init; }
    /// <summary>Those due in 4 to 24 hours.</summary>
    public required long Day { get; init; }
    /// <summary>Those due later, or whose time limit is paused.</summary>
    public required long Later { get; init; }
    /// <summary>
    /// True if there may be more: the counts are those of the 10,000 that are due next, and a queue that is read for
    /// the first time looks at the 10,000 newest notices and the 10,000 oldest open escalations.
    /// </summary>
    public bool? Truncated { get; init; }
}
