using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Owner type of a row of <c>deadlines</c>. The numbers are stored: append new values only.</summary>
internal enum DeadlineOwner
{
    Notice,
    AccountAction,
    Assistance,
    Lead,
    CaseStep,
    CaseRequest,
    Transfer,
    Supervision,
    InformationRequest,
    SelfInspection,
    Publication,
    Filing,
    CampaignTask,
}

/// <summary>A stored deadline with its owner.</summary>
internal sealed record StoredDeadline
{
    public DeadlineOwner Owner { get; init; }
    public Guid OwnerId { get; init; }
    public DeadlineKind Kind { get; init; }
    public DateTimeOffset Due { get; init; }
    public SlaStatus Status { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
    public string? Provisional { get; init; }

    public Deadline Deadline => new(Kind, Due, Status, PausedAt, StoredProvisional.Read(Provisional, Kind));

    public static StoredDeadline Of(DeadlineOwner owner, Guid ownerId, Deadline d) => new()
    {
        Owner = owner,
        OwnerId = ownerId,
        Kind = d.Kind,
        Due = d.Due,
        Status = d.Status,
        PausedAt = d.PausedAt,
        Provisional = StoredProvisional.Write(d),
    };
}

/// <summary>The table <c>deadlines</c>: all deadlines that are not columns of their owner.</summary>
internal static class DeadlineStore
{
    private const string Columns = "owner, owner_id, kind, due, status, paused_at, provisional";

    private static readonly Table<StoredDeadline> Table = new("deadlines",
    [
        new("owner", ColumnType.Number, d => d.Owner, Key: true),
        new("owner_id", ColumnType.Id, d => d.OwnerId, Key: true),
        new("kind", ColumnType.Number, d => d.Kind, Key: true),
        new("due", ColumnType.Instant, d => d.Due),
        new("status", ColumnType.Number, d => d.Status),
        new("paused_at", ColumnType.Instant, d => d.PausedAt),
        new("provisional", ColumnType.Text, d => d.Provisional),
    ]);

    private const string Replace =
        """
        (owner, owner_id, kind) DO UPDATE
        SET due = excluded.due, status = excluded.status, paused_at = excluded.paused_at,
            provisional = excluded.provisional
        """;

    /// <summary>Adds or replaces deadlines. The transaction must hold the locks of their owners.</summary>
    public static Task SaveAsync(Session s, IReadOnlyList<StoredDeadline> deadlines) =>
        s.InsertAsync(Table, deadlines, Replace);

    /// <summary>Deletes deadlines, whose owners the transaction has locked.</summary>
    public static Task DeleteAsync(Session s, IReadOnlyList<StoredDeadline> deadlines) =>
        s.DeleteAsync(Table, deadlines);

    public static string Of(Session s) =>
        $"SELECT {Columns} FROM {s.OfEach("ids", "deadlines", "owner = @owner AND owner_id = k.value")}";

    /// <summary>The deadlines of the given owners.</summary>
    public static async Task<ILookup<Guid, Deadline>> OfAsync(
        Session s, DeadlineOwner owner, IReadOnlyCollection<Guid> ids)
    {
        var rows = await s.QueryAsync<StoredDeadline>(Of(s), new { owner = (int)owner, ids = s.Ids(ids) });
        return rows.ToLookup(r => r.OwnerId, r => r.Deadline);
    }

    /// <summary>Deadlines of one type of owner with a provisional due time, after a place. Takes no locks.</summary>
    public static Task<IReadOnlyList<StoredDeadline>> ProvisionalAsync(
        Session s, DeadlineOwner owner, StoredDeadline? after, int take) =>
        s.QueryAsync<StoredDeadline>(
            $"""
            SELECT {Columns} FROM deadlines
            WHERE provisional IS NOT NULL AND owner = @owner AND (owner_id, kind) > (@id, @kind)
            ORDER BY owner_id, kind LIMIT @take
            """,
            new { owner = (int)owner, id = after?.OwnerId ?? Guid.Empty, kind = (int?)after?.Kind ?? -1, take });

    /// <summary>
    /// Owners of one kind with an overdue deadline of these kinds, the oldest first. Takes no locks: the owners do.
    /// </summary>
    public static Task<IReadOnlyList<Guid>> DueAsync(
        Session s, DeadlineOwner owner, IReadOnlyList<DeadlineKind> kinds, DateTimeOffset now, int take) =>
        s.QueryAsync<Guid>(
            $"""
            SELECT owner_id FROM deadlines
            WHERE status = {SlaStatus.Running:D} AND due < @now AND owner = @owner AND kind IN {s.InNumbers("kinds")}
            ORDER BY due LIMIT @take
            """,
            new { now, owner = (int)owner, kinds = s.Numbers(kinds.Select(k => (long)k)), take });
}
