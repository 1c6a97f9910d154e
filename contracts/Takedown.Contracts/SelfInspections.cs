using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Status of the self-inspection of a platform.</summary>
[JsonConverter(typeof(KebabEnumConverter<SelfInspectionStatus>))]
public enum SelfInspectionStatus
{
    /// <summary>Not reported; the time limit runs.</summary>
    Open,
    /// <summary>Not reported in time.</summary>
    Overdue,
    /// <summary>Reported.</summary>
    Reported,
}

/// <summary>Which platforms a self-inspection is for.</summary>
public sealed record SelfInspectionScope
{
    /// <summary>Regions within that of the body, at most 100. Default: all.</summary>
    public IReadOnlyList<string>? Regions { get; set; }
    /// <summary>Types of service, such as <c>cloud-disk</c>, at most 100. Default: all.</summary>
    public IReadOnlyList<string>? ServiceTypes { get; set; }
}

/// <summary>Body of <c>POST /v1/self-inspections</c>: <c>platforms</c> or <c>scope</c>.</summary>
public sealed record SelfInspectionInput
{
    /// <summary>Platforms in the region of the body, at most 1,000.</summary>
    public IReadOnlyList<Guid>? Platforms { get; set; }
    /// <summary>Which platforms it is for.</summary>
    public SelfInspectionScope? Scope { get; set; }
    /// <summary>What has to be inspected, at most 20,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>Due time of the reports.</summary>
    public DateTimeOffset? Due { get; set; }
}

/// <summary>Something that a platform found and what it did.</summary>
public sealed record SelfInspectionFinding
{
    /// <summary>The problem, at most 2,000 characters.</summary>
    public string? Problem { get; set; }
    /// <summary>How many, 1 to 1,000,000,000. Default: 1.</summary>
    public long? Count { get; set; }
    /// <summary>What was done about it, at most 2,000 characters.</summary>
    public string? Measure { get; set; }
}

/// <summary>Body of <c>POST /v1/self-inspections/{id}/report</c>.</summary>
public sealed record SelfInspectionReportInput
{
    /// <summary>The report, at most 20,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>The findings, at most 500; empty where nothing was found.</summary>
    public IReadOnlyList<SelfInspectionFinding>? Findings { get; set; }
}

/// <summary>The self-inspection of one platform.</summary>
public sealed record SelfInspectedPlatform
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Status of the self-inspection.</summary>
    public required SelfInspectionStatus Status { get; init; }
    /// <summary>Status of the deadline.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>When the report was made.</summary>
    public DateTimeOffset? ReportedAt { get; init; }
    /// <summary>Number of problems found.</summary>
    public long? Problems { get; init; }
    /// <summary>The report.</summary>
    public string? Text { get; init; }
    /// <summary>The findings.</summary>
    public IReadOnlyList<SelfInspectionFinding>? Findings { get; init; }
}

/// <summary>A self-inspection that a regulator demands (自查自纠).</summary>
public sealed record SelfInspectionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The body that demands it.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>What has to be inspected.</summary>
    public required string Text { get; init; }
    /// <summary>When it was demanded.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Due time of the reports.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Number of platforms that it is for; only for regulators.</summary>
    public int? Asked { get; init; }
    /// <summary>Number of platforms that have reported; only for regulators.</summary>
    public int? Reported { get; init; }
    /// <summary>Number of platforms whose report is overdue; only for regulators.</summary>
    public int? Overdue { get; init; }
    /// <summary>The platforms; for a platform itself only. In lists of regulators without texts and findings.</summary>
    public required IReadOnlyList<SelfInspectedPlatform> Platforms { get; init; }
    /// <summary>Who did what; only where one object is read.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
