using Takedown.Contracts;
using Takedown.Storage;

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

    private static readonly Table<NoticeRow> Open = new("open_notices", [new("open_key", ColumnType.Bytes, n => n.OpenKey, Key: true)]);

    private static readonly Table<NoticeRow> Pushing = new("pushing", [new("notice_id", ColumnType.Id, n => n.Id, Key: true)]);

    /// <summary>Follows changes that are stored in the same transaction.</summary>
    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes)
    {
        await s.InsertAsync(Inbox, [.. changes.Where(c => c.Before.DeliveredAt is null && c.After.DeliveredAt is not null).Select(c => c.After)]);
        await s.DeleteAsync(Open, [.. changes.Where(c => c.Before.OpenKey is not null && c.After.OpenKey is null).Select(c => c.Before)]);
        await s.DeleteAsync(Pushing, [.. changes.Where(IsNoLongerPushed).Select(c => c.After)]);
        await clocks.ScheduleAsync(s, changes.Where(IsDueEarlier).Select(c => (c.After.Id, c.After.NextDueAt!.Value)));
    }

    private static bool IsNoLongerPushed(NoticeChange c) =>
        c.Before is { State: NoticeState.Accepted, Seq: not null } && c.After.State is not NoticeState.Accepted;

    /// <summary>While accepted, next_due_at is the pause after a failed delivery, and no clock.</summary>
    private static bool IsDueEarlier(NoticeChange c) =>
        c.After is { State: not NoticeState.Accepted, NextDueAt: { } at }
        && (c.Before is { State: NoticeState.Accepted } or { NextDueAt: null } || at < c.Before.NextDueAt);
}
