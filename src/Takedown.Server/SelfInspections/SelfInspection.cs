using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

/// <summary>A demanded self-inspection as stored.</summary>
internal sealed record SelfInspection
{
    public Guid Id { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public DateTimeOffset Due { get; init; }

    public static readonly Table<SelfInspection> Table = new("self_inspections",
    [
        new("id", ColumnType.Id, i => i.Id, Key: true),
        new("body_id", ColumnType.Id, i => i.BodyId),
        new("region", ColumnType.Text, i => i.Region),
        new("function", ColumnType.Text, i => i.Function),
        new("text", ColumnType.Text, i => i.Text),
        new("at", ColumnType.Instant, i => i.At),
        new("due", ColumnType.Instant, i => i.Due),
    ]);
}

/// <summary>One platform of it, as stored.</summary>
internal sealed record SelfInspected
{
    public Guid Id { get; init; }
    public Guid InspectionId { get; init; }
    public Guid PlatformId { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public long? Problems { get; init; }
    public string? Text { get; init; }
    public string? Findings { get; init; }

    public IReadOnlyList<SelfInspectionFinding>? FindingList => Findings is null ? null
        : JsonSerializer.Deserialize(Findings, TakedownJson.Default.IReadOnlyListSelfInspectionFinding);

    public static readonly Table<SelfInspected> Table = new("self_inspected",
    [
        new("id", ColumnType.Id, i => i.Id, Key: true),
        new("inspection_id", ColumnType.Id, i => i.InspectionId),
        new("platform_id", ColumnType.Id, i => i.PlatformId),
        new("reported_at", ColumnType.Instant, i => i.ReportedAt),
        new("problems", ColumnType.Number, i => i.Problems),
        new("text", ColumnType.Text, i => i.Text),
        new("findings", ColumnType.Text, i => i.Findings),
    ]);
}
