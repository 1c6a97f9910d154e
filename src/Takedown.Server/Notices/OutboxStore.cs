using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>The transactional outbox: if a message is lost, its entry remains until the delivery.</summary>
internal sealed class OutboxStore(Ids ids, TimeProvider time)
{
    /// <summary>Delay before the sweep sends an entry again. The bus usually delivers within milliseconds.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Next due time of deliveries to an endpoint that is gone: until it is enabled again.</summary>
    public static readonly DateTimeOffset Parked = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

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

    /// <summary>Creates an entry for accepted notices of one platform.</summary>
    public OutboxEntry Of(Guid platformId, IReadOnlyCollection<Guid> notices)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = ids.Next(),
            PlatformId = platformId,
            AcceptedAt = now,
            NextDueAt = now + Grace,
            Notices = IdSet.Pack(notices),
        };
    }

    public static Task AddAsync(Session s, IReadOnlyList<OutboxEntry> entries) => s.InsertAsync(Table, entries);

    private static readonly Table<Guid> Ended = new("dispatches", [new("id", ColumnType.Id, id => id, Key: true)]);

    private static readonly Table<Guid> Delivered = new(
        "dispatches",
        [new("id", ColumnType.Id, id => id, Key: true), new("failed", ColumnType.Number, _ => 0, Key: true)]);

    /// <summary>Deletes entries without pending notices.</summary>
    public static Task EndAsync(Session s, IReadOnlyList<Guid> entries) => s.DeleteAsync(Ended, entries);

    /// <summary>
    /// Deletes the entries of a processed message: its notices are delivered, or failed and have a new entry. Entries
    /// for a retry are left to the sweep, which uses a single clock and checks the state of the notices.
    /// </summary>
    public static Task CompleteAsync(Session s, IReadOnlyList<Guid> entries) => s.DeleteAsync(Delivered, entries);

    /// <summary>Updates the next due time and the remaining notices of entries.</summary>
    public static Task PutBackAsync(Session s, IReadOnlyList<OutboxEntry> entries) => s.UpdateAsync(Table, entries);

    private const string Hasten =
        "UPDATE dispatches SET next_due_at = @at WHERE failed = 0 AND next_due_at > @at AND id IN ";

    /// <summary>Brings the next attempt of entries forward to a time, those with a failed delivery excepted.</summary>
    public static Task HastenAsync(Session s, IReadOnlyList<Guid> entries, DateTimeOffset at) =>
        s.ExecuteAsync(Hasten + s.In("ids"), new { at, ids = s.Ids(entries) });

    private const string Columns = "id, platform_id, failed, accepted_at, next_due_at, notices";

    /// <summary>Due entries. Concurrent sweeps get different rows.</summary>
    public static Task<IReadOnlyList<OutboxEntry>> DueAsync(
        Session s, string skipLocked, DateTimeOffset now, int rows) =>
        s.QueryAsync<OutboxEntry>(
            $"SELECT {Columns} FROM dispatches WHERE next_due_at <= @now ORDER BY next_due_at LIMIT @rows {skipLocked}",
            new { now, rows });

    /// <summary>Entries without a failed delivery, due or not, in id order.</summary>
    public static Task<IReadOnlyList<OutboxEntry>> UntriedAsync(Session s, string skipLocked, Guid after, int rows) =>
        s.QueryAsync<OutboxEntry>(
            $"SELECT {Columns} FROM dispatches WHERE failed = 0 AND id > @after ORDER BY id LIMIT @rows {skipLocked}",
            new { after, rows });

    private const string AnyUntried =
        "SELECT COUNT(*) FROM (SELECT 1 FROM dispatches WHERE failed = 0 LIMIT 1) AS waiting";

    /// <summary>Whether there is an entry without a failed delivery.</summary>
    public static async Task<bool> AnyAsync(Session s) => await s.FirstAsync<long>(AnyUntried) > 0;

    private const string Failed =
        $"SELECT {Columns} FROM dispatches WHERE failed = 1 AND (@platformId IS NULL OR platform_id = @platformId)";

    /// <summary>SQL for <see cref="Offer.IsPushed"/>.</summary>
    public static readonly string IsPushed =
        $"""
        (state = {NoticeState.Accepted:D} OR (offered = 1 AND acknowledged_at IS NULL
            AND state IN ({NoticeState.Delivered:D}, {NoticeState.Escalated:D})))
        """;

    private static readonly string DueNow =
        $"UPDATE notices SET next_push_at = @now WHERE {IsPushed} AND delivery_code IS NOT NULL AND id IN ";

    /// <summary>Makes the failed deliveries of one platform, or of all, due now.</summary>
    /// <returns>The number of notices.</returns>
    public static async Task<int> RetryAsync(
        Session s, Guid? platformId, IReadOnlySet<Guid> except, DateTimeOffset now)
    {
        var all = await s.QueryAsync<OutboxEntry>(Failed, new { platformId });
        List<OutboxEntry> failed = [.. all.Where(d => !except.Contains(d.PlatformId))];
        if (failed.Count == 0) return 0;
        var notices = await s.ExecuteAsync(
            DueNow + s.In("ids"), new { now, ids = s.Ids(failed.SelectMany(d => d.NoticeIds).Distinct()) });
        await PutBackAsync(s, [.. failed.Select(d => d with { NextDueAt = now })]);
        return notices;
    }

    /// <summary>Pauses the failed deliveries of a platform until <see cref="RetryAsync"/>.</summary>
    public static Task ParkAsync(Session s, Guid platformId) => s.ExecuteAsync(
        "UPDATE dispatches SET next_due_at = @Parked WHERE platform_id = @platformId AND failed = 1",
        new { platformId, Parked });
}
