using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Mediations;

/// <summary>The mediation about a notice; a notice has one.</summary>
internal sealed record MediationRow
{
    public static readonly Table<MediationRow> Table = new("mediations",
    [
        new("notice_id", ColumnType.Id, m => m.NoticeId, Key: true),
        new("filed_by", ColumnType.Number, m => m.FiledBy),
        new("body", ColumnType.Text, m => m.Body),
        new("reference", ColumnType.Text, m => m.Reference),
        new("filed_at", ColumnType.Instant, m => m.FiledAt),
        new("document", ColumnType.Text, m => m.Document),
        new("recorded_at", ColumnType.Instant, m => m.RecordedAt),
        new("outcome", ColumnType.Number, m => m.Outcome),
        new("ended_at", ColumnType.Instant, m => m.EndedAt),
        new("ended_by", ColumnType.Number, m => m.EndedBy),
        new("agreement", ColumnType.Text, m => m.Agreement),
    ]);

    private const string One =
        """
        SELECT notice_id, filed_by, body, reference, filed_at, document, recorded_at, outcome, ended_at, ended_by,
            agreement
        FROM mediations WHERE notice_id = @id
        """;

    public Guid NoticeId { get; init; }
    /// <summary>The side: the claimant or the platform.</summary>
    public OrganisationKind FiledBy { get; init; }
    public string Body { get; init; } = "";
    public string? Reference { get; init; }
    public DateTimeOffset FiledAt { get; init; }
    public string Document { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public MediationOutcome? Outcome { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public OrganisationKind? EndedBy { get; init; }
    public string? Agreement { get; init; }

    public static Task<MediationRow?> FindAsync(Session s, Guid id) => s.FirstAsync<MediationRow>(One, new { id });

    public MediationView View(NoticeRow notice) => new()
    {
        NoticeId = NoticeId,
        State = notice.State,
        FiledBy = FiledBy,
        Body = Body,
        Reference = Reference,
        FiledAt = FiledAt,
        Document = StoredDocument.Read(Document),
        RecordedAt = RecordedAt,
        Due = notice.Other(DeadlineKind.Mediation)?.Due,
        Outcome = Outcome,
        EndedAt = EndedAt,
        EndedBy = EndedBy,
        Agreement = Agreement is null ? null : StoredDocument.Read(Agreement),
    };
}
