namespace Takedown.Server.Operations;

/// <summary>The backlog in the database at one point in time. A value that could not be read is null.</summary>
internal sealed record Backlog
{
    public bool DatabaseUp { get; init; }

    /// <summary>Notices accepted and not delivered.</summary>
    public long? Undelivered { get; init; }

    /// <summary>Age of the oldest undelivered notice.</summary>
    public TimeSpan? DeliveryLag { get; init; }

    /// <summary>
    /// Age of the oldest undelivered notice without a failed delivery: a delay of the server, not of a platform.
    /// </summary>
    public TimeSpan? DispatchLag { get; init; }

    /// <summary>Age of the oldest due deadline that has not been processed.</summary>
    public TimeSpan? DeadlineLag { get; init; }

    /// <summary>Age of the oldest event that the compliance counters do not include.</summary>
    public TimeSpan? ProjectionLag { get; init; }

    /// <summary>What modules have in their tables, by the name of the gauge.</summary>
    public IReadOnlyDictionary<string, long> Stored { get; init; } = new Dictionary<string, long>();
}
