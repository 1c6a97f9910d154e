namespace Takedown.Server.Operations;

/// <summary>What waits in the store, as one look at it told. What could not be read is null.</summary>
internal sealed record Backlog
{
    public bool DatabaseUp { get; init; }

    /// <summary>Notices accepted and not delivered.</summary>
    public long? Undelivered { get; init; }

    /// <summary>Age of the oldest of them.</summary>
    public TimeSpan? DeliveryLag { get; init; }

    /// <summary>
    /// The same of those no delivery of which failed yet: ours to hurry, where the others wait for their platform.
    /// </summary>
    public TimeSpan? DispatchLag { get; init; }

    /// <summary>Age of the oldest clock that ran out and was not seen to.</summary>
    public TimeSpan? DeadlineLag { get; init; }

    /// <summary>Age of the oldest event the compliance counters do not have.</summary>
    public TimeSpan? ProjectionLag { get; init; }
}
