using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Recalls;

/// <summary>What a recall did with one notice.</summary>
internal sealed record RecallResultRow
{
    public static readonly Table<RecallResultRow> Table = new("recall_results",
    [
        new("recall_id", ColumnType.Id, r => r.RecallId, Key: true),
        new("position", ColumnType.Number, r => r.Position, Key: true),
        new("notice_id", ColumnType.Id, r => r.NoticeId),
        new("status", ColumnType.Number, r => r.Status),
        new("state", ColumnType.Number, r => r.State),
        new("restore_due", ColumnType.Instant, r => r.RestoreDue),
        new("code", ColumnType.Text, r => r.Code),
    ]);

    public Guid RecallId { get; init; }
    public long Position { get; init; }
    public Guid NoticeId { get; init; }
    public ResponseStatus Status { get; init; }
    public NoticeState? State { get; init; }
    public DateTimeOffset? RestoreDue { get; init; }
    public string? Code { get; init; }

    public RecallResult View(string language) => new()
    {
        Index = Position,
        NoticeId = NoticeId,
        Status = Status,
        State = State,
        RestoreDue = RestoreDue,
        Code = Code,
        Message = Code is null ? null : Messages.Text(Code, language),
    };
}
