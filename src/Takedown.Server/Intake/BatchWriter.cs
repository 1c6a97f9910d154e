using System.Text;
using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Stores the chunks of one body in sequence and collects the results for the response.</summary>
/// <param name="batches">The store of the batch.</param>
/// <param name="batcher">The writer of chunks.</param>
/// <param name="claimant">The sender of the request.</param>
/// <param name="keyId">The API key of the request.</param>
/// <param name="batch">The progress of the batch before this request.</param>
/// <param name="dryRun">Replaces storage in a dry run; otherwise null.</param>
/// <param name="file">Takes all results of a dry run; null if the response holds them.</param>
/// <param name="time">The server's clock.</param>
internal sealed class BatchWriter(
    BatchStore batches, IntakeBatcher batcher, Organisation claimant, Guid keyId, BatchRow batch, DryRun? dryRun,
    ResultSpool? file, TimeProvider time)
{
    private readonly bool isNew = batch.Received == 0;
    private readonly List<ItemResultDraft> results = [];
    private Task<IntakeEnd> running = Task.FromResult(IntakeEnd.Complete);
    private bool overtaken;

    public BatchRow Batch { get; private set; } = batch;

    /// <summary>Whether this request stored all items of the batch.</summary>
    public bool IsWhole => isNew && !overtaken;

    public List<ItemResult> Results(string language) =>
        [.. results.Select(r => r.Localize(language, isDryRun: dryRun is not null))];

    /// <summary>Waits for the previous chunk and starts to store the next one.</summary>
    /// <param name="chunk">The items.</param>
    /// <param name="last">Whether the batch ends with them.</param>
    /// <param name="head">What is stored of the body with its first items.</param>
    /// <param name="memory">The memory of the items, returned when they are stored.</param>
    public async Task<IntakeEnd> BeginAsync(
        List<JudgedItem> chunk, bool last, BatchHead head, IDisposable? memory)
    {
        try
        {
            if (await running is var before and not IntakeEnd.Complete) return before;
            if (dryRun is not null) return await TryAsync(dryRun, chunk, head);
            if (chunk.Count > 0 || (last && !Batch.Complete))
            {
                running = memory is null ? StoreChunkAsync(chunk, last, head)
                    : StoreAsync(chunk, last, head, memory);
                memory = null;
            }
            return IntakeEnd.Complete;
        }
        finally
        {
            memory?.Dispose();
        }
    }

    private async Task<IntakeEnd> TryAsync(DryRun trial, List<JudgedItem> chunk, BatchHead head)
    {
        var outcomes = await trial.TryAsync(chunk);
        Batch = Batch with { Metadata = head.Metadata is null ? null : Encoding.UTF8.GetString(head.Metadata) };
        Record(chunk, outcomes, last: true);
        if (file is null) return IntakeEnd.Complete;
        var all = chunk.Select((item, i) => ItemResultDraft.Of(item, outcomes[i]));
        return await file.TryWriteAsync(all) ? IntakeEnd.Complete : IntakeEnd.NoRoom;
    }

    private async Task<IntakeEnd> StoreAsync(
        List<JudgedItem> chunk, bool last, BatchHead head, IDisposable memory)
    {
        using (memory) return await StoreChunkAsync(chunk, last, head);
    }

    /// <summary>Completes when the last chunk is stored.</summary>
    public Task<IntakeEnd> CompleteAsync() => running;

    private async Task<IntakeEnd> StoreChunkAsync(List<JudgedItem> chunk, bool last, BatchHead head)
    {
        while (true)
        {
            var stored = await batcher.SubmitAsync(
                new(Batch, chunk, last, keyId, time.GetUtcNow(), head)
                {
                    By = claimant.Kind,
                    Region = claimant.Region,
                });
            switch (stored.Outcome)
            {
                case StoreOutcome.KeyRevoked:
                    return IntakeEnd.KeyRevoked;
                case StoreOutcome.Done:
                    if (Batch.Received == 0 && head.Metadata is { } metadata)
                        Batch = Batch with { Metadata = Encoding.UTF8.GetString(metadata) };
                    Record(chunk, stored.Items, last);
                    return IntakeEnd.Complete;
            }
            overtaken = true;
            var theirs = Batch.IdempotencyKey is { } key
                ? await batches.FindByKeyAsync(claimant.Id, key)
                : await batches.FindAsync(Batch.Id, claimant.Id);
            // The other request had a revoked API key, so the position is free.
            if (theirs is null) continue;
            if (SkipStored(theirs, ref chunk, last) is { } end) return end;
        }
    }

    /// <summary>
    /// Handles items that are already stored, by another request with the same key or by our own commit whose
    /// confirmation was lost. If the body is the same, the stored items are skipped.
    /// </summary>
    /// <returns>The end of the intake; null if items remain to be stored.</returns>
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
        // A dry run of a long file returns only items that are not accepted; a stored batch has a results resource.
        var all = dryRun is null || Batch.Received <= BatchResults.InlineLimit;
        for (var i = 0; i < chunk.Count && results.Count < BatchResults.InlineLimit; i++)
        {
            var shown = all || outcomes[i].Status is not ItemStatus.Accepted;
            if (shown) results.Add(ItemResultDraft.Of(chunk[i], outcomes[i]));
        }
    }
}
