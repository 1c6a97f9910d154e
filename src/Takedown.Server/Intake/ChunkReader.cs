namespace Takedown.Server.Intake;

/// <summary>Reads the items of one body into chunks and skips those already stored.</summary>
/// <param name="body">The body.</param>
/// <param name="assessment">Validates and routes its items.</param>
/// <param name="known">The batch as stored by earlier requests with the same Idempotency-Key.</param>
internal sealed class ChunkReader(BodyReader body, Assessment assessment, BatchRow known) : IDisposable
{
    private const int MaxItems = 2000;
    private const int MaxBytes = 3 << 19;

    /// <summary>Of a chunk among many: a database with one writer is soon free for a short batch.</summary>
    private const int MaxBytesOfMany = 1 << 19;

    /// <summary>Bytes that may wait for defaults behind them.</summary>
    private const int MaxPending = 1 << 20;

    /// <summary>Memory of an item, whatever its text.</summary>
    private const int ItemBytes = 128;

    private readonly BodyDigest? digest = known.IdempotencyKey is null ? null : new();

    /// <summary>Items before possible defaults, which may follow the notices.</summary>
    private readonly List<ParsedItem> pending = [];
    private List<JudgedItem> chunk = [];
    private int bytes;
    private long index;
    private long shift;
    private bool passedOn;
    private bool differs;

    /// <param name="isShort">Whether the memory for bodies is short, so that many are being stored.</param>
    public bool IsFull(bool isShort) => chunk.Count + pending.Count >= MaxItems
        || bytes >= (pending.Count > 0 ? MaxPending : isShort ? MaxBytesOfMany : MaxBytes);

    /// <summary>What is stored of the body with the batch.</summary>
    public BatchHead Head => body.Head;

    /// <summary>Bytes of the items since the last chunk.</summary>
    public int InHand => bytes;

    /// <summary>Whether a completely read body differs from the body of the stored batch.</summary>
    public bool IsOtherBody => differs || index < known.Received;

    /// <summary>Whether the defaults arrived after items without them had been passed on.</summary>
    public bool DefaultsAreTooLate =>
        body.DefaultsCameLate && (passedOn || (known.Received > 0 && index > known.Received));

    /// <summary>
    /// Whether the unread part may contain defaults for the items read so far. Such items are not stored when the body
    /// ends early; a repeated request includes the defaults.
    /// </summary>
    public bool IsUndecided => body.DefaultsMayCome && !passedOn && known.Received == 0;

    /// <summary>Adds an item to the chunk, or skips a stored one.</summary>
    /// <returns>Whether the body still matches the body of the stored batch.</returns>
    public bool Add(RawItem raw)
    {
        var at = index++;
        var sum = digest?.Append(body.Preamble.Span, raw.Bytes.Span);
        var row = Place(raw.Row, at);
        if (at < known.Received)
        {
            if (at == known.Received - 1) differs = IsNotKnown(sum);
            return true;
        }
        if (known.Complete || differs) return false;
        var item = ParsedItem.Of(raw, at, sum, row, body.KeepsUnknown);
        // Judged immediately if no defaults can follow, so that its objects are collected in generation 0.
        if (passedOn || !body.DefaultsMayCome) chunk.Add(assessment.Judge(item, body.Defaults));
        else pending.Add(item.Keep());
        bytes += raw.Bytes.Length + body.Preamble.Length + ItemBytes;
        return true;
    }

    /// <summary>Adds defaults that follow the notices to the digest of the body.</summary>
    public void AddLateDefaults()
    {
        if (!body.DefaultsCameLate || index == 0) return;
        var sum = digest?.Append([], body.Preamble.Span);
        if (pending.Count > 0) pending[^1] = pending[^1] with { Digest = sum };
        else differs = IsNotKnown(sum);
    }

    /// <summary>Returns the items since the last chunk, all judged.</summary>
    public List<JudgedItem> TakeChunk()
    {
        foreach (var item in pending) chunk.Add(assessment.Judge(item, body.Defaults));
        pending.Clear();
        var taken = chunk;
        (chunk, bytes) = ([], 0);
        passedOn |= taken.Count > 0;
        return taken;
    }

    public void Dispose() => digest?.Dispose();

    private FileRow Place(long? row, long at)
    {
        if (row is null) return default;
        var now = row.Value - at - body.FirstRow;
        var changed = now != shift;
        shift = now;
        return new(row, changed ? now : null);
    }

    private bool IsNotKnown(byte[]? sum) => sum is not null && !sum.AsSpan().SequenceEqual(known.Digest);
}
