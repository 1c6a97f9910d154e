namespace Takedown.Contracts;

/// <summary>A task of a campaign.</summary>
public sealed record CampaignTaskView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Name of the phase; null for a task of the whole campaign.</summary>
    public string? Phase { get; init; }
    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }
    /// <summary>The person who is responsible.</summary>
    public Guid? Owner { get; init; }
    /// <summary>Name of the person.</summary>
    public string? OwnerName { get; init; }
    /// <summary>The department that is responsible.</summary>
    public string? Department { get; init; }
    /// <summary>The last day.</summary>
    public DateOnly? Due { get; init; }
    /// <summary><c>open</c>, <c>overdue</c>, <c>done</c> or <c>late</c>.</summary>
    public required string Status { get; init; }
    /// <summary>What the task is about.</summary>
    public IReadOnlyList<string>? Targets { get; init; }
    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }
    /// <summary>The person that reported it.</summary>
    public string? DoneBy { get; init; }
    /// <summary>What was done.</summary>
    public string? Text { get; init; }
}

/// <summary>A plan or a summary that a body files.</summary>
public sealed record CampaignFilingView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary><c>plan</c> or <c>summary</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The body that files it.</summary>
    public required Guid Body { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>The last day; null where nobody asked for it.</summary>
    public DateOnly? Due { get; init; }
    /// <summary><c>open</c>, <c>overdue</c>, <c>done</c> or <c>late</c>.</summary>
    public required string Status { get; init; }
    /// <summary>When it was filed.</summary>
    public DateTimeOffset? FiledAt { get; init; }
    /// <summary>The person that filed it.</summary>
    public string? FiledBy { get; init; }
    /// <summary>What was filed.</summary>
    public string? Text { get; init; }
    /// <summary>SHA-256 of the signed document, as hex.</summary>
    public string? DocumentSha256 { get; init; }
    /// <summary><c>accepted</c> or <c>returned</c>; missing until it is decided, and when it is filed again.</summary>
    public string? Decision { get; init; }
    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>The person that decided.</summary>
    public string? DecidedBy { get; init; }
    /// <summary>Why it was returned, or a remark on the acceptance.</summary>
    public string? Reason { get; init; }
}

/// <summary>Overdue tasks and filings of one owner (考核问责).</summary>
public sealed record OverdueOwner
{
    /// <summary>The body.</summary>
    public required Guid Body { get; init; }
    /// <summary>The person; null where a filing is owed by the body.</summary>
    public string? Owner { get; init; }
    /// <summary>The department.</summary>
    public string? Department { get; init; }
    /// <summary>Number of overdue tasks and filings.</summary>
    public required long Count { get; init; }
}
