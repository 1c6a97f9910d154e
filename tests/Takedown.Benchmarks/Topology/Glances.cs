using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// What a platform must see of an inbox page to answer it. Our platforms share two cores with the server: building the
/// whole notices here would measure us.
/// </summary>
internal sealed record InboxGlance(IReadOnlyList<ItemGlance> Items);

internal sealed record ItemGlance(long Seq, Guid NoticeId, NoticeGlance Notice);

internal sealed record NoticeGlance(string ClientRef);

internal sealed record ResponsesGlance(IReadOnlyList<ResultGlance> Results);

internal sealed record ResultGlance(ResponseStatus Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InboxGlance))]
[JsonSerializable(typeof(ResponsesGlance))]
internal sealed partial class GlanceJson : JsonSerializerContext;
