using System.Text.Json.Serialization;
using MassTransit;

namespace Takedown.Server.Messaging;

/// <summary>
/// Command on the bus: put these notices before their platform. Ids only; the notice table is the queue of record, so
/// losing, repeating or reordering this message changes nothing but speed.
/// </summary>
[MessageUrn("Takedown.Contracts:DeliverNotices")]
[EntityName("Takedown.Contracts:DeliverNotices")]
internal sealed record DeliverNotices
{
    /// <summary>The platform all of them are for.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>1 to 500 notices.</summary>
    public required IReadOnlyList<Guid> NoticeIds { get; init; }
    /// <summary>The dispatches that end with their delivery; null from a sender that did not know of them.</summary>
    [JsonPropertyName("dispatches")]
    public IReadOnlyList<Guid>? OutboxIds { get; init; }
}

/// <summary>
/// Command on the bus: small deliveries into several pull inboxes, in one message, because a message costs more than a
/// notice. Each means what it would mean alone.
/// </summary>
[MessageUrn("Takedown.Contracts:DeliverTogether")]
[EntityName("Takedown.Contracts:DeliverTogether")]
internal sealed record DeliverNoticeSets
{
    /// <summary>2 to 500 deliveries, of no more than 500 notices in all.</summary>
    public required IReadOnlyList<DeliverNotices> Deliveries { get; init; }
}

/// <summary>
/// Event on the bus, to every process: look again. It says where, never what; losing it costs a reader its wait, no row.
/// </summary>
[MessageUrn("Takedown.Contracts:NewsArrived")]
[EntityName("Takedown.Contracts:NewsArrived")]
internal sealed record RemoteChanges
{
    /// <summary>The process it happened in, which knows already.</summary>
    [JsonPropertyName("origin")]
    public required string ProcessId { get; init; }
    /// <summary>Where there is news, at most 500.</summary>
    [JsonPropertyName("bells")]
    public required IReadOnlyList<ChangeNotification> Changes { get; init; }
}

/// <summary>One place to look again.</summary>
internal sealed record ChangeNotification
{
    /// <summary><c>inbox</c>, <c>account-actions</c>, <c>feed</c>, <c>events</c> or <c>registry</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The organisation it concerns; empty for <c>events</c> and <c>registry</c>.</summary>
    public required Guid Id { get; init; }
}
