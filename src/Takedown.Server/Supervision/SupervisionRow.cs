using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>A supervision as stored.</summary>
internal sealed record SupervisionRow
{
    public Guid Id { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public RegionLevel Level { get; init; }
    /// <summary>Day of the listing, as in JSON.</summary>
    public string Date { get; init; } = "";
    /// <summary>Ids of the other listing bodies, separated by spaces.</summary>
    public string Joint { get; init; } = "";
    public DateTimeOffset At { get; init; }
    /// <summary>The input that it was made from, as JSON.</summary>
    public string Content { get; init; } = "{}";

    public SupervisionInput Input => JsonSerializer.Deserialize(Content, TakedownJson.Default.SupervisionInput)!;

    public bool IsListedBy(Guid body) =>
        body == BodyId || Joint.Contains(body.ToString(), StringComparison.OrdinalIgnoreCase);

    public static readonly Table<SupervisionRow> Table = new("supervisions",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("region", ColumnType.Text, r => r.Region),
        new("function", ColumnType.Text, r => r.Function),
        new("level", ColumnType.Number, r => r.Level),
        new("date", ColumnType.Text, r => r.Date),
        new("joint", ColumnType.Text, r => r.Joint),
        new("at", ColumnType.Instant, r => r.At),
        new("content", ColumnType.Text, r => r.Content),
    ]);
}

/// <summary>A case or a lead under supervision, with the case's number, title and body where it has one.</summary>
internal sealed record SupervisedRow
{
    public Guid Id { get; init; }
    public Guid SupervisionId { get; init; }
    public Guid? CaseId { get; init; }
    public Guid? LeadId { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public string Title { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>Number of the case; not stored here.</summary>
    public string? No { get; init; }

    public static readonly Table<SupervisedRow> Table = new("supervised_cases",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("supervision_id", ColumnType.Id, r => r.SupervisionId),
        new("case_id", ColumnType.Id, r => r.CaseId),
        new("lead_id", ColumnType.Id, r => r.LeadId),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("region", ColumnType.Text, r => r.Region),
        new("function", ColumnType.Text, r => r.Function),
        new("title", ColumnType.Text, r => r.Title),
        new("at", ColumnType.Instant, r => r.At),
        new("closed_at", ColumnType.Instant, r => r.ClosedAt),
    ]);
}

/// <summary>A report as stored.</summary>
internal sealed record ReportRow
{
    public Guid Id { get; init; }
    public Guid SupervisedId { get; init; }
    public SupervisionReportKind Kind { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public DateTimeOffset Due { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";

    public SupervisionReportView View => new()
    {
        Id = Id, Kind = Kind, Text = Text, At = At, Due = Due, Late = At > Due, Person = Person,
    };

    public static readonly Table<ReportRow> Table = new("supervision_reports",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("supervised_id", ColumnType.Id, r => r.SupervisedId),
        new("kind", ColumnType.Number, r => r.Kind),
        new("text", ColumnType.Text, r => r.Text),
        new("at", ColumnType.Instant, r => r.At),
        new("due", ColumnType.Instant, r => r.Due),
        new("person_id", ColumnType.Id, r => r.PersonId),
        new("person", ColumnType.Text, r => r.Person),
    ]);
}
