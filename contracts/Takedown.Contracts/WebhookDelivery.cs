namespace Takedown.Contracts;

/// <summary>What a webhook connector posts: one delivery of 1 to 100 notices.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Always <c>notices.delivered</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When it was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The notices, as they would lie in an inbox. A repeated delivery carries the same notice ids and the same seqs.</summary>
    public required IReadOnlyList<InboxItem> Data { get; init; }
}
