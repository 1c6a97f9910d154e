namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/transparency/readers</c>.</summary>
public sealed record RecordReaderInput
{
    /// <summary>The researcher or the institution, at most 200 characters.</summary>
    public string? Name { get; set; }
}

/// <summary>A researcher's key to the public record, without its secret.</summary>
public sealed record RecordReaderView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The researcher or the institution.</summary>
    public required string Name { get; init; }
    /// <summary>The beginning of the key, to recognise it.</summary>
    public required string Prefix { get; init; }
    /// <summary>When the key was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the key was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A new researcher's key, shown once.</summary>
public sealed record RecordReaderCreated
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The researcher or the institution.</summary>
    public required string Name { get; init; }
    /// <summary>The key: it reads whole URLs of the public record, and more of it in a minute.</summary>
    public required string Key { get; init; }
}
