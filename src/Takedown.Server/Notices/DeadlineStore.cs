using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>What a row of <c>deadlines</c> belongs to. The numbers are stored: add at the end only.</summary>
internal enum DeadlineOwner
{
    Notice,
    AccountAction,
}

/// <summary>A deadline as stored, with its owner.</summary>
internal sealed record StoredDeadline
{
    public DeadlineOwner Owner { get; init; }
    public Guid OwnerId { get; init; }
    public DeadlineKind Kind { get; init; }
    public DateTimeOffset Due { get; init; }
    public SlaStatus Status { get; init; }
    public DateTimeOffset? PausedAt { get; init; }

    public Deadline Deadline => new(Kind, Due, Status, PausedAt);

    public static StoredDeadline Of(DeadlineOwner owner, Guid ownerId, Deadline d) => new()
    {
        Owner = owner,
        OwnerId = ownerId,
        Kind = d.Kind,
        Due = d.Due,
        Status = d.Status,
        PausedAt = d.PausedAt,
    };
}

/// <summary>The table <c>deadlines</c>: every deadline that is not a column of its owner, for one sweep.</summary>
internal static class DeadlineStore
{
    private const string Columns = "owner, owner_id, kind, due, status, paused_at";

    private static readonly Table<StoredDeadline> Table = new("deadlines",
    [
        new("owner", ColumnType.Number, d => d.Owner),
        new("owner_id", ColumnType.Id, d => d.OwnerId),
        new("kind", ColumnType.Number, d => d.Kind),
        new("due", ColumnType.Instant, d => d.Due),
        new("status", ColumnType.Number, d => d.Status),
        new("paused_at", ColumnType.Instant, d => d.PausedAt),
    ]);

    private const string Replace =
        """
        (owner, owner_id, kind) DO UPDATE
        SET due = excluded.due, status = excluded.status, paused_at = excluded.paused_at
        """;

    /// <summary>Adds or replaces deadlines, whose owners the transaction has locked.</summary>
    public static Task SaveAsync(Session s, IReadOnlyList<StoredDeadline> deadlines) =>
        s.InsertAsync(Table, deadlines, Replace);

    /// <summary>The deadlines of some owners.</summary>
    public static async Task<ILookup<Guid, Deadline>> OfAsync(
        Session s, DeadlineOwner owner, IReadOnlyCollection<Guid> ids)
    {
        var rows = await s.QueryAsync<StoredDeadline>(
            $"SELECT {Columns} FROM deadlines WHERE owner = @owner AND owner_id IN {s.In("ids")}",
            new { owner = (int)owner, ids = s.Ids(ids) });
        return rows.ToLookup(r => r.OwnerId, r => r.Deadline);
    }

    private static readonly string Due =
        $"SELECT {Columns} FROM deadlines WHERE status = {SlaStatus.Running:D} AND due < @now ORDER BY due LIMIT @take";

    /// <summary>Running deadlines whose due time has passed, the oldest first. Takes no locks: the owners do.</summary>
    public static Task<IReadOnlyList<StoredDeadline>> DueAsync(Session s, DateTimeOffset now, int take) =>
        s.QueryAsync<StoredDeadline>(Due, new { now, take });
}

/// <summary>Handles the deadlines of one kind of owner when their due time has passed.</summary>
internal interface IDeadlineOwner
{
    DeadlineOwner Owner { get; }

    /// <summary>Handles the overdue deadlines of these owners, as far as it can lock them.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="locking">
    /// Appended to the SELECT that locks the owners: waits for others, or skips what they hold.
    /// </param>
    /// <param name="ids">Owners with an overdue deadline.</param>
    /// <param name="at">The registry and the time that has come.</param>
    /// <returns>How many owners were handled.</returns>
    Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at);
}
