using Takedown.Contracts;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Items to be appended to one batch.</summary>
/// <param name="Batch">The batch before these items.</param>
/// <param name="Items">The next items.</param>
/// <param name="Complete">Whether the batch ends with these items.</param>
/// <param name="KeyId">The API key of the request, which must still be valid.</param>
/// <param name="Now">Acceptance time.</param>
/// <param name="Head">What is stored of the body when the batch opens.</param>
internal sealed record Submission(
    BatchRow Batch, IReadOnlyList<JudgedItem> Items, bool Complete, Guid KeyId, DateTimeOffset Now,
    BatchHead? Head = null)
{
    /// <summary>Where rows that are no items lie before an item.</summary>
    public IEnumerable<RowShift> Shifts => Items
        .Where(i => i.Row.Shift is not null).Select(i => new RowShift(Batch.Id, i.Index, i.Row.Shift!.Value));

    public bool Shifted { get; } = Items.Any(i => i.Row.Shift is not null);

    /// <summary>Whether one of the items is special.</summary>
    public bool HasSpecial { get; } = Items.Any(i => i.Special is not null);

    /// <summary>Kind of the sender.</summary>
    public OrganisationKind By { get; init; } = OrganisationKind.Claimant;

    /// <summary>Region of the sender.</summary>
    public string? Region { get; init; }

    public TraceOrigin? Trace { get; } = Tracing.Here;

    public long Received => Batch.Received + Items.Count;

    public byte[] Digest => Items is [.., var last] ? last.Digest ?? [] : Batch.Digest;

    /// <summary>Insert of a batch with its first items.</summary>
    public static readonly Table<Submission> NewBatches = new("batches",
    [
        new("id", ColumnType.Id, b => b.Batch.Id),
        new("claimant_id", ColumnType.Id, b => b.Batch.ClaimantId),
        new("idempotency_key", ColumnType.Text, b => b.Batch.IdempotencyKey),
        new("complete", ColumnType.Number, b => b.Complete ? 1 : 0),
        new("received", ColumnType.Number, b => b.Received),
        new("digest", ColumnType.Bytes, b => b.Digest),
        new("received_at", ColumnType.Instant, b => b.Batch.ReceivedAt),
        new("defaults", ColumnType.Text, b => b.Head?.Defaults),
        new("first_row", ColumnType.Number, b => b.Head?.FirstRow ?? 0),
        new("shifted", ColumnType.Number, b => b.Shifted ? 1 : 0),
        new("heading", ColumnType.Text, b => b.Head?.Heading),
        new("metadata", ColumnType.Text, b => b.Head?.Metadata),
        new("key_id", ColumnType.Id, b => b.KeyId),
    ]);

    /// <summary>Key of a batch, for its deletion.</summary>
    public static readonly Table<Submission> BatchKeys =
        new("batches", [new("id", ColumnType.Id, b => b.Batch.Id, Key: true)]);
}
