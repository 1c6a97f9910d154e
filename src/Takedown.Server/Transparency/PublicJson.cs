using System.Text.Json.Serialization;
using Takedown.Contracts.Json;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>
/// Serializer of published notices as the SQL database stores them. Fields of a newer program are ignored.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(PublicNotice))]
internal sealed partial class PublicJson : JsonSerializerContext;
