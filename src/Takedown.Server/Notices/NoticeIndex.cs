using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Maintains the lookup tables of notices: inbox, open keys, pushes in progress and the deadline schedule. They are
/// separate tables, so that an answer does not update the indexes of <c>notices</c>.
/// </summary>
internal sealed class NoticeIndex(DeadlineIndex deadlines) : IConsequence
{
    private static readonly Table<NoticeRow> Inbox = new("inbox",
    [
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("seq", ColumnType.Number, n => n.Seq),
        new("notice_id", ColumnType.Id, n => n.Id),
    ]);

    private static readonly Table<NoticeRow> Open =
        new("open_notices",
        [
            new("open_key", ColumnType.Bytes, n => n.OpenKey, Key: true),
            new("notice_id", ColumnType.Id, n => n.Id, Key: true),
            // What bars a second notice stays.
            new("barred", ColumnType.Number, _ => 0, Key: true),
        ]);

    private static readonly Table<NoticeRow> InFlight =
        new("pushing", [new("notice_id", ColumnType.Id, n => n.Id, Key: true)]);

    public async Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
    {
        await s.InsertAsync(Inbox, [.. changes.Where(IsDelivered).Select(c => c.After)]);
        await s.DeleteAsync(Open, [.. changes.Where(IsNoLongerOpen).Select(c => c.Before)]);
        // Another notice about the same may be open meanwhile, and keeps the key.
        await s.InsertAsync(Open, [.. changes.Where(IsOpenAgain).Select(c => c.After)], "DO NOTHING");
        await s.DeleteAsync(InFlight, [.. changes.Where(IsNoLongerPushed).Select(c => c.After)]);
        await deadlines.ScheduleAsync(
            s, changes.Where(IsDueEarlier).Select(c => (c.After.Id, c.After.NextDueAt!.Value)));
    }

    private static bool IsDelivered(NoticeChange c) => c.Before.DeliveredAt is null && c.After.DeliveredAt is not null;

    private static bool IsNoLongerOpen(NoticeChange c) => c.Before.OpenKey is not null && c.After.OpenKey is null;

    private static bool IsOpenAgain(NoticeChange c) => c.Before.OpenKey is null && c.After.OpenKey is not null;

    private static bool IsNoLongerPushed(NoticeChange c) =>
        c.Before is { State: NoticeState.Accepted, Seq: not null } && c.After.State is not NoticeState.Accepted;

    /// <summary>An accepted notice has no deadlines yet.</summary>
    private static bool IsDueEarlier(NoticeChange c) =>
        c.After is { State: not NoticeState.Accepted, NextDueAt: { } at }
        && (c.Before is { State: NoticeState.Accepted } or { NextDueAt: null } || at < c.Before.NextDueAt);
}
