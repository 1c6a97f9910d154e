using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Disputes;

/// <summary>The dispute of a refusal, with the refusal as it was.</summary>
internal sealed record DisputeRow
{
    public static readonly Table<DisputeRow> Table = new("disputes",
    [
        new("notice_id", ColumnType.Id, d => d.NoticeId, Key: true),
        new("claimant_id", ColumnType.Id, d => d.ClaimantId),
        new("platform_id", ColumnType.Id, d => d.PlatformId),
        new("refusal", ColumnType.Text, d => d.Refusal),
        new("content", ColumnType.Text, d => d.Content),
        new("filed_at", ColumnType.Instant, d => d.FiledAt),
    ]);

    private const string One =
        "SELECT notice_id, claimant_id, platform_id, refusal, content, filed_at FROM disputes WHERE notice_id = @id";

    public Guid NoticeId { get; init; }
    public Guid ClaimantId { get; init; }
    public Guid PlatformId { get; init; }
    public string Refusal { get; init; } = "";
    public string Content { get; init; } = "";
    public DateTimeOffset FiledAt { get; init; }

    public static Task<DisputeRow?> FindAsync(Session s, Guid id) => s.FirstAsync<DisputeRow>(One, new { id });

    public DisputeView View(NoticeRow notice)
    {
        var content = JsonSerializer.Deserialize(Content, TakedownJson.Default.DisputeInput)!;
        return new()
        {
            NoticeId = NoticeId,
            State = notice.State,
            FiledAt = FiledAt,
            Refusal = JsonSerializer.Deserialize(Refusal, TakedownJson.Default.Reason)!,
            Explanation = content.Explanation,
            Evidence = content.Evidence ?? [],
            ReviewDue = notice.Other(DeadlineKind.Review)?.Due,
        };
    }
}
