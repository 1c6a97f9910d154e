using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Recalls;

/// <summary>Recalls and their results.</summary>
internal sealed class RecallStore(Database database)
{
    /// <summary>A process that says nothing for so long has ended; another goes on where it was.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    private const string Columns =
        """
        id, claimant_id, by_kind, batch_id, notice_ids, excepted, reason, state, version, position, cursor, total,
        withdrawn, restore_due, unchanged, refused, created_at, taken_at, done_at
        """;

    private const string Insert =
        $"""
        INSERT INTO recalls ({Columns})
        VALUES (@Id, @ClaimantId, @by, @BatchId, @NoticeIds, @Excepted, @Reason, @state, 1, 0, -1, @Total, 0, 0, 0, 0,
            @CreatedAt, @TakenAt, NULL)
        """;

    public static Task AddAsync(Session s, RecallRow r) => s.ExecuteAsync(Insert, new
    {
        r.Id, r.ClaimantId, by = (int)r.ByKind, r.BatchId, r.NoticeIds, r.Excepted, r.Reason, state = (int)r.State,
        r.Total, r.CreatedAt, r.TakenAt,
    });

    private static readonly string CountRunning =
        $"SELECT COUNT(*) FROM recalls WHERE claimant_id = @claimant AND state = {RecallState.Running:D}";

    public static Task<long> CountRunningAsync(Session s, Guid claimant) =>
        s.FirstAsync<long>(CountRunning, new { claimant });

    private const string ById = $"SELECT {Columns} FROM recalls WHERE id = @id AND claimant_id = @claimant";

    public Task<RecallRow?> FindAsync(Guid id, Guid claimant) =>
        database.ReadAsync(s => s.FirstAsync<RecallRow>(ById, new { id, claimant }));

    private const string Before =
        $"""
        SELECT {Columns} FROM recalls WHERE claimant_id = @claimant AND id < @before ORDER BY id DESC LIMIT @take
        """;

    public Task<IReadOnlyList<RecallRow>> BeforeAsync(Guid claimant, Guid before, int take) =>
        database.ReadAsync(s => s.QueryAsync<RecallRow>(Before, new { claimant, before, take }));

    private const string Results =
        """
        SELECT recall_id, position, notice_id, status, state, restore_due, code FROM recall_results
        WHERE recall_id = @id AND position >= @from AND (@status IS NULL OR status = @status)
        ORDER BY position LIMIT @take
        """;

    /// <summary>Results from a place on, of one status if it is given.</summary>
    public Task<IReadOnlyList<RecallResultRow>> ResultsAsync(Guid id, ResponseStatus? status, long from, int take) =>
        database.ReadAsync(s => s.QueryAsync<RecallResultRow>(
            Results, new { id, status = (int?)status, from, take }));

    private static readonly string Due =
        $"""
        SELECT {Columns} FROM recalls WHERE state = {RecallState.Running:D} AND taken_at <= @abandoned
        ORDER BY taken_at LIMIT 1
        """;

    private const string Take =
        "UPDATE recalls SET taken_at = @now, version = version + 1 WHERE id = @Id AND version = @Version";

    /// <summary>A recall that no process runs, for this one alone; null if there is none.</summary>
    public Task<RecallRow?> TakeAsync(DateTimeOffset now) => database.WriteAsync(async s =>
        await s.FirstAsync<RecallRow>($"{Due} {database.Dialect.SkipLocked}", new { abandoned = now - Patience })
            is { } due ? await TakeAsync(s, due, now) : null);

    /// <summary>Makes a step this process's own; null if another has gone on meanwhile.</summary>
    public static async Task<RecallRow?> TakeAsync(Session s, RecallRow r, DateTimeOffset now) =>
        await s.ExecuteAsync(Take, new { now, r.Id, r.Version }) > 0 ? r with { Version = r.Version + 1 } : null;

    private const string Advance =
        """
        UPDATE recalls SET state = @state, position = @Position, cursor = @Cursor, withdrawn = @Withdrawn,
            restore_due = @RestoreDue, unchanged = @Unchanged, refused = @Refused, taken_at = @TakenAt,
            done_at = @DoneAt
        WHERE id = @Id
        """;

    /// <summary>Stores how far a recall is that this transaction has taken.</summary>
    public static async Task AdvanceAsync(Session s, RecallRow r, IReadOnlyList<RecallResultRow> results)
    {
        if (results.Count > 0) await s.InsertAsync(RecallResultRow.Table, results);
        await s.ExecuteAsync(Advance, new
        {
            r.Id, state = (int)r.State, r.Position, r.Cursor, r.Withdrawn, r.RestoreDue, r.Unchanged, r.Refused,
            r.TakenAt, r.DoneAt,
        });
    }

    private const string Release = "UPDATE recalls SET taken_at = 0 WHERE id = @Id AND version = @Version";

    /// <summary>Leaves the rest to whoever comes next.</summary>
    public Task ReleaseAsync(RecallRow r) => database.WriteAsync(s => s.ExecuteAsync(Release, new { r.Id, r.Version }));

    private const string Old = "SELECT id FROM recalls WHERE done_at < @since ORDER BY done_at LIMIT 1";
    private const string ForgetResults = "DELETE FROM recall_results WHERE recall_id = @id";
    private const string Forget = "DELETE FROM recalls WHERE id = @id";

    /// <summary>Forgets recalls that were done long ago, one in a transaction.</summary>
    public async Task ForgetAsync(DateTimeOffset now)
    {
        var since = now - Kept;
        while (await database.WriteAsync(async s =>
        {
            if (await s.FirstAsync<Guid?>(Old, new { since }) is not { } id) return false;
            await s.ExecuteAsync(ForgetResults, new { id });
            return await s.ExecuteAsync(Forget, new { id }) > 0;
        }))
        {
        }
    }
}
