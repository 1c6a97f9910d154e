using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>Supervisions, their cases and their reports.</summary>
internal static class SupervisionStore
{
    private const string Columns = "v.id, v.body_id, v.region, v.function, v.level, v.date, v.joint, v.at, v.content";

    /// <summary>Cases and leads with the body that has the case now.</summary>
    private const string Items =
        """
        SELECT i.id, i.supervision_id, i.case_id, i.lead_id, COALESCE(c.body_id, i.body_id) AS body_id,
            COALESCE(c.region, i.region) AS region, COALESCE(c.function, i.function) AS function,
            COALESCE(c.title, i.title) AS title, c.no, i.at, i.closed_at
        FROM supervised_cases i LEFT JOIN cases c ON c.id = i.case_id
        """;

    /// <summary>Listed by the reader, read by it, or with a case that it reads.</summary>
    private static readonly string Readable =
        $"""
        ({Reader.Where("v")} OR v.joint LIKE @Joint OR EXISTS (
            SELECT 1 FROM supervised_cases i LEFT JOIN cases c ON c.id = i.case_id
            WHERE i.supervision_id = v.id AND {Reader.Where(
                "COALESCE(c.body_id, i.body_id)", "COALESCE(c.region, i.region)", "COALESCE(c.function, i.function)")}))
        """;

    private const string OpenItems = "EXISTS (SELECT 1 FROM supervised_cases i WHERE i.supervision_id = v.id "
        + "AND i.closed_at IS NULL)";

    private static readonly string OverdueItems =
        $"""
        EXISTS (SELECT 1 FROM supervised_cases i JOIN deadlines d ON d.owner = {DeadlineOwner.Supervision:D}
            AND d.owner_id = i.id AND d.kind = {DeadlineKind.Report:D}
            WHERE i.supervision_id = v.id AND i.closed_at IS NULL AND (d.status = {SlaStatus.Breached:D}
                OR (d.status = {SlaStatus.Running:D} AND d.due < @now)))
        """;

    /// <summary>A supervision that the reader sees.</summary>
    public static Task<SupervisionRow?> FindAsync(Session s, Reader reader, Guid id) => s.FirstAsync<SupervisionRow>(
        $"SELECT {Columns} FROM supervisions v WHERE v.id = @id AND {Readable}",
        new { id, reader.Me, reader.All, reader.Within, reader.Functions, Joint = $"%{reader.Me}%" });

    public static Task<IReadOnlyList<SupervisionRow>> ByIdsAsync(Session s, IEnumerable<Guid> supervisions) =>
        s.QueryAsync<SupervisionRow>(
            $"SELECT {Columns} FROM supervisions v WHERE v.id IN {s.In("ids")}", new { ids = s.Ids(supervisions) });

    /// <summary>The supervisions that the reader sees, oldest first.</summary>
    public static Task<IReadOnlyList<SupervisionRow>> ListAsync(
        Session s, Reader reader, SupervisionStatus? status, DateTimeOffset now, Guid after, int take) =>
        s.QueryAsync<SupervisionRow>(
            $"""
            SELECT {Columns} FROM supervisions v WHERE v.id > @after AND {Readable}{status switch
            {
                SupervisionStatus.Closed => $" AND NOT {OpenItems}",
                SupervisionStatus.Overdue => $" AND {OverdueItems}",
                SupervisionStatus.Open => $" AND {OpenItems} AND NOT {OverdueItems}",
                null => "",
            }}
            ORDER BY v.id LIMIT @take
            """,
            new
            {
                reader.Me, reader.All, reader.Within, reader.Functions, Joint = $"%{reader.Me}%", now, after, take,
            });

    public static Task<IReadOnlyList<SupervisedRow>> ItemsAsync(Session s, IEnumerable<Guid> supervisions) =>
        s.QueryAsync<SupervisedRow>(
            $"{Items} WHERE i.supervision_id IN {s.In("ids")} ORDER BY i.id", new { ids = s.Ids(supervisions) });

    public static Task<IReadOnlyList<SupervisedRow>> OfCaseAsync(Session s, Guid caseId) =>
        s.QueryAsync<SupervisedRow>($"{Items} WHERE i.case_id = @caseId ORDER BY i.id", new { caseId });

    private const string Closed = "SELECT closed_at FROM supervised_cases WHERE id = @id";

    /// <summary>Locks a supervised case and reads whether it is still open.</summary>
    public static async Task<bool> LockOpenAsync(Session s, Guid id, string locking) =>
        await s.FirstAsync<long?>($"{Closed} {locking}", new { id }) is null;

    /// <summary>The open supervision of a case by this body; null if there is none.</summary>
    public static Task<Guid?> OpenOfAsync(Session s, Guid body, Guid subject) => s.FirstAsync<Guid?>(
        """
        SELECT i.id FROM supervised_cases i JOIN supervisions v ON v.id = i.supervision_id
        WHERE v.body_id = @body AND i.closed_at IS NULL AND (i.case_id = @subject OR i.lead_id = @subject)
        """,
        new { body, subject });

    public static Task<IReadOnlyList<ReportRow>> ReportsAsync(Session s, IEnumerable<Guid> items) =>
        s.QueryAsync<ReportRow>(
            "SELECT id, supervised_id, kind, text, at, due, person_id, person FROM supervision_reports "
                + $"WHERE supervised_id IN {s.In("ids")} ORDER BY id",
            new { ids = s.Ids(items) });
}
