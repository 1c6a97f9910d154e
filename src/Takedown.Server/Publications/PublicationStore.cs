using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Publications;

internal sealed class PublicationStore(Database database)
{
    private const string Columns =
        "p.id, p.kind, p.body_id, p.region, p.function, p.case_id, p.platforms, p.uscc, p.title, p.text, p.status, "
            + "p.publish_on, p.at, p.proposed_by, p.approved_at, p.approved_by, p.withdrawn_at, p.reason, p.replies";

    /// <summary>Those that the body reads, and for a platform the exposures of it.</summary>
    private static readonly string Readable =
        $"({Reader.Where("p")} OR (p.kind = {PublicationKind.Exposure:D} AND p.platforms LIKE @Named))";

    private static object Args(Reader reader, Guid id, int? status, int take) => new
    {
        reader.Me, reader.All, reader.Within, reader.Functions, Named = $"%{reader.Me}%", id, status, take,
    };

    public static Task<Publication?> FindAsync(Session s, Reader reader, Guid id) => s.FirstAsync<Publication>(
        $"SELECT {Columns} FROM publications p WHERE p.id = @id AND {Readable}", Args(reader, id, null, 1));

    /// <summary>The same under its lock.</summary>
    public Task<Publication?> LockAsync(Session s, Reader reader, Guid id) => s.FirstAsync<Publication>(
        $"SELECT {Columns} FROM publications p WHERE p.id = @id AND {Readable} {database.Dialect.ForUpdate}",
        Args(reader, id, null, 1));

    public static Task<IReadOnlyList<Publication>> ListAsync(
        Session s, Reader reader, PublicationStatus? status, Guid after, int take) => s.QueryAsync<Publication>(
        $"SELECT {Columns} FROM publications p WHERE p.id > @id AND {Readable} "
            + "AND (@status IS NULL OR p.status = @status) ORDER BY p.id LIMIT @take",
        Args(reader, after, (int?)status, take));

    /// <summary>What everybody reads, withdrawn ones as such.</summary>
    public static Task<IReadOnlyList<Publication>> PublicAsync(
        Session s, PublicationKind? kind, string today, Guid after, int take) => s.QueryAsync<Publication>(
        $"""
        SELECT {Columns} FROM publications p WHERE p.id > @after AND p.approved_at IS NOT NULL
            AND p.publish_on <= @today AND (@kind IS NULL OR p.kind = @kind) ORDER BY p.id LIMIT @take
        """,
        new { after, today, kind = (int?)kind, take });

    public static Task<IReadOnlyList<Publication>> OfCaseAsync(Session s, Guid caseId) => s.QueryAsync<Publication>(
        $"SELECT {Columns} FROM publications p WHERE p.case_id = @caseId ORDER BY p.id", new { caseId });
}
