using Takedown.Contracts;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Items to be appended to one batch.</summary>
/// <param name="Batch">The batch before these items.</param>
/// <param name="Items">The next items.</param>
/// <param name="Complete">Whether the batch ends with these items.</param>
/// <param name="KeyId">The API key of the request, which must still be valid.</param>
/// <param name="Tier">Tier of the claimant.</param>
/// <param name="Now">Acceptance time.</param>
/// <param name="Defaults">Text of the defaults; null if there are none. Stored when the batch opens.</param>
internal sealed record Submission(
    BatchRow Batch, IReadOnlyList<JudgedItem> Items, bool Complete, Guid KeyId, Tier Tier, DateTimeOffset Now,
    byte[]? Defaults = null)
{
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
        new("defaults", ColumnType.Text, b => b.Defaults),
    ]);

    /// <summary>Key of a batch, for its deletion.</summary>
    public static readonly Table<Submission> BatchKeys =
        new("batches", [new("id", ColumnType.Id, b => b.Batch.Id, Key: true)]);
}
