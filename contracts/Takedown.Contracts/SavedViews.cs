namespace Takedown.Contracts;

/// <summary>A list of the console with its filters, to be kept under a name.</summary>
public sealed record SavedViewInput
{
    /// <summary>Name for people, at most 100 characters.</summary>
    public string? Name { get; init; }
    /// <summary>The page below <c>/console</c>, such as <c>/notices</c>, at most 200 characters.</summary>
    public string? Path { get; init; }
    /// <summary>
    /// Its filters: a query without the question mark, such as <c>state=delivered</c>, at most 2,000 characters.
    /// Default: none.
    /// </summary>
    public string? Query { get; init; }
    /// <summary>Whether all people and keys of the organisation have it. Default: false.</summary>
    public bool? Shared { get; init; }
}

/// <summary>A list of the console with its filters, kept under a name.</summary>
public sealed record SavedView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }
    /// <summary>The page below <c>/console</c>.</summary>
    public required string Path { get; init; }
    /// <summary>Its filters; empty for none.</summary>
    public required string Query { get; init; }
    /// <summary>Whether all people and keys of the organisation have it.</summary>
    public required bool Shared { get; init; }
    /// <summary>Whether the caller may delete it.</summary>
    public required bool Own { get; init; }
    /// <summary>When it was saved.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The person who saved it; absent for a key of the organisation.</summary>
    public string? CreatedBy { get; init; }
}
