using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// The part of an inbox page that a platform needs to respond. The simulated platforms share the processor with the
/// server, so parsing whole notices here would distort the measurement.
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
