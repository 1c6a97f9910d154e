using System.Text.Json;

namespace Takedown.Contracts;

/// <summary>A row of a register.</summary>
public sealed record RegisterRow
{
    /// <summary>UUIDv7; the same in all versions.</summary>
    public required Guid Id { get; init; }
    /// <summary>Code of the register.</summary>
    public required string Register { get; init; }
    /// <summary>Version, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>The body that keeps it.</summary>
    public required Guid Owner { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OwnerName { get; init; }
    /// <summary>The fields that have a value.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Fields { get; init; }
    /// <summary>When this version was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    /// <summary>The person that wrote it.</summary>
    public string? UpdatedBy { get; init; }
}

/// <summary>A version of a row.</summary>
public sealed record RegisterVersion
{
    /// <summary>Version, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When the next one was written; null for the latest.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Whether the row was removed with this version.</summary>
    public bool Removed { get; init; }
    /// <summary>Why it was removed.</summary>
    public string? Reason { get; init; }
    /// <summary>The fields that have a value.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Fields { get; init; }
    /// <summary>Names of the fields that differ from the version before.</summary>
    public required IReadOnlyList<string> Changed { get; init; }
    /// <summary>The person that wrote it.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public string? Person { get; init; }
}

/// <summary>What an import of a file changes in the caller's list of a register.</summary>
public sealed record RegisterImport
{
    /// <summary>Code of the register.</summary>
    public required string Register { get; init; }
    /// <summary>Whether nothing was stored because of <c>?dryRun=true</c>.</summary>
    public required bool DryRun { get; init; }
    /// <summary>Rows of the file.</summary>
    public required long Rows { get; init; }
    /// <summary>Rows that are new.</summary>
    public required long Added { get; init; }
    /// <summary>Rows that differ from the stored ones.</summary>
    public required long Changed { get; init; }
    /// <summary>Rows that are as they are stored.</summary>
    public required long Unchanged { get; init; }
    /// <summary>Stored rows that are not in the file; they are removed with <c>?replace=true</c> only.</summary>
    public required long Removed { get; init; }
    /// <summary>Rows that cannot be stored.</summary>
    public required long Rejected { get; init; }
    /// <summary>The faults of the first 100 of them; a pointer begins with the row of the file.</summary>
    public required IReadOnlyList<FieldError> Faults { get; init; }
    /// <summary>The first 1,000 rows that are added or changed.</summary>
    public required IReadOnlyList<RegisterDifference> Differences { get; init; }
}

/// <summary>A row that an import adds or changes.</summary>
public sealed record RegisterDifference
{
    /// <summary>Row of the file; the heading is row 1.</summary>
    public required long Row { get; init; }
    /// <summary><c>added</c> or <c>changed</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>What the row is called.</summary>
    public required string Title { get; init; }
    /// <summary>Names of the fields that differ.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}
