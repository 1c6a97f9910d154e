using Takedown.Contracts;
using Takedown.Server.Events;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Server.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Puts notices into inboxes, one transaction at a time for whatever has come meanwhile: single notices share their
/// fsync, and those who wait for the answer to a batch keep the rest of the machine.
/// </summary>
internal sealed class InboxLane : IAsyncDisposable
{
    private const int MostNotices = 2000;

    private readonly Database database;
    private readonly Delivering delivering;
    private readonly Signals signals;
    private readonly Rosters rosters;
    private readonly Lane<DeliverNotices, bool> lane;

    public InboxLane(Database database, Delivering delivering, Signals signals, Rosters rosters)
    {
        (this.database, this.delivering, this.signals, this.rosters) = (database, delivering, signals, rosters);
        lane = new(DeliverAsync, message => message.NoticeIds.Count, MostNotices, lanes: 1, error => !database.IsAway(error));
    }

    public Task DeliverAsync(DeliverNotices message) => lane.DoAsync(message);

    private async Task<IReadOnlyList<bool>> DeliverAsync(IReadOnlyList<DeliverNotices> messages)
    {
        var roster = await rosters.CurrentAsync();
        // One that became a pushed platform while its message waited has no inbox to read; the sweep sends it the other way.
        var pulled = messages.Where(m => roster.Platforms.GetValueOrDefault(m.PlatformId)?.Connector is ConnectorKind.Inbox).ToList();
        await database.WriteAsync(async s =>
        {
            var waiting = await delivering.LockWaitingAsync(s, pulled);
            if (waiting.Count > 0)
            {
                await delivering.DeliverAsync(s, await PlaceAsync(s, waiting), roster);
                var platforms = waiting.Select(n => n.PlatformId).Distinct().ToList();
                s.AfterCommit(() => platforms.ForEach(platform => signals.Ring(Signal.Inbox(platform))));
            }
            await DispatchStore.SeenToAsync(s, [.. pulled.SelectMany(m => m.Dispatches ?? [])]);
        });
        return new bool[messages.Count];
    }

    /// <summary>Gives each notice its place behind the last one of its platform's inbox.</summary>
    private async Task<IReadOnlyList<(NoticeRow Notice, long? Seq)>> PlaceAsync(Session s, IReadOnlyList<NoticeRow> waiting)
    {
        var next = await InboxSeqs.TakeAsync(s, database.Engine.ForUpdate, waiting.CountBy(n => n.PlatformId).ToDictionary());
        return [.. waiting.Select(n => (n, (long?)next[n.PlatformId]++))];
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
