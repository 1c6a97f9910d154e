using System.Text.Json.Serialization;
using MassTransit;

namespace Takedown.Server.Messaging;

/// <summary>
/// Command on the bus: deliver these notices to their platform. It contains only ids, because the outbox table is
/// authoritative: losing, repeating or reordering this message affects only latency.
/// </summary>
[MessageUrn("Takedown.Contracts:DeliverNotices")]
[EntityName("Takedown.Contracts:DeliverNotices")]
internal sealed record DeliverNotices
{
    /// <summary>The platform of all notices.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>1 to 500 notices.</summary>
    public required IReadOnlyList<Guid> NoticeIds { get; init; }
    /// <summary>Ids of the outbox entries completed by the delivery; null from senders of older versions.</summary>
    [JsonPropertyName("dispatches")]
    public IReadOnlyList<Guid>? OutboxIds { get; init; }
}

/// <summary>
/// Command on the bus: small deliveries to several pull inboxes in one message, because a message costs more than a
/// notice. A delivery means the same as in a message of its own.
/// </summary>
[MessageUrn("Takedown.Contracts:DeliverTogether")]
[EntityName("Takedown.Contracts:DeliverTogether")]
internal sealed record DeliverNoticeSets
{
    /// <summary>2 to 500 deliveries, of no more than 500 notices in all.</summary>
    public required IReadOnlyList<DeliverNotices> Deliveries { get; init; }
}

/// <summary>
/// Event on the bus to every process: data of the given topics has changed. It carries no data. If it is lost, a reader
/// waits longer but misses nothing.
/// </summary>
[MessageUrn("Takedown.Contracts:NewsArrived")]
[EntityName("Takedown.Contracts:NewsArrived")]
internal sealed record RemoteChanges
{
    /// <summary>The process that made the change and does not need the notification.</summary>
    [JsonPropertyName("origin")]
    public required string ProcessId { get; init; }
    /// <summary>The changed topics, at most 500.</summary>
    [JsonPropertyName("bells")]
    public required IReadOnlyList<ChangeNotification> Changes { get; init; }
}

/// <summary>One changed topic.</summary>
internal sealed record ChangeNotification
{
    /// <summary><c>inbox</c>, <c>account-actions</c>, <c>feed</c>, <c>events</c> or <c>registry</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The organisation it concerns; empty for <c>events</c> and <c>registry</c>.</summary>
    public required Guid Id { get; init; }
}
