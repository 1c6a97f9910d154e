using Takedown.Faults.Schedule;

namespace Takedown.Faults.Journals;

/// <summary>What a step of the schedule did to the service.</summary>
internal sealed record StepRecord
{
    public required Step Step { get; init; }

    public required TimeSpan Began { get; init; }

    /// <summary>When the fault was over: the node was back, the standby promoted.</summary>
    public required TimeSpan Ended { get; init; }

    /// <summary>When everything was as before, or was no longer waited for.</summary>
    public required TimeSpan Recovered { get; init; }

    /// <summary>How long there was nothing to write to. A node of the bus that is away is no outage.</summary>
    public required TimeSpan Outage { get; init; }

    /// <summary>Platforms that a notice sent at the end had not reached when the time was over.</summary>
    public required IReadOnlyList<string> Unreached { get; init; }

    /// <summary>Queues that had too few consumers when the time was over.</summary>
    public required IReadOnlyList<string> Unconsumed { get; init; }
}
