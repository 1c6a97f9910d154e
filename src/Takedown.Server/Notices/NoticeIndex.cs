using Takedown.Contracts;
using Takedown.Server.Deadlines;
using Takedown.Server.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// What a notice is found by while it waits for something. It is kept beside the notice and touched only by the acts that
/// change it, so that an answer rewrites no index of notices.
/// </summary>
internal sealed class NoticeIndex(ClockStore clocks)
{
    private static readonly Table<NoticeRow> Inbox = new("inbox",
    [
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("seq", ColumnType.Number, n => n.Seq),
        new("notice_id", ColumnType.Id, n => n.Id),
    ]);

    private const string Closed = "DELETE FROM open_notices WHERE open_key IN ";
    private const string Pushed = "DELETE FROM pushing WHERE notice_id IN ";

    /// <summary>Follows changes that are stored in the same transaction.</summary>
    public async Task FollowAsync(Session s, IReadOnlyList<NoticeChange> changes)
    {
        await s.InsertAsync(Inbox, [.. changes.Where(c => c.Before.DeliveredAt is null && c.After.DeliveredAt is not null).Select(c => c.After)]);
        List<byte[]> closed = [.. changes.Where(c => c.After.OpenKey is null).Select(c => c.Before.OpenKey).OfType<byte[]>()];
        if (closed.Count > 0) await s.ExecuteAsync(Closed + s.InBytes("keys"), new { keys = s.Bytes(closed) });
        List<Guid> pushed = [.. changes.Where(IsNoLongerPushed).Select(c => c.After.Id)];
        if (pushed.Count > 0) await s.ExecuteAsync(Pushed + s.In("ids"), new { ids = s.Ids(pushed) });
        await clocks.ArmAsync(s, changes.Where(IsDueEarlier).Select(c => (c.After.Id, c.After.NextDueAt!.Value)));
    }

    private static bool IsNoLongerPushed(NoticeChange c) =>
        c.Before is { State: NoticeState.Accepted, Seq: not null } && c.After.State is not NoticeState.Accepted;

    /// <summary>While accepted, next_due_at is the pause after a failed delivery, and no clock.</summary>
    private static bool IsDueEarlier(NoticeChange c) =>
        c.After is { State: not NoticeState.Accepted, NextDueAt: { } at }
        && (c.Before is { State: NoticeState.Accepted } or { NextDueAt: null } || at < c.Before.NextDueAt);
}
