using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>A request for correction as stored; who asks and the contact are encrypted.</summary>
internal sealed record CorrectionRow
{
    public Guid Id { get; init; }
    public Guid NoticeId { get; init; }
    public string Who { get; init; } = "";
    public string? Contact { get; init; }
    public string Text { get; init; } = "";
    public CorrectionStatus Status { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecisionId { get; init; }
    public string? Reason { get; init; }

    public static readonly Table<CorrectionRow> Table = new("record_corrections",
    [
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("notice_id", ColumnType.Id, c => c.NoticeId),
        new("who", ColumnType.Text, c => c.Who),
        new("contact", ColumnType.Text, c => c.Contact),
        new("text", ColumnType.Text, c => c.Text),
        new("status", ColumnType.Number, c => c.Status),
        new("at", ColumnType.Instant, c => c.At),
        new("decided_at", ColumnType.Instant, c => c.DecidedAt),
        new("decision_id", ColumnType.Id, c => c.DecisionId),
        new("reason", ColumnType.Text, c => c.Reason),
    ]);

    public CorrectionReceipt Receipt => new() { Id = Id, NoticeId = NoticeId, Status = Status, At = At };

    /// <summary>Without who asks.</summary>
    public CorrectionView View => new()
    {
        Id = Id,
        NoticeId = NoticeId,
        Text = Text,
        Status = Status,
        At = At,
        DecidedAt = DecidedAt,
        DecisionId = DecisionId,
        Reason = Reason,
    };
}
