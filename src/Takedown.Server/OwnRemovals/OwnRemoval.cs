using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.OwnRemovals;

/// <summary>An own removal as stored.</summary>
internal sealed record OwnRemoval
{
    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    /// <summary>The URL and the time as a number: what is sent again has the same.</summary>
    public Guid Mark { get; init; }
    public string Url { get; init; } = "";
    public string WorkType { get; init; } = "";
    public string Mode { get; init; } = "";
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public Measure Measure { get; init; }
    public DateTimeOffset At { get; init; }
    public string Ground { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }

    public OwnRemovalView View(string? platform) => new()
    {
        Id = Id,
        PlatformId = PlatformId,
        PlatformName = platform,
        Url = Url,
        WorkType = WorkType,
        Mode = Mode,
        Account = AccountId is null ? null : new() { Id = AccountId, Name = AccountName },
        Measure = Measure,
        At = At,
        Ground = Ground,
        RecordedAt = RecordedAt,
    };

    public static readonly Table<OwnRemoval> Table = new("own_removals",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("id", ColumnType.Id, r => r.Id),
        new("mark", ColumnType.Id, r => r.Mark),
        new("url", ColumnType.Text, r => r.Url),
        new("work_type", ColumnType.Text, r => r.WorkType),
        new("mode", ColumnType.Text, r => r.Mode),
        new("account_id", ColumnType.Text, r => r.AccountId),
        new("account_name", ColumnType.Text, r => r.AccountName),
        new("measure", ColumnType.Number, r => r.Measure),
        new("at", ColumnType.Instant, r => r.At),
        new("ground", ColumnType.Text, r => r.Ground),
        new("recorded_at", ColumnType.Instant, r => r.RecordedAt),
    ]);
}
