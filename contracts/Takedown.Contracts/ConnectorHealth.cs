namespace Takedown.Contracts;

/// <summary>How the pushes to a platform are going.</summary>
public sealed record ConnectorHealth
{
    /// <summary>Kind of connector; nothing is pushed to an <c>inbox</c>.</summary>
    public required ConnectorKind Kind { get; init; }
    /// <summary>Webhook: set while nothing is posted because the endpoint answered 410.</summary>
    public ConnectorDisabled? Disabled { get; init; }
    /// <summary>Notices that wait to be pushed.</summary>
    public required long Waiting { get; init; }
    /// <summary>How many of them were tried and failed.</summary>
    public required long Failing { get; init; }
    /// <summary>When the next of those is tried.</summary>
    public DateTimeOffset? NextAt { get; init; }
    /// <summary>Other messages that wait, such as withdrawals.</summary>
    public required long Messages { get; init; }
    /// <summary>The last failed pushes of notices, newest first, at most 20 of the latest 1,000 events.</summary>
    public required IReadOnlyList<PushFailure> Failures { get; init; }
    /// <summary>Messages that were tried and failed, oldest first, at most 20.</summary>
    public required IReadOnlyList<MessageFailure> FailedMessages { get; init; }
}

/// <summary>A failed push of notices.</summary>
public sealed record PushFailure
{
    /// <summary>When it failed.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Stable code, such as <c>webhook.timeout</c> or <c>webhook.status-500</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public required string Message { get; init; }
    /// <summary>How many notices it had.</summary>
    public required int Notices { get; init; }
    /// <summary>The first of them.</summary>
    public required Guid NoticeId { get; init; }
}

/// <summary>A message that was not taken yet.</summary>
public sealed record MessageFailure
{
    /// <summary>Its type, such as <c>notice.withdrawn</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When its event happened.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Failed attempts.</summary>
    public required int Attempts { get; init; }
    /// <summary>Stable code of the last failure.</summary>
    public required string Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public required string Message { get; init; }
    /// <summary>When it is tried again.</summary>
    public required DateTimeOffset NextAt { get; init; }
}
