namespace Takedown.Contracts;

/// <summary>How the server is, as the operator sees it. A figure that could not be read is absent.</summary>
public sealed record ServerHealth
{
    /// <summary>Whether the process that answers is ready for requests.</summary>
    public required bool Ready { get; init; }
    /// <summary>What readiness depends on: <c>ready</c>, or what is missing.</summary>
    public required IReadOnlyDictionary<string, string> Parts { get; init; }
    /// <summary>What must be done soon, as in <c>/healthz/ready</c>.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
    /// <summary>Notices accepted and not delivered.</summary>
    public long? Undelivered { get; init; }
    /// <summary>Age of the oldest notice that is accepted and not delivered.</summary>
    public TimeSpan? DeliveryLag { get; init; }
    /// <summary>Age of the oldest undelivered notice without a failed delivery.</summary>
    public TimeSpan? DispatchLag { get; init; }
    /// <summary>Age of the oldest due deadline that has not been processed.</summary>
    public TimeSpan? DeadlineLag { get; init; }
    /// <summary>Age of the oldest event that the compliance counters do not include.</summary>
    public TimeSpan? ProjectionLag { get; init; }
    /// <summary>Messages that could not be processed.</summary>
    public long? DeadLetters { get; init; }
    /// <summary>The calendars in use, with their last days.</summary>
    public required IReadOnlyList<CalendarEnd> Calendars { get; init; }
    /// <summary>Platforms whose webhook answered 410, so that nothing is posted to them.</summary>
    public required IReadOnlyList<DisabledWebhook> DisabledWebhooks { get; init; }
}

/// <summary>The end of a calendar that a policy in force uses.</summary>
public sealed record CalendarEnd
{
    /// <summary>Code of the calendar.</summary>
    public required string Code { get; init; }
    /// <summary>Its last day.</summary>
    public required DateOnly To { get; init; }
    /// <summary>Days to its last day; negative after it.</summary>
    public required int DaysLeft { get; init; }
}

/// <summary>A webhook to which nothing is posted.</summary>
public sealed record DisabledWebhook
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string PlatformName { get; init; }
    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Stable code, such as <c>webhook.status-410</c>.</summary>
    public required string Reason { get; init; }
}
