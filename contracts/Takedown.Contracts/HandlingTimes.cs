namespace Takedown.Contracts;

/// <summary>Quantiles of the handling time, from a histogram with buckets at most an eighth wide.</summary>
public sealed record HandlingTimes
{
    /// <summary>Median.</summary>
    public required TimeSpan Median { get; init; }
    /// <summary>90th percentile.</summary>
    public required TimeSpan P90 { get; init; }
    /// <summary>99th percentile.</summary>
    public required TimeSpan P99 { get; init; }
    /// <summary>
    /// How many took how long, the shortest first, as exact as the buckets; only in the answers about all and about one
    /// platform.
    /// </summary>
    public IReadOnlyList<HandlingClass>? Classes { get; init; }
}

/// <summary>A class of handling times.</summary>
public sealed record HandlingClass
{
    /// <summary>The longest time of the class; absent for the last.</summary>
    public TimeSpan? AtMost { get; init; }
    /// <summary>Notices with a time of this class.</summary>
    public required long Count { get; init; }
}

/// <summary>Totals of the platforms under the regulator's responsibility.</summary>
public sealed record ComplianceOverview : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public ComplianceOverview()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public ComplianceOverview(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>First day, in <c>zone</c>; null if not limited.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, in <c>zone</c>, included; null if not limited.</summary>
    public DateOnly? To { get; init; }
    /// <summary>The time zone of the days, by its IANA name.</summary>
    public string Zone { get; init; } = "UTC";
    /// <summary>Number of platforms.</summary>
    public required long Platforms { get; init; }
    /// <summary>Number of escalations that are open now.</summary>
    public required long OpenEscalations { get; init; }
    /// <summary>Open escalations by age; absent with <c>asOf</c>.</summary>
    public BreachAges? OpenBreaches { get; init; }
    /// <summary>
    /// Notices whose <c>act</c> limit ends within 24 hours, the hour now included; absent with <c>asOf</c>.
    /// </summary>
    public long? DueIn24Hours { get; init; }
    /// <summary>
    /// Time of the last counted event, the counts lag by a few moments; with <c>asOf</c>, that instant.
    /// </summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Counts of one platform.</summary>
public sealed record PlatformCompliance : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public PlatformCompliance()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public PlatformCompliance(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string Name { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>Type of service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Number of its escalations that are open now.</summary>
    public long OpenEscalations { get; init; }
    /// <summary>Open escalations by age; absent with <c>asOf</c>.</summary>
    public BreachAges? OpenBreaches { get; init; }
    /// <summary>
    /// Notices whose <c>act</c> limit ends within 24 hours, the hour now included; absent with <c>asOf</c>.
    /// </summary>
    public long? DueIn24Hours { get; init; }
}

/// <summary>Counts over time.</summary>
public sealed record ComplianceTrend
{
    /// <summary>Width of a point: <c>day</c>, <c>month</c> or <c>year</c>.</summary>
    public required string Bucket { get; init; }
    /// <summary>The time zone of the points, by its IANA name.</summary>
    public string Zone { get; init; } = "UTC";
    /// <summary>Points with at least one count, oldest first.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }
}

/// <summary>Counts of one day, month or year. Counts as of now (open, repeat accounts) are 0 here.</summary>
public sealed record TrendPoint : ComplianceCounts
{
    /// <summary>Empty counts.</summary>
    public TrendPoint()
    {
    }

    /// <summary>A copy of these counts.</summary>
    public TrendPoint(ComplianceCounts counts) : base(counts)
    {
    }

    /// <summary>The day, or the first day of the month or the year.</summary>
    public required DateOnly Day { get; init; }
}
