using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;

namespace Takedown.Server.Compliance.Watches;

/// <summary>A stored watch.</summary>
internal sealed record WatchRow
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public string Name { get; init; } = "";
    public string Query { get; init; } = "";
    public string Threshold { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }

    public WatchQuery Asks => JsonSerializer.Deserialize(Query, TakedownJson.Default.WatchQuery)!;

    public WatchThreshold Limit => JsonSerializer.Deserialize(Threshold, TakedownJson.Default.WatchThreshold)!;

    public Crossing Crossing => Limit is var limit
        ? new(limit.Op is ThresholdOp.Above, limit.Value ?? 0, limit.MinCount ?? 1) : default;

    public WatchView View(IEnumerable<Guid> crossed) => new()
    {
        Id = Id,
        Name = Name,
        Query = Asks,
        Threshold = Limit,
        CreatedAt = CreatedAt,
        CreatedBy = Person,
        Crossed = [.. crossed],
    };
}
