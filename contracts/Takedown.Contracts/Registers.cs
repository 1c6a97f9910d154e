using System.Text.Json;

namespace Takedown.Contracts;

/// <summary>One field of a register.</summary>
public sealed record RegisterField
{
    /// <summary>Name of the field in <c>fields</c>.</summary>
    public required string Name { get; init; }
    /// <summary>
    /// <c>text</c>, <c>long-text</c>, <c>word</c>, <c>words</c>, <c>list</c>, <c>yes-no</c>, <c>date</c>, <c>host</c>,
    /// <c>region</c>, <c>uscc</c> or <c>id</c>.
    /// </summary>
    public required string Type { get; init; }
    /// <summary>Heading in Chinese.</summary>
    public required string Zh { get; init; }
    /// <summary>Heading in English.</summary>
    public required string En { get; init; }
    /// <summary>Whether each row has it.</summary>
    public bool Required { get; init; }
    /// <summary>The words that are allowed; null for any.</summary>
    public IReadOnlyList<string>? Words { get; init; }
}

/// <summary>A register and its fields.</summary>
public record RegisterDefinition
{
    /// <summary>Code in the path, such as <c>sites</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Name in Chinese.</summary>
    public required string Zh { get; init; }
    /// <summary>Name in English.</summary>
    public required string En { get; init; }
    /// <summary>Whether platforms read it: the lists of the bodies above them.</summary>
    public bool Published { get; init; }
    /// <summary>The fields that tell rows of one body apart.</summary>
    public required IReadOnlyList<string> Key { get; init; }
    /// <summary>The field that a row is called by.</summary>
    public required string Title { get; init; }
    /// <summary>The field with the last day of an entry; null if entries do not end by themselves.</summary>
    public string? Ends { get; init; }
    /// <summary>The fields, in the order of the columns.</summary>
    public required IReadOnlyList<RegisterField> Fields { get; init; }
}

/// <summary>The rows of one body in a register.</summary>
public sealed record RegisterList
{
    /// <summary>The body that keeps it.</summary>
    public required Guid Owner { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OwnerName { get; init; }
    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }
    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    /// <summary>The person that changed it last.</summary>
    public string? UpdatedBy { get; init; }
}

/// <summary>A register with the lists that the reader may read.</summary>
public sealed record RegisterView : RegisterDefinition
{
    /// <summary>The lists, with owner and date.</summary>
    public required IReadOnlyList<RegisterList> Lists { get; init; }
}

/// <summary>Body of <c>POST /v1/registers/{code}</c> and of <c>PUT /v1/registers/{code}/rows/{id}</c>.</summary>
public sealed record RegisterRowInput
{
    /// <summary>The fields by their names, as the register defines them.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; set; }
    /// <summary>The version that is changed; another one is refused with 409. Null for whichever it is.</summary>
    public int? Version { get; set; }
}

/// <summary>Body of <c>POST /v1/registers/{code}/rows/{id}/removal</c>.</summary>
public sealed record RegisterRemovalInput
{
    /// <summary>Why the row is removed, 1 to 2,000 characters.</summary>
    public string? Reason { get; set; }
}
