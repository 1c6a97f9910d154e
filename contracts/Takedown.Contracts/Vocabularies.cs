using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Whether a word is in use.</summary>
[JsonConverter(typeof(KebabEnumConverter<WordStatus>))]
public enum WordStatus
{
    /// <summary>In use.</summary>
    Active,
    /// <summary>No longer in use: kept where it was used, and answered like an unknown word where it is new.</summary>
    Retired,
}

/// <summary>The words of one axis, as versioned data.</summary>
public sealed record Vocabulary
{
    /// <summary>
    /// <c>work-type</c>, <c>mode</c>, <c>target-type</c>, <c>service-type</c>, <c>ip-type</c>, <c>goods-type</c>,
    /// <c>attribute</c> or <c>measure</c>; set from the path.
    /// </summary>
    public string Axis { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>The words, 1 to 500, each once.</summary>
    public required IReadOnlyList<VocabularyWord> Words { get; init; }
}

/// <summary>A word with its names.</summary>
public sealed record VocabularyWord
{
    /// <summary>Kebab-case word, at most 60 characters.</summary>
    public required string Word { get; init; }
    /// <summary>Name in Chinese, at most 100 characters.</summary>
    public required string Zh { get; init; }
    /// <summary>Name in English, at most 100 characters.</summary>
    public required string En { get; init; }
    /// <summary>Whether the word is in use.</summary>
    public WordStatus Status { get; init; }
}

/// <summary>The functions of regulators, as versioned data.</summary>
public sealed record FunctionList
{
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>The functions, 1 to 200, each once.</summary>
    public required IReadOnlyList<RegulatorFunction> Items { get; init; }
    /// <summary>Always null: the list is whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}

/// <summary>A function of regulators: what a body is responsible for.</summary>
public sealed record RegulatorFunction
{
    /// <summary>Kebab-case word, at most 60 characters, as in registrations and regimes.</summary>
    public required string Code { get; init; }
    /// <summary>Name in Chinese, at most 100 characters.</summary>
    public required string Zh { get; init; }
    /// <summary>Name in English, at most 100 characters.</summary>
    public required string En { get; init; }
    /// <summary>The authorities that have it, at most 300 characters.</summary>
    public string? Body { get; init; }
    /// <summary>Whether regulators may be registered with it.</summary>
    public WordStatus Status { get; init; }
}
