using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.ObservedLimits;

/// <summary>An observed limit as stored.</summary>
internal sealed record ObservedLimit
{
    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    public Guid ObserverId { get; init; }
    public OrganisationKind ObserverKind { get; init; }
    public string Channel { get; init; } = "";
    public long Count { get; init; }
    public PlatformLimitPer Per { get; init; }
    public string? Evidence { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset ReportedAt { get; init; }
    public string? Answer { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>As a reader sees it: a platform learns what was observed, not by whom.</summary>
    public PlatformLimitView View(Caller reader, IReadOnlyDictionary<Guid, string> names)
    {
        var isPlatform = reader.Kind is OrganisationKind.Platform;
        return new()
        {
            Id = Id,
            PlatformId = PlatformId,
            PlatformName = names.GetValueOrDefault(PlatformId),
            ObserverKind = ObserverKind,
            ObserverId = isPlatform ? null : ObserverId,
            ObserverName = isPlatform ? null : names.GetValueOrDefault(ObserverId),
            Channel = Channel,
            Limit = Count,
            Per = Per,
            EvidenceSha256 = Evidence,
            At = At,
            Text = Text,
            ReportedAt = ReportedAt,
            Answer = Answer,
            AnsweredAt = AnsweredAt,
        };
    }

    public static readonly Table<ObservedLimit> Table = new("platform_limits",
    [
        new("id", ColumnType.Id, l => l.Id, Key: true),
        new("platform_id", ColumnType.Id, l => l.PlatformId),
        new("observer_id", ColumnType.Id, l => l.ObserverId),
        new("observer_kind", ColumnType.Number, l => l.ObserverKind),
        new("channel", ColumnType.Text, l => l.Channel),
        new("count", ColumnType.Number, l => l.Count),
        new("per", ColumnType.Number, l => l.Per),
        new("evidence", ColumnType.Text, l => l.Evidence),
        new("at", ColumnType.Instant, l => l.At),
        new("text", ColumnType.Text, l => l.Text),
        new("reported_at", ColumnType.Instant, l => l.ReportedAt),
        new("answer", ColumnType.Text, l => l.Answer),
        new("answered_at", ColumnType.Instant, l => l.AnsweredAt),
    ]);
}
