using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Who leads and who supports a measure (按职责分工分别负责), as versioned data.</summary>
public sealed record ResponsibilityList
{
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>The measures, 1 to 200, each once.</summary>
    public required IReadOnlyList<Responsibility> Items { get; init; }
    /// <summary>Always null: the list is whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}

/// <summary>A measure with the functions that lead and support it.</summary>
public sealed record Responsibility
{
    /// <summary>Kebab-case word, at most 60 characters, such as <c>talk</c> or <c>suspend-access</c>.</summary>
    public required string Measure { get; init; }
    /// <summary>Name in Chinese, at most 100 characters.</summary>
    public required string Zh { get; init; }
    /// <summary>Name in English, at most 100 characters.</summary>
    public required string En { get; init; }
    /// <summary>The leading function.</summary>
    public required string Lead { get; init; }
    /// <summary>The supporting functions, at most 20.</summary>
    public IReadOnlyList<string>? Support { get; init; }
}

/// <summary>A group of regions whose bodies share leads, as versioned data.</summary>
public sealed record RegionCluster
{
    /// <summary>Kebab-case word, at most 60 characters; set from the path.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>Name, at most 200 characters.</summary>
    public required string Name { get; init; }
    /// <summary>Its regions, 2 to 100, each once. Bodies of regions within them are members too.</summary>
    public required IReadOnlyList<string> Regions { get; init; }
}

/// <summary>As whose body a reader sees an escalation.</summary>
[JsonConverter(typeof(KebabEnumConverter<SeenAs>))]
public enum SeenAs
{
    /// <summary>The platform is in its region: it reads all of it.</summary>
    Platform,
    /// <summary>The claimant is in its region.</summary>
    Claimant,
    /// <summary>The accused is in its region: no contact of the claimant is shown.</summary>
    Accused,
}

/// <summary>Why an escalation went to its body.</summary>
public sealed record RoutingView
{
    /// <summary>The body, or the operator.</summary>
    public required Guid RegulatorId { get; init; }
    /// <summary>The region that was routed by: that of the platform at the breach.</summary>
    public required string Region { get; init; }
    /// <summary>The function that the regime's table gives.</summary>
    public required string Function { get; init; }
    /// <summary><c>same-region</c>, <c>region-above</c>, <c>covers</c> or <c>operator</c>.</summary>
    public required string Rule { get; init; }
    /// <summary>The region of the body that was found; missing where the operator has it.</summary>
    public string? FoundIn { get; init; }
    /// <summary>Level of that region.</summary>
    public string? Level { get; init; }
    /// <summary>The regime whose table gave the function; missing for an account action.</summary>
    public string? Regime { get; init; }
    /// <summary>The unit inside the body.</summary>
    public string? Unit { get; init; }
    /// <summary>The responsible person of the unit.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>The same in words, in the language of the reader.</summary>
    public required string Text { get; init; }
}
