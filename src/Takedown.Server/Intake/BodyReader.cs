using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>The items of a body in one of the three formats.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly JsonItems? json;

    private BodyReader(JsonItems? json, Func<CancellationToken, IAsyncEnumerable<RawItem>> read)
    {
        this.json = json;
        Read = read;
    }

    public Func<CancellationToken, IAsyncEnumerable<RawItem>> Read { get; }

    public NoticeInput? Defaults => json?.Defaults;

    public bool DefaultsCameLate => json?.DefaultsCameLate ?? false;

    /// <summary>The reader for a content type; null for one we do not read.</summary>
    public static BodyReader? Of(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (type)
        {
            case "application/json":
                var items = new JsonItems(request.Body);
                return new(items, items.ReadAsync);
            case "application/x-ndjson" or "application/ndjson" or "application/jsonl":
                return new(null, cancellation => NdjsonItems.ReadAsync(request.Body, cancellation));
            case "text/csv":
                return new(null, cancellation => CsvItems.ReadAsync(request.Body, cancellation));
            default:
                return null;
        }
    }

    public void Dispose() => json?.Dispose();
}
