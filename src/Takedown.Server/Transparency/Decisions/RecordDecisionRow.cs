using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>A decision about a notice of the public record as stored.</summary>
internal sealed record RecordDecisionRow
{
    public Guid Id { get; init; }
    public Guid NoticeId { get; init; }
    public RecordDecisionKind Kind { get; init; }
    public PublicationStatus Status { get; init; }
    public OrganisationKind ByKind { get; init; }
    public RecordGround? Ground { get; init; }
    public string? Note { get; init; }
    public string? Field { get; init; }
    /// <summary>The value before a correction or a redaction, for those who decide.</summary>
    public string? Original { get; init; }
    /// <summary>The right value of a field, or the text of a reply.</summary>
    public string? Value { get; init; }
    public ReplyAuthor? Author { get; init; }
    public Guid OrganisationId { get; init; }
    public Guid? CorrectionId { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid ProposedBy { get; init; }
    public string Proposer { get; init; } = "";
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }
    public string? Decider { get; init; }
    public string? Reason { get; init; }
    /// <summary>The version that the notice got by it; null while it is not in force.</summary>
    public long? Version { get; init; }

    public static readonly Table<RecordDecisionRow> Table = new("record_decisions",
    [
        new("id", ColumnType.Id, d => d.Id, Key: true),
        new("notice_id", ColumnType.Id, d => d.NoticeId),
        new("kind", ColumnType.Number, d => d.Kind),
        new("status", ColumnType.Number, d => d.Status),
        new("by_kind", ColumnType.Number, d => d.ByKind),
        new("ground", ColumnType.Number, d => d.Ground),
        new("note", ColumnType.Text, d => d.Note),
        new("field", ColumnType.Text, d => d.Field),
        new("original", ColumnType.Text, d => d.Original),
        new("value", ColumnType.Text, d => d.Value),
        new("author", ColumnType.Number, d => d.Author),
        new("organisation_id", ColumnType.Id, d => d.OrganisationId),
        new("correction_id", ColumnType.Id, d => d.CorrectionId),
        new("at", ColumnType.Instant, d => d.At),
        new("proposed_by", ColumnType.Id, d => d.ProposedBy),
        new("proposer", ColumnType.Text, d => d.Proposer),
        new("decided_at", ColumnType.Instant, d => d.DecidedAt),
        new("decided_by", ColumnType.Id, d => d.DecidedBy),
        new("decider", ColumnType.Text, d => d.Decider),
        new("reason", ColumnType.Text, d => d.Reason),
        new("version", ColumnType.Number, d => d.Version),
    ]);

    /// <summary>Since when it is in force, where it is.</summary>
    public DateTimeOffset Since => DecidedAt ?? At;

    /// <summary>As the rules of Core see it.</summary>
    public RecordDecision Decision => new(Kind, Since, ByKind)
    {
        Ground = Ground,
        Field = Field,
        Value = Value,
        Author = Author,
    };

    public RecordDecisionView View(IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = Id,
        NoticeId = NoticeId,
        Kind = Kind,
        Status = Status,
        Ground = Ground,
        Note = Note,
        Field = Field,
        Original = Original,
        Value = Kind is RecordDecisionKind.Reply ? null : Value,
        Text = Kind is RecordDecisionKind.Reply ? Value : null,
        Author = Author,
        OrganisationId = OrganisationId,
        OrganisationName = names.GetValueOrDefault(OrganisationId),
        CorrectionId = CorrectionId,
        At = At,
        By = Proposer,
        DecidedAt = DecidedAt,
        DecidedBy = Decider,
        Reason = Reason,
    };
}
