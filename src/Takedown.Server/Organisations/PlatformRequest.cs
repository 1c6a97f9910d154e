using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary>A request to register the platform of a host, as stored.</summary>
internal sealed record PlatformRequest
{
    public Guid Id { get; init; }
    public Guid ClaimantId { get; init; }
    public string Host { get; init; } = "";
    public string? Note { get; init; }
    public PlatformRequestStatus Status { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? PlatformId { get; init; }
    public string? Reason { get; init; }

    public static readonly Table<PlatformRequest> Table = new("platform_requests",
    [
        new("id", ColumnType.Id, r => r.Id),
        new("claimant_id", ColumnType.Id, r => r.ClaimantId),
        new("host", ColumnType.Text, r => r.Host),
        new("note", ColumnType.Text, r => r.Note),
        new("status", ColumnType.Number, r => r.Status),
        new("at", ColumnType.Instant, r => r.At),
    ]);

    public PlatformRequestView View => new()
    {
        Id = Id,
        ClaimantId = ClaimantId,
        Host = Host,
        Note = Note,
        Status = Status,
        At = At,
        DecidedAt = DecidedAt,
        PlatformId = PlatformId,
        Reason = Reason,
    };
}
