using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Core.Packs;

/// <summary>A regime as the pack has it: with what only routing needs to know.</summary>
internal sealed record PackRegime
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Required { get; init; }
    public Tier? OnlyTier { get; init; }
    public required string Function { get; init; }
    public required SourceMark Source { get; init; }

    /// <summary>Countries (or <c>EU</c>) where it holds unless a platform or a notice names another.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    public Regime Regime => new()
    {
        Code = Code,
        Name = Name,
        Required = Required,
        OnlyTier = OnlyTier,
        Function = Function,
        Source = Source,
    };
}

/// <summary>A function of a regulator: the kind of breach that reaches it.</summary>
/// <param name="Code">The word in registrations and regimes.</param>
/// <param name="Body">The authorities that have it.</param>
public sealed record RegulatorFunction(string Code, string Body);

/// <summary>Pack files that are no documents of the API, read as strictly as those.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(List<PackRegime>))]
[JsonSerializable(typeof(List<RegulatorFunction>))]
internal sealed partial class PackJson : JsonSerializerContext;
