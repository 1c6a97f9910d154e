using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>Progress of a batch.</summary>
internal sealed record BatchRow
{
    public Guid Id { get; init; }
    public Guid ClaimantId { get; init; }
    public string? IdempotencyKey { get; init; }
    public bool Complete { get; init; }
    public long Received { get; init; }
    public long Accepted { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    /// <summary>Digest of all items up to <see cref="Received"/>; empty without an Idempotency-Key.</summary>
    public byte[] Digest { get; init; } = [];
    public DateTimeOffset ReceivedAt { get; init; }
    /// <inheritdoc cref="BatchHead.FirstRow"/>
    public int FirstRow { get; init; }
    /// <summary>Whether rows that are no items lie between the items.</summary>
    public bool Shifted { get; init; }
    /// <inheritdoc cref="BatchHead.Heading"/>
    public string? Heading { get; init; }
    /// <inheritdoc cref="BatchHead.Metadata"/>
    public string? Metadata { get; init; }

    public BatchView View(IReadOnlyList<ItemResult>? results) => new()
    {
        Id = Id,
        Status = Complete ? "complete" : "receiving",
        Received = Received,
        Accepted = Accepted,
        Duplicate = Duplicate,
        Rejected = Rejected,
        ReceivedAt = ReceivedAt,
        Results = results,
        ResultsUrl = $"/v1/batches/{Id}/results",
        Metadata = Notices.Metadata.Read(Metadata),
    };
}
