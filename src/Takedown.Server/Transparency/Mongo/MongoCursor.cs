namespace Takedown.Server.Transparency.Mongo;

/// <summary>The document of <c>projections</c>.</summary>
internal sealed record MongoCursor
{
    public const string Record = "public-record";

    public string Id { get; init; } = Record;
    public long Tx { get; init; }
    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public int Schema { get; init; }

    public RecordCursor Cursor => new(Tx, Seq, At, Schema);
}

/// <summary>A document of <c>publicCounts</c>: the figures of a platform in a month.</summary>
internal sealed record MongoCount
{
    /// <summary>The month, then the platform, so that some months are one range.</summary>
    public string Id { get; init; } = "";
    public PublicCount Figures { get; init; } = new();

    public static MongoCount Of(PublicCount count) =>
        new() { Id = $"{count.Month} {count.PlatformId}", Figures = count };
}
