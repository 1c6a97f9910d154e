using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Core.Packs;

/// <summary>Pack files that are no documents of the API, read as strictly as those.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(List<RegulatorFunction>))]
[JsonSerializable(typeof(List<Headings.ColumnHeadings>))]
[JsonSerializable(typeof(List<Vocabulary>))]
[JsonSerializable(typeof(List<RegisterDefinition>))]
[JsonSerializable(typeof(List<Responsibility>))]
[JsonSerializable(typeof(List<RegionCluster>))]
[JsonSerializable(typeof(IReadOnlyList<SharedTargets.SharedTargetList>))]
internal sealed partial class PackJson : JsonSerializerContext;
