namespace Takedown.Server.Intake;

/// <summary>Reads the items of one body into chunks, and steps over those that the batch has already.</summary>
/// <param name="body">The body.</param>
/// <param name="assessment">Judges its items.</param>
/// <param name="known">The batch as far as earlier requests with the same Idempotency-Key brought it.</param>
internal sealed class ChunkReader(BodyReader body, Assessment assessment, BatchRow known) : IDisposable
{
    private const int MaxItems = 2000;
    private const int MaxBytes = 8 << 20;

    private readonly BodyDigest? digest = known.IdempotencyKey is null ? null : new();

    /// <summary>Items that wait for defaults, which may come behind them.</summary>
    private readonly List<ParsedItem> waiting = [];
    private List<JudgedItem> chunk = [];
    private int bytes;
    private long index;
    private bool handedOver;
    private bool differs;

    public bool IsFull => chunk.Count + waiting.Count >= MaxItems || bytes >= MaxBytes;

    /// <summary>Whether a body read to its end is not the one that the batch began with.</summary>
    public bool IsOtherBody => differs || index < known.Received;

    /// <summary>Whether the defaults came when items without them had been handed over.</summary>
    public bool DefaultsAreTooLate =>
        body.DefaultsCameLate && (handedOver || (known.Received > 0 && index > known.Received));

    /// <summary>
    /// Whether the items so far would be judged without defaults that the unread part may hold. Sent again, they come
    /// with them.
    /// </summary>
    public bool IsUndecided => body.DefaultsMayCome && !handedOver && known.Received == 0;

    /// <summary>Adds an item to the chunk, or steps over one that is stored.</summary>
    /// <returns>Whether the body is still the one that the batch began with.</returns>
    public bool Add(RawItem raw)
    {
        var at = index++;
        var sum = digest?.Append(body.Preamble.Span, raw.Bytes.Span);
        if (at < known.Received)
        {
            if (at == known.Received - 1) differs = IsNotKnown(sum);
            return true;
        }
        if (known.Complete || differs) return false;
        var item = ParsedItem.Of(raw, at, sum);
        // At once where nothing behind it can change it: what was read of it is garbage before it has grown old.
        if (handedOver || !body.DefaultsMayCome) chunk.Add(assessment.Judge(item, body.Defaults));
        else waiting.Add(item.Keep());
        bytes += raw.Bytes.Length + body.Preamble.Length;
        return true;
    }

    /// <summary>Defaults behind the notices belong to the body like those before them.</summary>
    public void AddLateDefaults()
    {
        if (!body.DefaultsCameLate || index == 0) return;
        var sum = digest?.Append([], body.Preamble.Span);
        if (waiting.Count > 0) waiting[^1] = waiting[^1] with { Digest = sum };
        else differs = IsNotKnown(sum);
    }

    /// <summary>The items since the last chunk, all judged.</summary>
    public List<JudgedItem> TakeChunk()
    {
        foreach (var item in waiting) chunk.Add(assessment.Judge(item, body.Defaults));
        waiting.Clear();
        var taken = chunk;
        (chunk, bytes) = ([], 0);
        handedOver |= taken.Count > 0;
        return taken;
    }

    public void Dispose() => digest?.Dispose();

    private bool IsNotKnown(byte[]? sum) => sum is not null && !sum.AsSpan().SequenceEqual(known.Digest);
}
