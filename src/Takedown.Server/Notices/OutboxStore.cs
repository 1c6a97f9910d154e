using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>The queue of record: a message may be lost, what it was about stands here until it is delivered.</summary>
internal sealed class OutboxStore(Ids ids, TimeProvider time)
{
    /// <summary>The bus is normally done in milliseconds; after this long the sweep looks after it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly Table<OutboxEntry> Table = new("dispatches",
    [
        new("id", ColumnType.Id, d => d.Id, Key: true),
        new("platform_id", ColumnType.Id, d => d.PlatformId),
        new("failed", ColumnType.Number, d => d.Failed ? 1 : 0),
        new("accepted_at", ColumnType.Instant, d => d.AcceptedAt),
        new("next_due_at", ColumnType.Instant, d => d.NextDueAt),
        new("size", ColumnType.Number, d => d.Notices.Length / IdSet.Bytes),
        new("notices", ColumnType.Bytes, d => d.Notices),
    ]);

    /// <summary>Puts accepted notices of one platform on their way.</summary>
    public OutboxEntry Of(Guid platformId, IReadOnlyCollection<Guid> notices) => new()
    {
        Id = ids.Next(),
        PlatformId = platformId,
        AcceptedAt = time.GetUtcNow(),
        NextDueAt = time.GetUtcNow() + Grace,
        Notices = IdSet.Pack(notices),
    };

    public static Task AddAsync(Session s, IReadOnlyList<OutboxEntry> dispatches) => s.InsertAsync(Table, dispatches);

    private static readonly Table<Guid> Ended = new("dispatches", [new("id", ColumnType.Id, id => id, Key: true)]);

    private static readonly Table<Guid> Delivered = new(
        "dispatches",
        [new("id", ColumnType.Id, id => id, Key: true), new("failed", ColumnType.Number, _ => 0, Key: true)]);

    /// <summary>Nothing in these waits any more.</summary>
    public static Task EndAsync(Session s, IReadOnlyList<Guid> dispatches) => s.DeleteAsync(Ended, dispatches);

    /// <summary>
    /// The message of these was seen to: what it was about is delivered, or failed and has a row of its own. The rows
    /// of what failed before are left to the sweep, which goes by one clock and looks at the notices.
    /// </summary>
    public static Task CompleteAsync(Session s, IReadOnlyList<Guid> dispatches) => s.DeleteAsync(Delivered, dispatches);

    /// <summary>Writes when these are due again, and what is left of them.</summary>
    public static Task PutBackAsync(Session s, IReadOnlyList<OutboxEntry> dispatches) =>
        s.UpdateAsync(Table, dispatches);

    private const string Columns = "id, platform_id, failed, accepted_at, next_due_at, notices";

    /// <summary>Some of those that are due; who else looks gets others.</summary>
    public static Task<IReadOnlyList<OutboxEntry>> DueAsync(
        Session s, string skipLocked, DateTimeOffset now, int rows) =>
        s.QueryAsync<OutboxEntry>(
            $"SELECT {Columns} FROM dispatches WHERE next_due_at <= @now ORDER BY next_due_at LIMIT @rows {skipLocked}",
            new { now, rows });

    /// <summary>Some of those that no platform has refused yet, due or not, in the order of their ids.</summary>
    public static Task<IReadOnlyList<OutboxEntry>> UntriedAsync(Session s, string skipLocked, Guid after, int rows) =>
        s.QueryAsync<OutboxEntry>(
            $"SELECT {Columns} FROM dispatches WHERE failed = 0 AND id > @after ORDER BY id LIMIT @rows {skipLocked}",
            new { after, rows });

    private const string OnTheirWay =
        "SELECT COUNT(*) FROM (SELECT 1 FROM dispatches WHERE failed = 0 AND platform_id IN {0} LIMIT 1) AS waiting";

    /// <summary>Whether anything untried is on its way to one of these platforms.</summary>
    public static async Task<bool> AnyAsync(Session s, IEnumerable<Guid> platforms) => await s.FirstAsync<long>(
        OnTheirWay.Replace("{0}", s.In("platforms"), StringComparison.Ordinal),
        new { platforms = s.Ids(platforms) }) > 0;

    private const string OfFailed =
        $"SELECT {Columns} FROM dispatches WHERE failed = 1 AND (@platformId IS NULL OR platform_id = @platformId)";

    /// <summary>Those whose delivery failed, of one platform or all.</summary>
    public static Task<IReadOnlyList<OutboxEntry>> FailedAsync(Session s, Guid? platformId) =>
        s.QueryAsync<OutboxEntry>(OfFailed, new { platformId });
}
