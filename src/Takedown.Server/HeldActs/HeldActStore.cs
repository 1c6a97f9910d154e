using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.HeldActs;

/// <summary>Held acts. Each change states the version that it has read, so that of two only one takes place.</summary>
internal sealed class HeldActStore(Database database)
{
    /// <summary>A process that ended amid an act has left it running; another gives the same answers again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Columns =
        """
        id, organisation_id, key_id, language, about, ids, answer, undone, status, version, created_at, due_at, done_at,
        results, code
        """;

    private static readonly string CountHeld =
        $"SELECT COUNT(*) FROM held_acts WHERE organisation_id = @organisation AND status < {HeldStatus.Done:D}";

    public static Task<long> CountAsync(Session s, Guid organisation) =>
        s.FirstAsync<long>(CountHeld, new { organisation });

    private const string Insert =
        """
        INSERT INTO held_acts (id, organisation_id, key_id, language, about, ids, answer, status, version, created_at,
            due_at)
        VALUES (@Id, @OrganisationId, @KeyId, @Language, @about, @Ids, @Answer, @status, 1, @CreatedAt, @DueAt)
        """;

    public static Task AddAsync(Session s, HeldAct a) => s.ExecuteAsync(Insert, new
    {
        a.Id, a.OrganisationId, a.KeyId, a.Language, about = (int)a.About, a.Ids, a.Answer, status = (int)a.Status,
        a.CreatedAt, a.DueAt,
    });

    private const string ById =
        $"SELECT {Columns} FROM held_acts WHERE id = @id AND organisation_id = @organisation";

    public Task<HeldAct?> FindAsync(Guid id, Guid organisation) =>
        database.ReadAsync(s => s.FirstAsync<HeldAct>(ById, new { id, organisation }));

    private const string Before =
        $"""
        SELECT {Columns} FROM held_acts WHERE organisation_id = @organisation AND id < @before
        ORDER BY id DESC LIMIT @take
        """;

    public Task<IReadOnlyList<HeldAct>> BeforeAsync(Guid organisation, Guid before, int take) =>
        database.ReadAsync(s => s.QueryAsync<HeldAct>(Before, new { organisation, before, take }));

    private static readonly string Undo =
        $"""
        UPDATE held_acts SET undone = @Undone, status = @status, done_at = @DoneAt, version = version + 1
        WHERE id = @Id AND version = @Version AND status = {HeldStatus.Held:D}
        """;

    /// <summary>Takes answers back.</summary>
    /// <returns>The act after it; null if it has changed meanwhile or has gone out.</returns>
    public Task<HeldAct?> UndoAsync(HeldAct read, HashSet<Guid> undone, DateTimeOffset now)
    {
        var isAll = undone.Count == read.IdList.Count;
        var after = read with
        {
            Undone = JsonSerializer.Serialize([.. undone], HeldJson.Default.ListGuid),
            Status = isAll ? HeldStatus.Undone : HeldStatus.Held,
            DoneAt = isAll ? now : null,
            Version = read.Version + 1,
        };
        return database.WriteAsync(async s => await s.ExecuteAsync(Undo, new
        {
            read.Id, read.Version, after.Undone, status = (int)after.Status, after.DoneAt,
        }) > 0 ? after : null);
    }

    private static readonly string Due =
        $"""
        SELECT {Columns} FROM held_acts WHERE due_at <= @now AND (status = {HeldStatus.Held:D}
            OR (status = {HeldStatus.Running:D} AND due_at <= @abandoned))
        ORDER BY due_at LIMIT 1
        """;

    // due_at says from now on when the process that runs it began.
    private static readonly string Take =
        $"""
        UPDATE held_acts SET status = {HeldStatus.Running:D}, due_at = @now, version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    /// <summary>The next act that is due, for this process alone; null if there is none.</summary>
    public Task<HeldAct?> TakeDueAsync(DateTimeOffset now) => database.WriteAsync(async s =>
    {
        var args = new { now, abandoned = now - Patience };
        while (await s.FirstAsync<HeldAct>($"{Due} {database.Dialect.SkipLocked}", args) is { } due)
        {
            if (await s.ExecuteAsync(Take, new { now, due.Id, due.Version }) > 0)
                return due with { Version = due.Version + 1 };
        }
        return null;
    });

    private const string End =
        """
        UPDATE held_acts SET status = @status, results = @results, code = @code, done_at = @doneAt, due_at = @dueAt,
            version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    /// <summary>
    /// Stores what became of an act, or when it is tried again. False if another process has stored it meanwhile.
    /// </summary>
    public Task<bool> EndAsync(HeldAct a) => database.WriteAsync(async s => await s.ExecuteAsync(End, new
    {
        a.Id, a.Version, status = (int)a.Status, results = a.Results, code = a.Code, doneAt = a.DoneAt, dueAt = a.DueAt,
    }) > 0);

    private const string Forget = "DELETE FROM held_acts WHERE done_at < @since";

    public Task ForgetAsync(DateTimeOffset now) =>
        database.WriteAsync(s => s.ExecuteAsync(Forget, new { since = now - Kept }));
}
