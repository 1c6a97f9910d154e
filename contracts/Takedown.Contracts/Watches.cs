using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>On which side of a threshold a value is beyond it.</summary>
[JsonConverter(typeof(KebabEnumConverter<ThresholdOp>))]
public enum ThresholdOp
{
    /// <summary>Values above it.</summary>
    Above,
    /// <summary>Values below it.</summary>
    Below,
}

/// <summary>The figure that a watch looks at.</summary>
public sealed record WatchQuery
{
    /// <summary>A metric of <c>GET /v1/compliance/ranking</c>, such as <c>onTimeRate</c>.</summary>
    public string? Metric { get; init; }
    /// <summary>Only this platform; absent: each platform of the scope by itself.</summary>
    public Guid? Platform { get; init; }
    /// <summary>Only platforms of this service type.</summary>
    public string? ServiceType { get; init; }
    /// <summary>Only platforms of this region and below.</summary>
    public string? Region { get; init; }
    /// <summary>Only notices about works of this type.</summary>
    public string? WorkType { get; init; }
    /// <summary>Only notices about infringements of this kind.</summary>
    public string? Mode { get; init; }
    /// <summary>
    /// The time looked at, up to now, in whole hours: <c>PT1H</c> to <c>P366D</c>, such as <c>P7D</c>. Default:
    /// <c>PT24H</c>.
    /// </summary>
    public string? Window { get; init; }
}

/// <summary>When a watch says something.</summary>
public sealed record WatchThreshold
{
    /// <summary>The side beyond it; required.</summary>
    public ThresholdOp? Op { get; init; }
    /// <summary>
    /// The value; required. Rates are from 0 to 1, handling times in seconds. A value equal to it is normal.
    /// </summary>
    public double? Value { get; init; }
    /// <summary>The smallest number of notices with which a value counts, 1 to 1,000,000. Default: 1.</summary>
    public long? MinCount { get; init; }
}

/// <summary>A saved query with a threshold, which runs continuously.</summary>
public sealed record WatchInput
{
    /// <summary>Name for people, at most 200 characters; the platform reads it in its event.</summary>
    public string? Name { get; init; }
    /// <summary>What is looked at.</summary>
    public WatchQuery? Query { get; init; }
    /// <summary>When something is said.</summary>
    public WatchThreshold? Threshold { get; init; }
}

/// <summary>A watch.</summary>
public sealed record WatchView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }
    /// <summary>What is looked at.</summary>
    public required WatchQuery Query { get; init; }
    /// <summary>When something is said.</summary>
    public required WatchThreshold Threshold { get; init; }
    /// <summary>When it was saved.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The person who saved it; absent for a key of the organisation.</summary>
    public string? CreatedBy { get; init; }
    /// <summary>Platforms that are beyond the threshold now.</summary>
    public required IReadOnlyList<Guid> Crossed { get; init; }
}

/// <summary>A figure of a platform crossed the threshold of a watch.</summary>
public sealed record WatchAlert
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The watch.</summary>
    public required Guid WatchId { get; init; }
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>When it was noticed.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The value.</summary>
    public required double Value { get; init; }
    /// <summary>Number of notices that it is computed from.</summary>
    public required long N { get; init; }
}
