namespace Takedown.Contracts;

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
