namespace Takedown.Contracts;

/// <summary>An item that could not be routed because no registered platform answers for its host.</summary>
public sealed record UnroutedItem
{
    /// <summary>Its batch.</summary>
    public required Guid BatchId { get; init; }
    /// <summary>Its position there.</summary>
    public required long Index { get; init; }
    /// <summary>Its claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>The host nobody answers for; null where the target had no URL and no platform.</summary>
    public string? Host { get; init; }
    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Answer of a retry by hand.</summary>
public sealed record RetryView
{
    /// <summary>How many notices were put back on their way.</summary>
    public required long Retried { get; init; }
}

/// <summary>A message nobody could handle. It waits until it is sent on its way again.</summary>
public sealed record DeadLetter
{
    /// <summary>Names it for a redrive.</summary>
    public required string Id { get; init; }
    /// <summary>The queue it came from, and goes back to.</summary>
    public required string Queue { get; init; }
    /// <summary>What was wrong with it: a stable code or what the bus said.</summary>
    public required string Reason { get; init; }
    /// <summary>When it was given up.</summary>
    public DateTimeOffset? At { get; init; }
    /// <summary>Length of its body.</summary>
    public required long Bytes { get; init; }
    /// <summary>The first 4,096 bytes of it, as text.</summary>
    public required string Body { get; init; }
}

/// <summary>Answer of a redrive.</summary>
public sealed record RedriveView
{
    /// <summary>How many messages went back to their queues.</summary>
    public required long Redriven { get; init; }
}

/// <summary>Body of <c>POST /v1/sandbox/clock</c>.</summary>
public sealed record ClockAdvance
{
    /// <summary>How far, forward only, up to 3,660 days in all.</summary>
    public TimeSpan? Advance { get; init; }
}

/// <summary>The sandbox's clock.</summary>
public sealed record ClockView
{
    /// <summary>The server's time now.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>How far it runs ahead of the wall clock.</summary>
    public required TimeSpan Ahead { get; init; }
}

/// <summary>An error as RFC 9457 has it, with a stable code.</summary>
public sealed record ProblemView
{
    /// <summary>URI of the kind of problem.</summary>
    public string? Type { get; init; }
    /// <summary>HTTP status.</summary>
    public int? Status { get; init; }
    /// <summary>For people, in the language asked for.</summary>
    public string? Title { get; init; }
    /// <summary>This occurrence, for people.</summary>
    public string? Detail { get; init; }
    /// <summary>Stable code for programs.</summary>
    public string? Code { get; init; }
    /// <summary>Finds the request in the logs.</summary>
    public string? TraceId { get; init; }
    /// <summary>Faults of the input, all at once.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }
    /// <summary>The batch that keeps what was stored before a fault of its body.</summary>
    public Guid? BatchId { get; init; }
}
