using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>The proceeding that keeps a measure.</summary>
internal sealed record ProceedingRow
{
    public static readonly Table<ProceedingRow> Table = new("proceedings",
    [
        new("notice_id", ColumnType.Id, p => p.NoticeId, Key: true),
        new("kind", ColumnType.Number, p => p.Kind),
        new("court", ColumnType.Text, p => p.Court),
        new("case_no", ColumnType.Text, p => p.CaseNo),
        new("filed_at", ColumnType.Instant, p => p.FiledAt),
        new("document", ColumnType.Text, p => p.Document),
        new("proved_at", ColumnType.Instant, p => p.ProvedAt),
    ]);

    public Guid NoticeId { get; init; }
    public ProceedingKind Kind { get; init; }
    public string Court { get; init; } = "";
    public string CaseNo { get; init; } = "";
    public DateTimeOffset FiledAt { get; init; }
    public string Document { get; init; } = "";
    public DateTimeOffset ProvedAt { get; init; }
    public ProceedingOutcome? Outcome { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Decision { get; init; }

    public ProceedingView View(NoticeRow notice, RegistrySnapshot registry) => new()
    {
        NoticeId = NoticeId,
        State = notice.State,
        ResponsibleId = registry.ResponsibleFor(notice.PlatformId, notice.Regime, notice.Function) is var body
            && body != registry.OperatorId ? body : null,
        ReviewDue = Outcome is null ? notice.Other(DeadlineKind.Proceeding)?.Due : null,
        Kind = Kind,
        Court = Court,
        CaseNo = CaseNo,
        FiledAt = FiledAt,
        Document = StoredDocument.Read(Document),
        ProvedAt = ProvedAt,
        Outcome = Outcome,
        EndedAt = EndedAt,
        Decision = Decision is null ? null : StoredDocument.Read(Decision),
    };
}
