using Takedown.Contracts;
using Takedown.Server.Intake.Csv;
using Takedown.Server.Intake.Text;

namespace Takedown.Server.Intake;

/// <summary>Reads the items of a body in one of the three formats.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly TextBody body;
    private readonly JsonItems? json;
    private byte[] header = [];

    private BodyReader(TextBody body, JsonItems? json = null) => (this.body, this.json) = (body, json);

    public Func<CancellationToken, IAsyncEnumerable<RawItem>> Read { get; private init; } = null!;

    public NoticeInput? Defaults => json?.Defaults;

    public bool DefaultsCameLate => json?.DefaultsCameLate ?? false;

    /// <summary>Whether the unread part may contain defaults for the items.</summary>
    public bool DefaultsMayCome => json is { Defaults: null };

    /// <summary>Whether the body is a table, with a heading.</summary>
    public bool IsTable { get; private init; }

    /// <summary>The heading of a table; null before it is read.</summary>
    public CsvShape? Shape { get; private set; }

    /// <summary>Whether unknown fields and columns become metadata.</summary>
    public bool KeepsUnknown { get; private init; }

    /// <summary>The row of item 0 if every row is an item; 0 for JSON, which has no rows.</summary>
    public int FirstRow { get; private init; }

    /// <summary>The claimant's own data of the batch.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>What is stored with the batch.</summary>
    public BatchHead Head
    {
        get
        {
            // What the body says wins over what its address says.
            foreach (var (key, value) in json?.Metadata ?? new Dictionary<string, string>()) Metadata[key] = value;
            return new(
                Defaults is null ? null : Preamble.ToArray(), FirstRow, Shape?.Stored,
                    Notices.Metadata.Write(Metadata));
        }
    }

    /// <summary>Whether the metadata of the body followed its notices.</summary>
    public bool MetadataCameLate => json?.MetadataCameLate ?? false;

    /// <summary>Text that applies to all items: the defaults or the table header.</summary>
    public ReadOnlyMemory<byte> Preamble => json?.DefaultsText ?? header;

    /// <summary>The reader for a content type; null for unsupported or compressed content.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="charset">The declared encoding.</param>
    /// <param name="room">Where a table waits until its encoding is known.</param>
    /// <param name="keepUnknown">Whether unknown fields and columns become metadata.</param>
    public static BodyReader? Of(
        HttpRequest request, Stream body, Charset charset, SpoolRoom room, bool keepUnknown)
    {
        // Compressed bodies are not supported and would be reported as malformed text.
        if (request.Headers.ContentEncoding is not [] and not ["identity"]) return null;
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        var isTable = type == "text/csv";
        var text = new TextBody(body, charset, isTable, room);
        switch (type)
        {
            case "application/json":
                var items = new JsonItems(text);
                return new(text, items) { Read = items.ReadAsync, KeepsUnknown = keepUnknown };
            case "application/x-ndjson" or "application/ndjson" or "application/jsonl":
                return new(text)
                {
                    FirstRow = 1,
                    KeepsUnknown = keepUnknown,
                    Read = cancellation => NdjsonItems.ReadAsync(text, cancellation),
                };
            case "text/csv":
                BodyReader reader = null!;
                return reader = new(text)
                {
                    IsTable = true,
                    FirstRow = 2,
                    Read = cancellation => CsvItems.ReadAsync(text, keepUnknown, reader.Begin, cancellation),
                };
            default:
                text.Dispose();
                return null;
        }
    }

    public void Dispose()
    {
        json?.Dispose();
        body.Dispose();
    }

    private void Begin(CsvShape shape) => (Shape, header) = (shape, CsvItems.Preamble(shape));
}
