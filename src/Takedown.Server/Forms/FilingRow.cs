using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Filings;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>A stored filing.</summary>
internal sealed record FilingRow
{
    public Guid Id { get; init; }
    public FilingKind Kind { get; init; }
    public Guid BodyId { get; init; }
    public string Line { get; init; } = "";
    public string Period { get; init; } = "";
    public FilingStatus Status { get; init; }
    public DateTimeOffset? Due { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public int Version { get; init; } = 1;
    public string Content { get; init; } = "{}";

    public FilingContent Read() => JsonSerializer.Deserialize(Content, FormsJson.Default.FilingContent)!;

    public FilingRow With(FilingContent content) =>
        this with { Content = JsonSerializer.Serialize(content, FormsJson.Default.FilingContent) };

    public bool IsOverdue(DateTimeOffset now) => Due < now && !FilingRules.IsFiled(Status);

    public FilingView View(RegistrySnapshot registry, DateTimeOffset now) => new()
    {
        Id = Id,
        Kind = Kind,
        OrganisationId = BodyId,
        OrganisationName = registry.Regulators.GetValueOrDefault(BodyId)?.Name,
        Region = registry.Regulators.GetValueOrDefault(BodyId)?.Region,
        Line = Line,
        Period = Period,
        Status = Status,
        Due = Due,
        Overdue = IsOverdue(now),
        SubmittedAt = SubmittedAt,
        Text = Kind is FilingKind.Monthly ? null : Read().Summary,
    };

    public static readonly Table<FilingRow> Table = new("filings",
    [
        new("id", ColumnType.Id, f => f.Id, Key: true),
        new("kind", ColumnType.Number, f => f.Kind),
        new("body_id", ColumnType.Id, f => f.BodyId),
        new("line", ColumnType.Text, f => f.Line),
        new("period", ColumnType.Text, f => f.Period),
        new("status", ColumnType.Number, f => f.Status),
        new("due", ColumnType.Instant, f => f.Due),
        new("created_at", ColumnType.Instant, f => f.CreatedAt),
        new("submitted_at", ColumnType.Instant, f => f.SubmittedAt),
        new("version", ColumnType.Number, f => f.Version),
        new("content", ColumnType.Text, f => f.Content),
    ]);
}

/// <summary>
/// What a filing says and who did what with it. The lists are settable, because the generated reader sets init-only
/// properties that are missing in the JSON to null.
/// </summary>
internal sealed record FilingContent
{
    public string? Campaign { get; init; }
    public string? Phone { get; init; }
    public string? Summary { get; init; }
    public FilingAct? Drafted { get; init; }
    public FilingAct? Checked { get; init; }
    public FilingAct? Signed { get; init; }
    public FilingAct? Submitted { get; init; }
    public FilingAct? Accepted { get; init; }
    public string? ReturnReason { get; init; }
    /// <summary>Values entered by hand, by figure.</summary>
    public Dictionary<string, EnteredFigure> Entered { get; set; } = [];
    /// <summary>The figures as they were checked; null while the form is a draft.</summary>
    public Dictionary<string, FrozenFigure>? Frozen { get; init; }
    public List<FormCorrection> Corrections { get; set; } = [];

    /// <summary>What the form says of a figure, with the bodies below; null if it was never frozen.</summary>
    public decimal? FiledOf(string figure)
    {
        if (Frozen?.GetValueOrDefault(figure) is not { Filed: { } filed } frozen) return null;
        return CorrectedOf(figure) is { } corrected ? filed - (frozen.Value ?? 0) + corrected : filed;
    }

    public decimal? CorrectedOf(string figure) => Corrections.FindLast(c => c.Figure == figure)?.Value;
}

/// <summary>A value entered by hand.</summary>
internal sealed record EnteredFigure(decimal Value, string Note);

/// <summary>A figure as it was checked.</summary>
/// <param name="Value">The month by own work.</param>
/// <param name="YearToDate">The year up to the end of the month.</param>
/// <param name="Filed">Own work and what the bodies below had filed.</param>
internal sealed record FrozenFigure(decimal? Value, decimal? YearToDate, decimal? Filed);

/// <summary>Serializer of stored filings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(FilingContent))]
[JsonSerializable(typeof(FilingObligations))]
[JsonSerializable(typeof(FilingReason))]
[JsonSerializable(typeof(FormCorrection))]
internal sealed partial class FormsJson : JsonSerializerContext;
