using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What a platform found when it verified a notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<Finding>))]
public enum Finding
{
    /// <summary>The material infringes.</summary>
    Infringing,
    /// <summary>The material does not infringe.</summary>
    Not,
    /// <summary>It could not be found out.</summary>
    Unclear,
}

/// <summary>The latest finding about a notice.</summary>
public sealed record AssessmentView
{
    /// <summary>What the platform found.</summary>
    public required Finding Finding { get; init; }
    /// <summary>When it said so.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>How a platform verifies notices before it acts.</summary>
public sealed record AssessmentDuty
{
    /// <summary>Notices found to be about infringing material.</summary>
    public required long Infringing { get; init; }
    /// <summary>Notices found to be about material that does not infringe.</summary>
    public required long Not { get; init; }
    /// <summary>Notices without a clear finding.</summary>
    public required long Unclear { get; init; }
    /// <summary>Hours from the delivery to the finding, on average; null if there is none.</summary>
    public double? HoursToFinding { get; init; }
    /// <summary>
    /// Hours from the finding to the measure, on average over the notices with both; null if there is none.
    /// </summary>
    public double? HoursToMeasure { get; init; }
}
