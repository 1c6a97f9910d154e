namespace Takedown.Contracts;

/// <summary>
/// Command on the bus: put these notices before their platform. Ids only; the notice table is the queue of record, so
/// losing, repeating or reordering this message changes nothing but speed. The full type name is its identity on the wire.
/// </summary>
public sealed record DeliverNotices
{
    /// <summary>The platform all of them are for.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>1 to 500 notices.</summary>
    public required IReadOnlyList<Guid> NoticeIds { get; init; }
    /// <summary>The dispatches that end with their delivery; null from a sender that did not know of them.</summary>
    public IReadOnlyList<Guid>? Dispatches { get; init; }
}

/// <summary>
/// Command on the bus: small deliveries into several pull inboxes, in one message, because a message costs more than a
/// notice. Each means what it would mean alone.
/// </summary>
public sealed record DeliverTogether
{
    /// <summary>2 to 500 deliveries, of no more than 500 notices in all.</summary>
    public required IReadOnlyList<DeliverNotices> Deliveries { get; init; }
}

/// <summary>
/// Event on the bus, to every process: look again. It says where, never what; losing it costs a reader its wait, no row.
/// </summary>
public sealed record NewsArrived
{
    /// <summary>The process it happened in, which knows already.</summary>
    public required string Origin { get; init; }
    /// <summary>Where there is news, at most 500.</summary>
    public required IReadOnlyList<Bell> Bells { get; init; }
}

/// <summary>One place to look again.</summary>
public sealed record Bell
{
    /// <summary><c>inbox</c>, <c>account-actions</c>, <c>feed</c>, <c>events</c> or <c>registry</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The organisation it concerns; empty for <c>events</c> and <c>registry</c>.</summary>
    public required Guid Id { get; init; }
}

/// <summary>What a webhook connector posts: one delivery of 1 to 100 notices.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Always <c>notices.delivered</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The notices, as in an inbox. A repeated delivery has the same notice ids and the same seqs.</summary>
    public required IReadOnlyList<InboxItem> Data { get; init; }
}
