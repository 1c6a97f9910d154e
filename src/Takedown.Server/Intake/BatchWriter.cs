using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Stores the chunks of one body one after another, and keeps the results that the answer shows.</summary>
/// <param name="batches">Where the batch is.</param>
/// <param name="batcher">Stores its chunks.</param>
/// <param name="claimant">Who sends.</param>
/// <param name="keyId">The API key of the request.</param>
/// <param name="batch">As far as it has come.</param>
/// <param name="dryRun">In place of storing.</param>
/// <param name="time">The server's clock.</param>
internal sealed class BatchWriter(
    BatchStore batches, IntakeBatcher batcher, Organisation claimant, Guid keyId, BatchRow batch, DryRun? dryRun,
    TimeProvider time)
{
    private readonly bool isNew = batch.Received == 0;
    private readonly List<ItemResultDraft> results = [];
    private Task<IntakeEnd> running = Task.FromResult(IntakeEnd.Complete);
    private bool overtaken;

    public BatchRow Batch { get; private set; } = batch;

    /// <summary>Whether this request alone stored the batch, from its first item to its last.</summary>
    public bool IsWhole => isNew && !overtaken;

    public List<ItemResult> Results(string language) => [.. results.Select(r => r.Localize(language))];

    /// <summary>Begins with a chunk once the one before it is stored.</summary>
    public async Task<IntakeEnd> BeginAsync(List<JudgedItem> chunk, bool last)
    {
        if (await running is var before and not IntakeEnd.Complete) return before;
        if (dryRun is not null) Record(chunk, await dryRun.TryAsync(chunk), last: true);
        else if (chunk.Count > 0 || (last && !Batch.Complete)) running = StoreChunkAsync(chunk, last);
        return IntakeEnd.Complete;
    }

    /// <summary>Once the last chunk is stored.</summary>
    public Task<IntakeEnd> CompleteAsync() => running;

    private async Task<IntakeEnd> StoreChunkAsync(List<JudgedItem> chunk, bool last)
    {
        while (true)
        {
            var tier = claimant.Tier ?? Tier.Ordinary;
            var stored = await batcher.SubmitAsync(new(Batch, chunk, last, keyId, tier, time.GetUtcNow()));
            switch (stored.Outcome)
            {
                case StoreOutcome.KeyRevoked:
                    return IntakeEnd.KeyRevoked;
                case StoreOutcome.Done:
                    Record(chunk, stored.Items, last);
                    return IntakeEnd.Complete;
            }
            overtaken = true;
            var theirs = Batch.IdempotencyKey is { } key
                ? await batches.FindByKeyAsync(claimant.Id, key)
                : await batches.FindAsync(Batch.Id, claimant.Id);
            // The request ahead was sent with a revoked key: the place is free.
            if (theirs is null) continue;
            if (SkipStored(theirs, ref chunk, last) is { } end) return end;
        }
    }

    /// <summary>
    /// A request with the same key is ahead, or we are: a commit whose answer was lost ran again. If it is the same
    /// body, what is stored is skipped.
    /// </summary>
    /// <returns>How the intake ends; null if there is a rest to store.</returns>
    private IntakeEnd? SkipStored(BatchRow theirs, ref List<JudgedItem> chunk, bool last)
    {
        var end = Batch.Received + chunk.Count;
        if (theirs.Received > end && last) return IntakeEnd.KeyReused;
        var stored = (int)Math.Min(theirs.Received - Batch.Received, chunk.Count);
        var ours = stored > 0 ? chunk[stored - 1].Digest : Batch.Digest;
        if (theirs.Received <= end && !ours.AsSpan().SequenceEqual(theirs.Digest)) return IntakeEnd.KeyReused;
        if (theirs.Complete && theirs.Received < end) return IntakeEnd.KeyReused;
        chunk = chunk[stored..];
        Batch = theirs with
        {
            Received = end - chunk.Count,
            Digest = ours ?? [],
            Complete = theirs.Complete && theirs.Received == end,
        };
        return Batch.Complete || (chunk.Count == 0 && !last) ? IntakeEnd.Complete : null;
    }

    private void Record(List<JudgedItem> chunk, ItemOutcome[] outcomes, bool last)
    {
        Batch = Batch with
        {
            Complete = last,
            Digest = chunk is [.., var final] ? final.Digest ?? [] : Batch.Digest,
            Received = Batch.Received + chunk.Count,
            Accepted = Batch.Accepted + outcomes.Count(o => o.Status is ItemStatus.Accepted),
            Duplicate = Batch.Duplicate + outcomes.Count(o => o.Status is ItemStatus.Duplicate),
            Rejected = Batch.Rejected + outcomes.Count(o => o.Status is ItemStatus.Rejected),
        };
        // A dry run of a long file shows what would not be accepted; a stored batch that long is read from its results.
        var all = dryRun is null || Batch.Received <= BatchResults.InlineLimit;
        for (var i = 0; i < chunk.Count && results.Count < BatchResults.InlineLimit; i++)
        {
            var shown = all || outcomes[i].Status is not ItemStatus.Accepted;
            if (shown) results.Add(ItemResultDraft.Of(chunk[i], outcomes[i]));
        }
    }
}
