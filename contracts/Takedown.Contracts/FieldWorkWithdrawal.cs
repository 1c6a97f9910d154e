namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/field-work/{id}/withdrawal</c>.</summary>
public sealed record FieldWorkWithdrawal
{
    /// <summary>Why the entry does not count, 1 to 2,000 characters.</summary>
    public string? Reason { get; set; }
}

/// <summary>A patrol, an inspection or an entry of the work log.</summary>
public sealed record FieldWorkView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of an inspection or of an entry of the work log; <c>patrol</c> of a patrol.</summary>
    public required string Kind { get; init; }
    /// <summary>The body that did it.</summary>
    public required Guid Owner { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OwnerName { get; init; }
    /// <summary>Region in which it was done.</summary>
    public required string Region { get; init; }
    /// <summary>Who did it, by the word given.</summary>
    public required string By { get; init; }
    /// <summary>The line that counts it: a function of the body.</summary>
    public required string Function { get; init; }
    /// <summary>When it was done; an entry of the work log at the beginning of its day.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The day in the zone of the body.</summary>
    public required DateOnly Date { get; init; }
    /// <summary>Sites.</summary>
    public long Sites { get; init; }
    /// <summary>Apps.</summary>
    public long Apps { get; init; }
    /// <summary>Works.</summary>
    public long Works { get; init; }
    /// <summary>Problems found.</summary>
    public long Found { get; init; }
    /// <summary>Works ordered to be taken down.</summary>
    public long TakenDown { get; init; }
    /// <summary>Pirated copies seized.</summary>
    public long Seized { get; init; }
    /// <summary>How many.</summary>
    public long Count { get; init; }
    /// <summary>People that took part.</summary>
    public long People { get; init; }
    /// <summary>Code of the campaign.</summary>
    public string? Campaign { get; init; }
    /// <summary>Who or what was inspected, or what it was.</summary>
    public string? Subject { get; init; }
    /// <summary>Whether it is a key region or a key company.</summary>
    public bool Key { get; init; }
    /// <summary>Names of the bodies that took part.</summary>
    public IReadOnlyList<string>? With { get; init; }
    /// <summary>Remarks or result.</summary>
    public string? Note { get; init; }
    /// <summary>The person that recorded it; missing for the body's own key.</summary>
    public string? Person { get; init; }
    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    /// <summary>When it was withdrawn; it counts in no figure since.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
    /// <summary>The person that withdrew it.</summary>
    public string? WithdrawnBy { get; init; }
    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnFor { get; init; }
}
