using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Responses;

/// <summary>The findings of platforms beside receipt and measure, for the figures of how they verify notices.</summary>
internal sealed class Assessments : IConsequence
{
    private sealed record Row(
        Guid NoticeId, Guid PlatformId, Finding Finding, DateTimeOffset DeliveredAt, DateTimeOffset AssessedAt,
        DateTimeOffset? RemovedAt);

    private static readonly Table<Row> Table = new("assessments",
    [
        new("notice_id", ColumnType.Id, a => a.NoticeId, Key: true),
        new("platform_id", ColumnType.Id, a => a.PlatformId),
        new("finding", ColumnType.Number, a => a.Finding),
        new("delivered_at", ColumnType.Instant, a => a.DeliveredAt),
        new("assessed_at", ColumnType.Instant, a => a.AssessedAt),
        new("removed_at", ColumnType.Instant, a => a.RemovedAt),
    ]);

    private const string Latest =
        """
        (notice_id) DO UPDATE SET finding = excluded.finding, assessed_at = excluded.assessed_at,
            removed_at = COALESCE(assessments.removed_at, excluded.removed_at)
        """;

    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        var rows = changes.Where(c => c.After.Assessment is not null).Select(c => Of(c, at)).OfType<Row>().ToList();
        if (rows.Count > 0) await s.InsertAsync(Table, rows, Latest);
    }

    private static Row? Of(NoticeChange change, ActContext at)
    {
        var (before, after) = (change.Before, change.After);
        var removed = after.State is NoticeState.Removed && before.State is not NoticeState.Removed;
        return StoredAssessment.Read(after.Assessment) is { Finding: { } finding, At: { } found }
            && (removed || before.Assessment != after.Assessment)
            ? new(after.Id, after.PlatformId, finding, after.DeliveredAt!.Value, found, removed ? at.Now : null) : null;
    }

    private const string Counted =
        """
        SELECT finding, COUNT(*) AS count, CAST(SUM(assessed_at - delivered_at) AS bigint) AS waited,
            COUNT(removed_at) AS removed, CAST(COALESCE(SUM(removed_at - assessed_at), 0) AS bigint) AS acted
        FROM assessments WHERE platform_id = @Platform AND assessed_at >= @From AND assessed_at < @Before
        GROUP BY finding
        """;

    public static async Task<DutyCounts> DutiesAsync(Session s, DutyScope scope)
    {
        var rows = await s.QueryAsync<CountRow>(Counted, new { scope.Platform, scope.From, scope.Before });
        long Of(Finding finding) => rows.Where(r => r.Finding == finding).Sum(r => r.Count);
        return new()
        {
            FoundInfringing = Of(Finding.Infringing),
            FoundNot = Of(Finding.Not),
            FoundUnclear = Of(Finding.Unclear),
            ToFinding = rows.Sum(r => r.Waited),
            RemovedAfterFinding = rows.Sum(r => r.Removed),
            ToRemoval = rows.Sum(r => r.Acted),
        };
    }

    private sealed record CountRow
    {
        public Finding Finding { get; init; }
        public long Count { get; init; }
        public long Waited { get; init; }
        public long Removed { get; init; }
        public long Acted { get; init; }
    }
}
