using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>Requests for information and their deadlines.</summary>
internal sealed class InformationStore(Database database)
{
    private const string Columns =
        "r.id, r.case_id, r.body_id, r.region, r.function, r.platform_id, r.kind, r.questions, r.at, r.outcome, "
            + "r.answered_at, r.refusal, r.extension, r.answer, r.merchant";

    private static readonly string Deadlines =
        $"JOIN deadlines d ON d.owner = {DeadlineOwner.InformationRequest:D} AND d.owner_id = r.id "
            + $"AND d.kind = {DeadlineKind.Reply:D}";

    private static readonly string OverdueNow =
        $"(d.status = {SlaStatus.Breached:D} OR (d.status = {SlaStatus.Running:D} AND d.due < @now))";

    /// <summary>A request that the reader sees: its own as a platform, or one that its body reads.</summary>
    private static readonly string Readable = $"(r.platform_id = @Me OR {Reader.Where("r")})";

    public static Task<InformationRequest?> FindAsync(Session s, Reader reader, Guid id) =>
        s.FirstAsync<InformationRequest>(
            $"SELECT {Columns} FROM information_requests r WHERE r.id = @id AND {Readable}",
            new { id, reader.Me, reader.All, reader.Within, reader.Functions });

    public Task<InformationRequest?> LockAsync(Session s, Guid id) => s.FirstAsync<InformationRequest>(
        $"SELECT {Columns} FROM information_requests r WHERE r.id = @id {database.Dialect.ForUpdate}", new { id });

    public static Task<IReadOnlyList<InformationRequest>> ByIdsAsync(Session s, IReadOnlyList<Guid> ids) =>
        s.QueryAsync<InformationRequest>(
            $"SELECT {Columns} FROM information_requests r WHERE r.id IN {s.In("ids")}", new { ids = s.Ids(ids) });

    public static Task<IReadOnlyList<InformationRequest>> OfCaseAsync(Session s, Guid caseId) =>
        s.QueryAsync<InformationRequest>(
            $"SELECT {Columns} FROM information_requests r WHERE r.case_id = @caseId ORDER BY r.id", new { caseId });

    public static Task<IReadOnlyList<InformationRequest>> ListAsync(
        Session s, Reader reader, InformationRequestStatus? status, DateTimeOffset now, Guid after, int take) =>
        s.QueryAsync<InformationRequest>(
            $"""
            SELECT {Columns} FROM information_requests r {Deadlines}
            WHERE r.id > @after AND {Readable}{status switch
            {
                InformationRequestStatus.Open => $" AND r.outcome = {RequestOutcome.Open:D} AND NOT {OverdueNow}",
                InformationRequestStatus.Overdue => $" AND r.outcome = {RequestOutcome.Open:D} AND {OverdueNow}",
                InformationRequestStatus.Answered => $" AND r.outcome = {RequestOutcome.Answered:D}",
                InformationRequestStatus.Refused => $" AND r.outcome = {RequestOutcome.Refused:D}",
                null => "",
            }} ORDER BY r.id LIMIT @take
            """,
            new { reader.Me, reader.All, reader.Within, reader.Functions, now, after, take });

    private static readonly string Counted =
        $"""
        COUNT(*) AS requests,
            COALESCE(SUM(CASE WHEN r.outcome = {RequestOutcome.Answered:D} AND d.status = {SlaStatus.Met:D}
                THEN 1 ELSE 0 END), 0) AS on_time,
            COALESCE(SUM(CASE WHEN r.outcome = {RequestOutcome.Answered:D} AND d.status = {SlaStatus.Late:D}
                THEN 1 ELSE 0 END), 0) AS late,
            COALESCE(SUM(CASE WHEN r.outcome = {RequestOutcome.Refused:D} THEN 1 ELSE 0 END), 0) AS refused,
            COALESCE(SUM(CASE WHEN r.outcome = {RequestOutcome.Open:D} AND {OverdueNow} THEN 1 ELSE 0 END), 0)
                AS overdue
        FROM information_requests r {Deadlines}
        """;

    private static readonly string Score =
        $"""
        SELECT r.platform_id, {Counted} WHERE {Readable} AND r.platform_id > @after
        GROUP BY r.platform_id ORDER BY r.platform_id LIMIT @take
        """;

    /// <summary>The numbers of each platform within what the reader sees.</summary>
    public static Task<IReadOnlyList<CooperationRow>> ScoreAsync(
        Session s, Reader reader, DateTimeOffset now, Guid after, int take) => s.QueryAsync<CooperationRow>(
            Score, new { reader.Me, reader.All, reader.Within, reader.Functions, now, after, take });

    private static readonly string OfPlatform =
        $"SELECT {Counted} WHERE r.platform_id = @Platform AND r.at >= @From AND r.at < @Before";

    /// <summary>The numbers of one platform, whoever asked.</summary>
    public static async Task<DutyCounts> DutiesAsync(Session s, DutyScope scope)
    {
        var row = await s.FirstAsync<CooperationRow>(
            OfPlatform, new { scope.Platform, now = scope.Now, scope.From, scope.Before });
        return new()
        {
            Requests = row!.Requests,
            OnTime = row.OnTime,
            Late = row.Late,
            Refused = row.Refused,
            Overdue = row.Overdue,
        };
    }

    public static async Task<Deadline> DeadlineAsync(Session s, Guid id) =>
        (await DeadlineStore.OfAsync(s, DeadlineOwner.InformationRequest, [id]))[id].Single();

    public static Task SaveAsync(Session s, Guid id, Deadline deadline) =>
        DeadlineStore.SaveAsync(s, [StoredDeadline.Of(DeadlineOwner.InformationRequest, id, deadline)]);
}

internal sealed record CooperationRow
{
    public Guid PlatformId { get; init; }
    public long Requests { get; init; }
    public long OnTime { get; init; }
    public long Late { get; init; }
    public long Refused { get; init; }
    public long Overdue { get; init; }
}
