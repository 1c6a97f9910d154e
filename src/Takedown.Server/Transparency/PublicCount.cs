namespace Takedown.Server.Transparency;

/// <summary>The figures of a platform in a month (UTC), as the compliance counters had them.</summary>
internal sealed record PublicCount
{
    /// <summary>The month, such as 2026-10.</summary>
    public string Month { get; init; } = "";
    public Guid PlatformId { get; init; }
    /// <summary>The instant as of which the counters were copied.</summary>
    public DateTimeOffset At { get; init; }
    public string PlatformName { get; init; } = "";
    public string Region { get; init; } = "";
    public long Received { get; init; }
    public long Delivered { get; init; }
    public long OnTime { get; init; }
    public long Late { get; init; }
    public long Breached { get; init; }
    public long Removed { get; init; }
    public long Rejected { get; init; }
    public long Withdrawn { get; init; }
    public long AccountActions { get; init; }
}
