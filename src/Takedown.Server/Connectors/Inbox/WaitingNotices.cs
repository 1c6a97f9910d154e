using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>
/// Keeps the table <c>waiting</c> in step with the notices up to the position of its platform. Platforms whose queue
/// nobody reads have no rows, and an answer to them finds nothing to change. The notices themselves have no index by
/// due time, because it would be written with every answer of every platform.
/// </summary>
internal sealed class WaitingNotices : IConsequence
{
    private static readonly Column<NoticeRow>
        Notice = new("notice_id", ColumnType.Id, n => n.Id, Key: true),
        Due = new("due", ColumnType.Number, n => DueOf(n)),
        State = new("state", ColumnType.Number, n => n.State);

    private static readonly Table<NoticeRow>
        Key = new("waiting", [Notice]), Moved = new("waiting", [Notice, Due, State]);

    private static readonly Table<NoticeRow> Whole = new("waiting",
    [
        new("platform_id", ColumnType.Id, n => n.PlatformId), Due, new("seq", ColumnType.Number, n => n.Seq),
        Notice, State, new("tier", ColumnType.Number, n => n.Tier),
    ]);

    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        await s.DeleteAsync(Key, [.. changes.Where(c => Waits(c.Before) && !Waits(c.After)).Select(c => c.After)]);
        await s.ChangeFoundAsync(Moved, [.. changes.Where(c => Waits(c.Before) && Waits(c.After)
            && (c.Before.State != c.After.State || DueOf(c.Before) != DueOf(c.After))).Select(c => c.After)]);
        // A first delivery is behind the position of its platform; these were answered before.
        List<NoticeRow> again = [.. changes.Where(c => c.Before.DeliveredAt is not null && !Waits(c.Before)
            && Waits(c.After)).Select(c => c.After)];
        if (again.Count == 0) return;
        var positions = await PositionsAsync(s, again.Select(n => n.PlatformId));
        await AddAsync(s, [.. again.Where(n => n.Seq <= positions.GetValueOrDefault(n.PlatformId, -1))]);
    }

    /// <summary>Adds rows of notices that this transaction has locked.</summary>
    public static Task AddAsync(Session s, IReadOnlyList<NoticeRow> notices) =>
        s.InsertAsync(Whole, notices, "DO NOTHING");

    /// <summary>Whether its platform has to do something.</summary>
    public static bool Waits(NoticeRow n) => n is { Seq: not null, DeliveredAt: not null }
        && (n.State is NoticeState.Withdrawn ? n.Status.OwesConfirmation : n.State is NoticeState.Delivered
            or NoticeState.Acknowledged or NoticeState.InformationRequested
            or NoticeState.Escalated or NoticeState.RestoreDue or NoticeState.Disputed or NoticeState.CounterNoticed);

    private static long DueOf(NoticeRow n)
    {
        var due = n.State switch
        {
            NoticeState.Delivered when n.AcknowledgeDue < n.ActDue => n.AcknowledgeDue,
            NoticeState.RestoreDue => n.RestoreDeadline?.Due,
            NoticeState.Withdrawn => n.Other(DeadlineKind.AcknowledgeWithdrawal)?.Due,
            NoticeState.Disputed => n.Other(DeadlineKind.Review)?.Due,
            NoticeState.CounterNoticed => n.Other(DeadlineKind.Complaint)?.Due,
            NoticeState.InformationRequested => null,
            _ => n.ActDue,
        };
        return due is { } at ? QueueFilter.Ms(at) : QueueFilter.Never;
    }

    private static async Task<Dictionary<Guid, long>> PositionsAsync(Session s, IEnumerable<Guid> platforms) =>
        (await s.QueryAsync<QueuePosition>(
            $"SELECT platform_id, seq FROM queue_cursors WHERE platform_id IN {s.In("ids")}",
            new { ids = s.Ids(platforms.Distinct()) })).ToDictionary(p => p.PlatformId, p => p.Seq);
}

/// <summary>Up to which number of its inbox the notices of a platform are in <c>waiting</c>.</summary>
internal sealed record QueuePosition
{
    public Guid PlatformId { get; init; }
    public long Seq { get; init; }
}
