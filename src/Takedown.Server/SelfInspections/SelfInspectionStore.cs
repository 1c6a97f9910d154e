using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

internal sealed class SelfInspectionStore(Database database)
{
    private const string Columns = "v.id, v.body_id, v.region, v.function, v.text, v.at, v.due";

    /// <summary>Those that the body reads, and for a platform those that it is asked for.</summary>
    private static readonly string Readable =
        $"""
        ({Reader.Where("v")} OR EXISTS (
            SELECT 1 FROM self_inspected p WHERE p.inspection_id = v.id AND p.platform_id = @Me))
        """;

    private static readonly string Overdue =
        $"""
        EXISTS (SELECT 1 FROM deadlines d WHERE d.owner = {DeadlineOwner.SelfInspection:D} AND d.owner_id = p.id
            AND d.kind = {DeadlineKind.Report:D} AND (d.status = {SlaStatus.Breached:D}
                OR (d.status = {SlaStatus.Running:D} AND d.due < @now)))
        """;

    public static Task<SelfInspection?> FindAsync(Session s, Reader reader, Guid id) => s.FirstAsync<SelfInspection>(
        $"SELECT {Columns} FROM self_inspections v WHERE v.id = @id AND {Readable}",
        new { id, reader.Me, reader.All, reader.Within, reader.Functions });

    public static Task<IReadOnlyList<SelfInspection>> ListAsync(
        Session s, Reader reader, Guid? platform, SelfInspectionStatus? status, DateTimeOffset now, Guid after,
        int take) => s.QueryAsync<SelfInspection>(
        $"""
        SELECT {Columns} FROM self_inspections v WHERE v.id > @after AND {Readable}{(status is null ? "" :
            $"""
             AND EXISTS (SELECT 1 FROM self_inspected p WHERE p.inspection_id = v.id
                AND (@platform IS NULL OR p.platform_id = @platform) AND {status switch
                {
                    SelfInspectionStatus.Reported => "p.reported_at IS NOT NULL",
                    SelfInspectionStatus.Overdue => $"p.reported_at IS NULL AND {Overdue}",
                    _ => $"p.reported_at IS NULL AND NOT {Overdue}",
                }})
            """)} ORDER BY v.id LIMIT @take
        """,
        new { reader.Me, reader.All, reader.Within, reader.Functions, platform, now, after, take });

    /// <summary>The platforms of self-inspections; only one where it is given.</summary>
    public static Task<IReadOnlyList<SelfInspected>> PlatformsAsync(
        Session s, IEnumerable<Guid> inspections, Guid? platform, bool whole) => s.QueryAsync<SelfInspected>(
        $"""
        SELECT id, inspection_id, platform_id, reported_at, problems{(whole ? ", text, findings" : "")}
        FROM self_inspected WHERE inspection_id IN {s.In("ids")}
            AND (@platform IS NULL OR platform_id = @platform) ORDER BY id
        """,
        new { ids = s.Ids(inspections), platform });

    public Task<SelfInspected?> LockAsync(Session s, Guid inspection, Guid platform) => s.FirstAsync<SelfInspected>(
        "SELECT id, inspection_id, platform_id, reported_at, problems, text, findings FROM self_inspected "
            + $"WHERE inspection_id = @inspection AND platform_id = @platform {database.Dialect.ForUpdate}",
        new { inspection, platform });
}
