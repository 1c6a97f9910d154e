using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Publications;

/// <summary>A publication as stored.</summary>
internal sealed record Publication
{
    public Guid Id { get; init; }
    public PublicationKind Kind { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public Guid? CaseId { get; init; }
    /// <summary>Ids of the exposed platforms, separated by spaces.</summary>
    public string Platforms { get; init; } = "";
    public string? Uscc { get; init; }
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public PublicationStatus Status { get; init; }
    public string? PublishOn { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid ProposedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public Guid? ApprovedBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? Reason { get; init; }
    public string Replies { get; init; } = "[]";

    public IReadOnlyList<Guid> PlatformList =>
        [.. Platforms.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    public List<PublicationReply> ReplyList =>
        JsonSerializer.Deserialize(Replies, TakedownJson.Default.ListPublicationReply)!;

    public DateOnly? Day => Read(PublishOn);

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(string? day) =>
        day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static readonly Table<Publication> Table = new("publications",
    [
        new("id", ColumnType.Id, p => p.Id, Key: true),
        new("kind", ColumnType.Number, p => p.Kind),
        new("body_id", ColumnType.Id, p => p.BodyId),
        new("region", ColumnType.Text, p => p.Region),
        new("function", ColumnType.Text, p => p.Function),
        new("case_id", ColumnType.Id, p => p.CaseId),
        new("platforms", ColumnType.Text, p => p.Platforms),
        new("uscc", ColumnType.Text, p => p.Uscc),
        new("title", ColumnType.Text, p => p.Title),
        new("text", ColumnType.Text, p => p.Text),
        new("status", ColumnType.Number, p => p.Status),
        new("publish_on", ColumnType.Text, p => p.PublishOn),
        new("at", ColumnType.Instant, p => p.At),
        new("proposed_by", ColumnType.Id, p => p.ProposedBy),
        new("approved_at", ColumnType.Instant, p => p.ApprovedAt),
        new("approved_by", ColumnType.Id, p => p.ApprovedBy),
        new("withdrawn_at", ColumnType.Instant, p => p.WithdrawnAt),
        new("reason", ColumnType.Text, p => p.Reason),
        new("replies", ColumnType.Text, p => p.Replies),
    ]);
}
