using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>Reads the items of a body in one of the three formats.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly JsonItems? json;
    private byte[] header = [];

    private BodyReader(JsonItems? json) => this.json = json;

    public Func<CancellationToken, IAsyncEnumerable<RawItem>> Read { get; private init; } = null!;

    public NoticeInput? Defaults => json?.Defaults;

    public bool DefaultsCameLate => json?.DefaultsCameLate ?? false;

    /// <summary>Whether the unread part may contain defaults for the items.</summary>
    public bool DefaultsMayCome => json is { Defaults: null };

    /// <summary>Text that applies to all items: the defaults or the table header.</summary>
    public ReadOnlyMemory<byte> Preamble => json?.DefaultsText ?? header;

    /// <summary>The reader for a content type; null for unsupported or compressed content.</summary>
    public static BodyReader? Of(HttpRequest request, Stream body)
    {
        // Compressed bodies are not supported and would be reported as malformed text.
        if (request.Headers.ContentEncoding is not [] and not ["identity"]) return null;
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (type)
        {
            case "application/json":
                var items = new JsonItems(body);
                return new(items) { Read = items.ReadAsync };
            case "application/x-ndjson" or "application/ndjson" or "application/jsonl":
                return new(null) { Read = cancellation => NdjsonItems.ReadAsync(body, cancellation) };
            case "text/csv":
                BodyReader reader = null!;
                return reader = new(null)
                {
                    Read = cancellation =>
                        CsvItems.ReadAsync(body, header => reader.header = header, cancellation),
                };
            default:
                return null;
        }
    }

    public void Dispose() => json?.Dispose();
}
