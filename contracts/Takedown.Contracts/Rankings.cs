namespace Takedown.Contracts;

/// <summary>Platforms compared by one figure.</summary>
public sealed record RankingView
{
    /// <summary>The figure, such as <c>onTimeRate</c>.</summary>
    public required string Metric { get; init; }
    /// <summary>First day, in <c>zone</c>; null if not limited.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, in <c>zone</c>, included; null if not limited.</summary>
    public DateOnly? To { get; init; }
    /// <summary>The time zone of the days, by its IANA name.</summary>
    public required string Zone { get; init; }
    /// <summary>The region whose platforms are compared; null for all.</summary>
    public string? Region { get; init; }
    /// <summary>The service type whose platforms are compared; null for all.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Only notices about works of this type; null for all.</summary>
    public string? WorkType { get; init; }
    /// <summary>Only notices about infringements of this kind; null for all.</summary>
    public string? Mode { get; init; }
    /// <summary>The instant as of which the figures stood; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }
    /// <summary>Number of platforms that have a rank.</summary>
    public required int Ranked { get; init; }
    /// <summary>The platforms, the best first, those without a value last. A platform reads its own row only.</summary>
    public required IReadOnlyList<RankingRow> Items { get; init; }
}

/// <summary>A platform in a ranking.</summary>
public sealed record RankingRow
{
    /// <summary>1 for the best; equal values share a rank. Null without a value.</summary>
    public int? Rank { get; init; }
    /// <summary>The value of the metric: a rate from 0 to 1, seconds, or a number. Null if there is none.</summary>
    public double? Value { get; init; }
    /// <summary>Number of notices that the value is computed from.</summary>
    public required long N { get; init; }
    /// <summary>Whether <c>n</c> is below 30: the value then says little.</summary>
    public required bool SmallN { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string Name { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>Type of service.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Number of its escalations that were open.</summary>
    public long OpenEscalations { get; init; }
    /// <summary>Open escalations by age; absent with <c>asOf</c>.</summary>
    public BreachAges? OpenBreaches { get; init; }
    /// <summary>Notices whose <c>act</c> limit ends within 24 hours; absent with <c>asOf</c>.</summary>
    public long? DueIn24Hours { get; init; }
    /// <summary>
    /// The counts behind the value. By work type or mode, they begin with the delivery and have no handling times.
    /// </summary>
    public required ComplianceCounts Counts { get; init; }
}

/// <summary>The regions below one, compared by one figure.</summary>
public sealed record RegionRanking
{
    /// <summary>The figure, such as <c>onTimeRate</c>.</summary>
    public required string Metric { get; init; }
    /// <summary>The regions, the best first, those without a value last.</summary>
    public required IReadOnlyList<RegionRow> Items { get; init; }
}

/// <summary>A region with the platforms of it and below.</summary>
public sealed record RegionRow
{
    /// <summary>1 for the best; equal values share a rank. Null without a value.</summary>
    public int? Rank { get; init; }
    /// <summary>The value of the metric. Null if there is none.</summary>
    public double? Value { get; init; }
    /// <summary>Number of notices that the value is computed from.</summary>
    public required long N { get; init; }
    /// <summary>Whether <c>n</c> is below 30.</summary>
    public required bool SmallN { get; init; }
    /// <summary>The region.</summary>
    public required string Region { get; init; }
    /// <summary>Number of platforms.</summary>
    public required int Platforms { get; init; }
    /// <summary>The counts behind the value.</summary>
    public required ComplianceCounts Counts { get; init; }
}

/// <summary>Where infringement is frequent: notices about one type of works on one type of service.</summary>
public sealed record HotSpot
{
    /// <summary>Type of service; null for platforms without one.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Work type; null for notices without a word of the vocabulary.</summary>
    public string? WorkType { get; init; }
    /// <summary>Notices delivered.</summary>
    public required long Delivered { get; init; }
    /// <summary>Notices with a confirmed measure.</summary>
    public required long Removed { get; init; }
    /// <summary>Notices refused.</summary>
    public required long Rejected { get; init; }
    /// <summary>Notices not answered within the <c>act</c> limit.</summary>
    public required long Breached { get; init; }
    /// <summary>Platforms concerned.</summary>
    public required int Platforms { get; init; }
    /// <summary>Answers on time divided by the notices answered or breached; null if there are none.</summary>
    public double? OnTimeRate { get; init; }
    /// <summary><c>removed</c> divided by the answers, 0 to 1; null if there are none.</summary>
    public double? ActionRate { get; init; }
}
