namespace Takedown.Contracts;

/// <summary>An organisation in the public record.</summary>
public sealed record TransparencyParty
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }
    /// <summary>Its registered name.</summary>
    public required string Name { get; init; }
}

/// <summary>The reason of a refusal in the public record.</summary>
public sealed record TransparencyReason
{
    /// <summary>One of <c>GET /v1/reason-codes</c>.</summary>
    public required string Code { get; init; }
}

/// <summary>One event in the history of a published notice.</summary>
public sealed record TransparencyStep
{
    /// <summary>When the server recorded it.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Type of the event, as in the feeds.</summary>
    public required string Type { get; init; }
}

/// <summary>What was said about a published notice and released with it.</summary>
public sealed record TransparencyStatement
{
    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>
    /// Who said it: <c>platform</c> or <c>accused</c> replies, <c>operator</c> or <c>regulator</c> corrects.
    /// </summary>
    public required string By { get; init; }
    /// <summary><c>reply</c> or <c>correction</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The text of a reply; the name of the field of a correction.</summary>
    public required string Text { get; init; }
}

/// <summary>A page of the public record, newest first.</summary>
public sealed record TransparencyPage
{
    /// <summary>The notices. A page may be short and have a next one.</summary>
    public required IReadOnlyList<TransparencyNotice> Items { get; init; }
    /// <summary>Cursor of the next page, for the same question only; null at the end.</summary>
    public string? Next { get; init; }
    /// <summary>The instant as of which the record is complete.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>How the matches of a question divide.</summary>
public sealed record TransparencyFacets
{
    /// <summary>Matches counted, the newest, at most 10,000.</summary>
    public required long Matches { get; init; }
    /// <summary>Whether there may be more matches than were counted.</summary>
    public required bool Capped { get; init; }
    /// <summary>
    /// For <c>platform</c>, <c>host</c>, <c>regime</c>, <c>workType</c>, <c>state</c> and <c>measure</c> the 20 most
    /// frequent values.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TransparencyFacet>> Fields { get; init; }
    /// <summary>The instant as of which the record is complete.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One value of a field and its matches.</summary>
public sealed record TransparencyFacet
{
    /// <summary>The value, as the filter of the same name takes it.</summary>
    public required string Value { get; init; }
    /// <summary>Name of a platform.</summary>
    public string? Name { get; init; }
    /// <summary>Matches with this value.</summary>
    public required long Count { get; init; }
}
