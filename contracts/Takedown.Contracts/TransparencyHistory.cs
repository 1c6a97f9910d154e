namespace Takedown.Contracts;

/// <summary>Sums of the public record over months or years, for regulators.</summary>
public sealed record TransparencyHistory
{
    /// <summary>
    /// What is summed by: <c>work</c>, <c>work-type</c>, <c>host</c>, <c>platform</c>, <c>regime</c>.
    /// </summary>
    public required string By { get; init; }
    /// <summary>Width of an interval: <c>month</c> or <c>year</c>, of UTC.</summary>
    public required string Bucket { get; init; }
    /// <summary>The intervals with the keys that have most notices in all of them.</summary>
    public required IReadOnlyList<TransparencyInterval> Intervals { get; init; }
    /// <summary>The instant as of which the record is complete.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One month or year.</summary>
public sealed record TransparencyInterval
{
    /// <summary>Its first day.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Measures against accounts that were requested in it.</summary>
    public required long AccountActions { get; init; }
    /// <summary>The sums, most notices first.</summary>
    public required IReadOnlyList<TransparencySum> Sums { get; init; }
}

/// <summary>The notices of one key in one interval.</summary>
public sealed record TransparencySum
{
    /// <summary>A title, a type, a host, the name of a platform, or a regime.</summary>
    public required string Key { get; init; }
    /// <summary>Notices received in the interval.</summary>
    public required long Notices { get; init; }
    /// <summary>Those with a measure now.</summary>
    public required long Removed { get; init; }
    /// <summary>Those refused now.</summary>
    public required long Rejected { get; init; }
    /// <summary>Those that were put before a regulator.</summary>
    public required long Escalated { get; init; }
}
