namespace Takedown.Contracts;

/// <summary>Published figures, by month and by platform. Months are those of UTC.</summary>
public sealed record TransparencyCounts
{
    /// <summary>The sums of all that follows.</summary>
    public required TransparencyFigures Totals { get; init; }
    /// <summary>By month, oldest first.</summary>
    public required IReadOnlyList<TransparencyMonth> Months { get; init; }
    /// <summary>By platform, the one with most notices first.</summary>
    public required IReadOnlyList<TransparencyPlatform> Platforms { get; init; }
    /// <summary>How each figure is made, in the language of the request.</summary>
    public required IReadOnlyList<TransparencyDefinition> Definitions { get; init; }
    /// <summary>The instant as of which the figures were taken.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Figures of notices. A figure counts in the month of its event, a handling in that of the answer.</summary>
public record TransparencyFigures
{
    /// <summary>Notices accepted.</summary>
    public long Received { get; init; }
    /// <summary>Notices that reached their platform.</summary>
    public long Delivered { get; init; }
    /// <summary>First answers in time.</summary>
    public long OnTime { get; init; }
    /// <summary>First answers after the due time.</summary>
    public long Late { get; init; }
    /// <summary>Due times that passed without an answer.</summary>
    public long Breached { get; init; }
    /// <summary>Notices with a measure.</summary>
    public long Removed { get; init; }
    /// <summary>Notices refused.</summary>
    public long Rejected { get; init; }
    /// <summary>Notices withdrawn by their claimants.</summary>
    public long Withdrawn { get; init; }
    /// <summary>Measures against accounts that were requested.</summary>
    public long AccountActions { get; init; }
    /// <summary><c>onTime</c> divided by <c>onTime</c> and <c>breached</c>; absent without data.</summary>
    public double? OnTimeRate { get; init; }
    /// <summary><c>removed</c> divided by <c>removed</c> and <c>rejected</c>; absent without data.</summary>
    public double? ActionRate { get; init; }
}

/// <summary>Figures of a month.</summary>
public sealed record TransparencyMonth : TransparencyFigures
{
    /// <summary>The month, such as 2026-10.</summary>
    public required string Month { get; init; }
}

/// <summary>Figures of a platform.</summary>
public sealed record TransparencyPlatform : TransparencyFigures
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>Its region.</summary>
    public required string Region { get; init; }
}

/// <summary>How a figure is made.</summary>
public sealed record TransparencyDefinition
{
    /// <summary>Name of the field.</summary>
    public required string Field { get; init; }
    /// <summary>What it counts.</summary>
    public required string Text { get; init; }
}
