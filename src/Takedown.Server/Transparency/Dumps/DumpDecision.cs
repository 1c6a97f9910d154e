using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>A decision in force by which something that was public no longer is.</summary>
internal sealed record DumpDecision
{
    public Guid Id { get; init; }
    public Guid NoticeId { get; init; }
    public RecordGround Ground { get; init; }
    /// <summary>The version of the notice that follows it; null where an earlier release took it.</summary>
    public long? Version { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset DeliveredAt { get; init; }

    private static readonly string After =
        $"""
        SELECT d.id, d.notice_id, d.ground, d.version, COALESCE(d.decided_at, d.at) AS since, n.delivered_at
        FROM record_decisions d JOIN notices n ON n.id = d.notice_id
        WHERE COALESCE(d.decided_at, d.at) > @after AND d.status = {PublicationStatus.Approved:D}
            AND d.kind IN ({string.Join(", ", Enum.GetValues<RecordDecisionKind>()
                .Where(RecordDecisionRules.TakesAway).Select(k => $"{k:D}"))})
        """;

    /// <summary>Those in force since a time.</summary>
    public static Task<IReadOnlyList<DumpDecision>> AfterAsync(Session s, DateTimeOffset after) =>
        s.QueryAsync<DumpDecision>(After, new { after });
}
