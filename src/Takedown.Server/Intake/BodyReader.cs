using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>The items of a body in one of the three formats.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly JsonItems? json;
    private byte[] header = [];

    private BodyReader(JsonItems? json) => this.json = json;

    public Func<CancellationToken, IAsyncEnumerable<RawItem>> Read { get; private init; } = null!;

    public NoticeInput? Defaults => json?.Defaults;

    public bool DefaultsCameLate => json?.DefaultsCameLate ?? false;

    /// <summary>Whether the part not yet read may change what the items mean.</summary>
    public bool DefaultsMayCome => json is { Defaults: null };

    /// <summary>What gives the items of the body their meaning: the defaults, a table's header.</summary>
    public ReadOnlyMemory<byte> Preamble => json?.DefaultsText ?? header;

    /// <summary>The reader for a content type; null for one we do not read, and for a packed one.</summary>
    public static BodyReader? Of(HttpRequest request)
    {
        // Nothing here unpacks: packed bytes would be taken for a text that cannot be read.
        if (request.Headers.ContentEncoding is not [] and not ["identity"]) return null;
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (type)
        {
            case "application/json":
                var items = new JsonItems(request.Body);
                return new(items) { Read = items.ReadAsync };
            case "application/x-ndjson" or "application/ndjson" or "application/jsonl":
                return new(null) { Read = cancellation => NdjsonItems.ReadAsync(request.Body, cancellation) };
            case "text/csv":
                BodyReader reader = null!;
                return reader = new(null)
                {
                    Read = cancellation =>
                        CsvItems.ReadAsync(request.Body, header => reader.header = header, cancellation),
                };
            default:
                return null;
        }
    }

    public void Dispose() => json?.Dispose();
}
