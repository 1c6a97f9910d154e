using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>A stored request for assistance.</summary>
internal sealed record AssistanceRow
{
    public Guid Id { get; init; }
    public AssistanceKind Kind { get; init; }
    public AssistanceStatus Status { get; init; }
    public Guid FromId { get; init; }
    public Guid ToId { get; init; }
    public AssistanceSubjectKind SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }
    /// <summary>What was told of the subject when it was asked.</summary>
    public string Summary { get; init; } = "";
    public string Text { get; init; } = "";
    public bool IsCrossBorder { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public Guid? AnsweredBy { get; init; }
    public string? Answer { get; init; }
    public string? Documents { get; init; }

    public AssistanceView View(
        IReadOnlyDictionary<Guid, string> names, BodyDeadline? reply, IEnumerable<AssistanceHopRow> hops) => new()
        {
            Id = Id,
            Kind = Kind,
            Status = Status,
            From = FromId,
            FromName = names.GetValueOrDefault(FromId),
            To = ToId,
            ToName = names.GetValueOrDefault(ToId),
            Subject = new() { Kind = SubjectKind, Id = SubjectId, Summary = Summary },
            Text = Text,
            CrossBorder = IsCrossBorder,
            AskedAt = AskedAt,
            Reply = reply,
            AnsweredAt = AnsweredAt,
            Answer = Answer,
            Documents = Documents is null ? null
                : JsonSerializer.Deserialize(Documents, TakedownJson.Default.ListEvidence),
            Chain = [.. hops.OrderBy(h => h.Place).Select(h => new AssistanceHop
            {
                BodyId = h.BodyId,
                BodyName = names.GetValueOrDefault(h.BodyId),
                At = h.At,
                Reason = h.Reason,
            })],
        };

    public static readonly Table<AssistanceRow> Table = new("assistance",
    [
        new("id", ColumnType.Id, a => a.Id, Key: true),
        new("kind", ColumnType.Number, a => a.Kind),
        new("status", ColumnType.Number, a => a.Status),
        new("from_id", ColumnType.Id, a => a.FromId),
        new("to_id", ColumnType.Id, a => a.ToId),
        new("subject_kind", ColumnType.Number, a => a.SubjectKind),
        new("subject_id", ColumnType.Id, a => a.SubjectId),
        new("summary", ColumnType.Text, a => a.Summary),
        new("text", ColumnType.Text, a => a.Text),
        new("is_cross_border", ColumnType.Number, a => a.IsCrossBorder ? 1 : 0),
        new("asked_at", ColumnType.Instant, a => a.AskedAt),
        new("answered_at", ColumnType.Instant, a => a.AnsweredAt),
        new("answered_by", ColumnType.Id, a => a.AnsweredBy),
        new("answer", ColumnType.Text, a => a.Answer),
        new("documents", ColumnType.Text, a => a.Documents),
    ]);
}

/// <summary>A body in the chain.</summary>
internal sealed record AssistanceHopRow
{
    public Guid AssistanceId { get; init; }
    public int Place { get; init; }
    public Guid BodyId { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Reason { get; init; }

    public static readonly Table<AssistanceHopRow> Table = new("assistance_hops",
    [
        new("assistance_id", ColumnType.Id, h => h.AssistanceId),
        new("place", ColumnType.Number, h => h.Place),
        new("body_id", ColumnType.Id, h => h.BodyId),
        new("at", ColumnType.Instant, h => h.At),
        new("reason", ColumnType.Text, h => h.Reason),
    ]);
}
