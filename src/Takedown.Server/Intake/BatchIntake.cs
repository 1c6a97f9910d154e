using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

internal enum IntakeEnd
{
    Complete,
    BodyFault,
    KeyRevoked,
    KeyReused,
}

internal readonly record struct IntakeOutcome(IntakeEnd Kind, IReadOnlyList<InputFault>? Faults = null);

/// <summary>
/// One body on its way in. Items are judged as they come and gather into a chunk; a chunk is stored in one transaction
/// while the next is being read, so memory holds two chunks whatever the length of the body.
/// </summary>
internal sealed class BatchIntake(
    BatchStore batches, IntakeBatcher lane, Assessment assessment, Organisation claimant, Guid keyId, TimeProvider time,
    BatchRow batch, bool dryRun)
{
    private const int ChunkItems = 2000;
    private const int ChunkBytes = 8 << 20;
    private const int DryRunMemory = 1_000_000;

    private readonly BatchRow known = batch;
    private readonly List<ItemResultDraft> kept = [];
    private readonly HashSet<Guid> seenKeys = [];
    private readonly IncrementalHash? hash = batch.IdempotencyKey is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private List<Item> chunk = [];
    private int chunkBytes;
    private byte[] digest = [];
    private long index;
    private bool flushed;
    private bool overtaken;
    private bool differs;
    private Task<IntakeEnd> storing = Task.FromResult(IntakeEnd.Complete);

    public BatchRow Batch { get; private set; } = batch;

    public bool DryRun => dryRun;

    /// <summary>Whether this request alone stored the batch, from its first item to its last.</summary>
    public bool IsWhole => known.Received == 0 && !overtaken;

    public List<ItemResult> Results(string language) => [.. kept.Select(k => k.Words(language))];

    public async Task<IntakeOutcome> RunAsync(BodyReader body, CancellationToken cancellation)
    {
        try
        {
            await foreach (var raw in body.Read(cancellation))
            {
                if (Take(raw, body) is { } end) return new(end);
                if (chunk.Count >= ChunkItems || chunkBytes >= ChunkBytes)
                {
                    if (await FlushAsync(body, last: false) is var stopped and not IntakeEnd.Complete) return new(stopped);
                }
            }
            if (body.DefaultsCameLate)
            {
                if (flushed || (known.Received > 0 && index > known.Received))
                {
                    return new(IntakeEnd.BodyFault, [new InputFault("/defaults", "defaults.after-notices")]);
                }
                DigestLateDefaults(body.Preamble);
            }
            if (index < known.Received || differs) return new(IntakeEnd.KeyReused);
            var ended = await FlushAsync(body, last: true);
            return new(ended is IntakeEnd.Complete ? await storing : ended);
        }
        catch (BodyFaultException fault)
        {
            var ended = await KeepWhatCameAsync(body);
            return ended is IntakeEnd.Complete ? new(IntakeEnd.BodyFault, fault.Faults) : new(ended);
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException or OperationCanceledException)
        {
            // The connection went away in the middle. Nobody hears our answer; what came is kept for the resumption.
            await KeepWhatCameAsync(body);
            return new(IntakeEnd.BodyFault, [new InputFault("", "body.incomplete")]);
        }
        finally
        {
            await storing;
            hash?.Dispose();
        }
    }

    private async Task<IntakeEnd> KeepWhatCameAsync(BodyReader body)
    {
        // Judged now, these would miss what the rest of the body might have filled in. Sent again, they come whole.
        if (body.DefaultsMayCome && !flushed && known.Received == 0) return IntakeEnd.Complete;
        var ended = await FlushAsync(body, last: false);
        return ended is IntakeEnd.Complete ? await storing : ended;
    }

    /// <summary>Adds an item to the chunk, or passes over one that is stored already; ends where the bodies differ.</summary>
    private IntakeEnd? Take(RawItem raw, BodyReader body)
    {
        var at = index++;
        Digest(at == 0 ? body.Preamble.Span : digest, raw.Bytes.Span);
        if (at < known.Received)
        {
            if (at == known.Received - 1) differs = hash is not null && !digest.AsSpan().SequenceEqual(known.Digest);
            return null;
        }
        if (known.Complete || differs) return IntakeEnd.KeyReused;
        var item = Parse(raw, at);
        // At once where nothing behind it can change it: what was read of it is then gone before it has grown old.
        if (flushed || !body.DefaultsMayCome) Judge(item, raw.Notice is null ? raw.Bytes.Span : [], body.Defaults);
        else item.Waiting = raw.Bytes.ToArray();
        chunk.Add(item);
        chunkBytes += raw.Bytes.Length + body.Preamble.Length;
        return null;
    }

    private void Digest(ReadOnlySpan<byte> before, ReadOnlySpan<byte> bytes)
    {
        if (hash is null) return;
        hash.AppendData(before);
        hash.AppendData(bytes);
        digest = hash.GetHashAndReset();
    }

    /// <summary>Defaults behind the notices belong to the body like those before them.</summary>
    private void DigestLateDefaults(ReadOnlyMemory<byte> defaults)
    {
        if (index == 0) return;
        Digest(digest, defaults.Span);
        if (chunk.Count > 0) chunk[^1].Digest = hash is null ? null : digest;
        else differs = hash is not null && !digest.AsSpan().SequenceEqual(known.Digest);
    }

    private Item Parse(RawItem raw, long at)
    {
        var item = new Item { Index = at, Digest = hash is null ? null : digest, Notice = raw.Notice };
        item.Faults.AddRange(raw.Faults);
        if (raw.Notice is null && raw.Faults.Count == 0) Read(item, raw.Bytes);
        // By way of a string, which replaces what is no UTF-8: a text column must not hold it.
        if (item.Notice is null && raw.Bytes.Length > 0) item.Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(raw.Bytes.Span));
        return item;
    }

    private static void Read(Item item, ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            item.Faults.Add(new("", "encoding.invalid"));
            return;
        }
        try
        {
            item.Notice = NoticeReader.TryRead(bytes.Span) ?? JsonSerializer.Deserialize(bytes.Span, TakedownJson.Default.NoticeInput);
            if (item.Notice is null) item.Faults.Add(new("", "field.type", "object"));
        }
        catch (JsonException error)
        {
            item.Faults.AddRange(JsonErrors.Explain(bytes, TakedownJson.Default.NoticeInput, error));
            item.ClientRef = JsonErrors.TextOf(bytes, "clientRef");
        }
    }

    private void Judge(Item item, ReadOnlySpan<byte> sent, NoticeInput? defaults)
    {
        item.Waiting = null;
        if (item.Notice is null)
        {
            item.Content = defaults.WithDefaultsAsJson(item.Content);
            return;
        }
        item.Notice = item.Notice.WithDefaults(defaults);
        assessment.Assess(item, defaults is null ? sent : []);
    }

    /// <summary>Begins to store the chunk once the one before it is stored.</summary>
    private async Task<IntakeEnd> FlushAsync(BodyReader body, bool last)
    {
        var items = chunk;
        (chunk, chunkBytes) = ([], 0);
        foreach (var item in items)
        {
            if (item.Waiting is { } sent) Judge(item, sent, body.Defaults);
        }
        flushed |= items.Count > 0;
        if (await storing is var before and not IntakeEnd.Complete) return before;
        if (dryRun) await TryOutAsync(items);
        else if (items.Count > 0 || (last && !Batch.Complete)) storing = StoreAsync(items, last);
        return IntakeEnd.Complete;
    }

    private async Task<IntakeEnd> StoreAsync(List<Item> items, bool last)
    {
        while (true)
        {
            switch (await lane.StoreAsync(new(Batch, items, last, keyId, claimant.Tier ?? Tier.Ordinary, time.GetUtcNow())))
            {
                case StoreOutcome.KeyRevoked:
                    return IntakeEnd.KeyRevoked;
                case StoreOutcome.Done:
                    Advance(items, last);
                    return IntakeEnd.Complete;
            }
            // Somebody with the same key is ahead, or we are: a commit whose answer was lost was run again. If it is the
            // same body, step over what is stored and go on behind it.
            overtaken = true;
            var theirs = Batch.IdempotencyKey is { } key
                ? await batches.FindByKeyAsync(claimant.Id, key)
                : await batches.FindAsync(Batch.Id, claimant.Id);
            // Whoever was ahead sent with a key that did not hold: then the place is free.
            if (theirs is null) continue;
            var end = Batch.Received + items.Count;
            if (theirs.Received > end && last) return IntakeEnd.KeyReused;
            var stored = (int)Math.Min(theirs.Received - Batch.Received, items.Count);
            var ours = stored > 0 ? items[stored - 1].Digest : Batch.Digest;
            if (theirs.Received <= end && !ours.AsSpan().SequenceEqual(theirs.Digest)) return IntakeEnd.KeyReused;
            if (theirs.Complete && theirs.Received < end) return IntakeEnd.KeyReused;
            items = items[stored..];
            Batch = theirs with
            {
                Received = end - items.Count,
                Digest = ours ?? [],
                Complete = theirs.Complete && theirs.Received == end,
            };
            if (Batch.Complete || (items.Count == 0 && !last)) return IntakeEnd.Complete;
        }
    }

    private void Advance(List<Item> items, bool last)
    {
        Batch = Batch with
        {
            Complete = last,
            Digest = items is [.., var final] ? final.Digest ?? [] : Batch.Digest,
            Received = Batch.Received + items.Count,
            Accepted = Batch.Accepted + items.Count(i => i.Status is ItemStatus.Accepted),
            Duplicate = Batch.Duplicate + items.Count(i => i.Status is ItemStatus.Duplicate),
            Rejected = Batch.Rejected + items.Count(i => i.Status is ItemStatus.Rejected),
        };
        // A dry run of a long file shows what would not be accepted; a stored batch that long is read from its results.
        foreach (var item in items.Where(i => !dryRun || i.Status is not ItemStatus.Accepted || Batch.Received <= BatchResults.InlineLimit))
        {
            if (kept.Count < BatchResults.InlineLimit) kept.Add(ItemResultDraft.Of(item));
        }
    }

    private async Task TryOutAsync(List<Item> items)
    {
        foreach (var item in items.Where(i => i.Route is not null))
        {
            var key = new Guid(item.Route!.OpenKey);
            var twin = seenKeys.Count < DryRunMemory && !seenKeys.Add(key);
            item.NoticeId = await batches.FindOpenAsync(item.Route.OpenKey);
            item.Status = twin || item.NoticeId is not null ? ItemStatus.Duplicate : ItemStatus.Accepted;
        }
        Advance(items, last: true);
    }
}

/// <summary>A result before it is put into words.</summary>
internal sealed record ItemResultDraft(long Index, string? ClientRef, ItemStatus Status, Guid? NoticeId, IReadOnlyList<InputFault> Faults)
{
    public static ItemResultDraft Of(Item item) => new(item.Index, item.ClientRef, item.Status, item.NoticeId, item.Faults);

    public ItemResult Words(string language) => new()
    {
        Index = Index,
        ClientRef = ClientRef,
        Status = Status,
        NoticeId = NoticeId,
        Errors = Faults.Count == 0 ? null : Problems.Localize(Faults, language),
    };
}
