using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>A stored lead.</summary>
internal sealed record LeadRow
{
    public Guid Id { get; init; }
    public LeadSource Source { get; init; }
    public LeadChannel? Channel { get; init; }
    public LeadStatus Status { get; init; }
    public Guid BodyId { get; init; }
    /// <summary>The body that received it, whose figures count it.</summary>
    public Guid FirstBodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public string RoutedBy { get; init; } = "";
    public Guid? SenderId { get; init; }
    public Guid? PlatformId { get; init; }
    public string? ServiceType { get; init; }
    public string? WorkType { get; init; }
    public string IpType { get; init; } = "";
    public bool IsCrossBorder { get; init; }
    public string? Receipt { get; init; }
    /// <summary>Encrypted.</summary>
    public string? Contact { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? AcceptedBy { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? ClosedBy { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Reason { get; init; }
    public Guid? CaseId { get; init; }
    /// <summary>The input without what has a column.</summary>
    public string Content { get; init; } = "{}";

    public LeadInput Input => JsonSerializer.Deserialize(Content, TakedownJson.Default.LeadInput)!;

    public LeadView View(IReadOnlyDictionary<Guid, string> names, BodyDeadline? triage)
    {
        var input = Input;
        return new()
        {
            Id = Id,
            Source = Source,
            Channel = Channel,
            Status = Status,
            BodyId = BodyId,
            BodyName = names.GetValueOrDefault(BodyId),
            Region = Region,
            Function = Function,
            RoutedBy = RoutedBy,
            SenderId = SenderId,
            SenderName = SenderId is { } sender ? names.GetValueOrDefault(sender) : null,
            PlatformId = PlatformId,
            PlatformName = PlatformId is { } platform ? names.GetValueOrDefault(platform) : null,
            Targets = input.Targets,
            Parties = input.Parties,
            Work = input.Work,
            IpType = IpType,
            Infringement = input.Infringement,
            Text = input.Text,
            Language = input.Language,
            Evidence = input.Evidence,
            CrossBorder = IsCrossBorder,
            ReceivedAt = ReceivedAt,
            FoundAt = input.FoundAt,
            CreatedAt = CreatedAt,
            Triage = triage,
            DecidedAt = DecidedAt,
            Reason = Reason,
            ClosedAt = ClosedAt,
            CaseId = CaseId,
        };
    }

    public static readonly Table<LeadRow> Table = new("leads",
    [
        new("id", ColumnType.Id, l => l.Id, Key: true),
        new("source", ColumnType.Number, l => l.Source),
        new("channel", ColumnType.Number, l => l.Channel),
        new("status", ColumnType.Number, l => l.Status),
        new("body_id", ColumnType.Id, l => l.BodyId),
        new("first_body_id", ColumnType.Id, l => l.FirstBodyId),
        new("region", ColumnType.Text, l => l.Region),
        new("function", ColumnType.Text, l => l.Function),
        new("routed_by", ColumnType.Text, l => l.RoutedBy),
        new("sender_id", ColumnType.Id, l => l.SenderId),
        new("platform_id", ColumnType.Id, l => l.PlatformId),
        new("service_type", ColumnType.Text, l => l.ServiceType),
        new("work_type", ColumnType.Text, l => l.WorkType),
        new("ip_type", ColumnType.Text, l => l.IpType),
        new("is_cross_border", ColumnType.Number, l => l.IsCrossBorder ? 1 : 0),
        new("receipt", ColumnType.Text, l => l.Receipt),
        new("contact", ColumnType.Text, l => l.Contact),
        new("received_at", ColumnType.Instant, l => l.ReceivedAt),
        new("created_at", ColumnType.Instant, l => l.CreatedAt),
        new("accepted_by", ColumnType.Id, l => l.AcceptedBy),
        new("accepted_at", ColumnType.Instant, l => l.AcceptedAt),
        new("decided_at", ColumnType.Instant, l => l.DecidedAt),
        new("closed_by", ColumnType.Id, l => l.ClosedBy),
        new("closed_at", ColumnType.Instant, l => l.ClosedAt),
        new("reason", ColumnType.Text, l => l.Reason),
        new("case_id", ColumnType.Id, l => l.CaseId),
        new("content", ColumnType.Text, l => l.Content),
    ]);
}
