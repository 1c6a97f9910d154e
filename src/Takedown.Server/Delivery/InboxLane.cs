using Takedown.Contracts;
using Takedown.Server.Events;
using Takedown.Server.Intake;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Server.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Puts notices into inboxes, one transaction at a time for whatever has come meanwhile: single notices share their
/// fsync, and who waits for the answer to a batch in this process comes first.
/// </summary>
internal sealed class InboxLane : IAsyncDisposable
{
    private const int MostNotices = 2000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    /// <summary>Long before the sweep would send again what has not arrived.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly Database database;
    private readonly Delivering delivering;
    private readonly Signals signals;
    private readonly Rosters rosters;
    private readonly Lane<DeliverNotices, bool> lane;

    /// <summary>When the oldest of the last set was accepted.</summary>
    private DateTimeOffset accepted;

    public InboxLane(Database database, Delivering delivering, Signals signals, Rosters rosters, IntakeLane intake, TimeProvider time)
    {
        (this.database, this.delivering, this.signals, this.rosters) = (database, delivering, signals, rosters);
        lane = new(
            DeliverAsync, message => message.NoticeIds.Count, MostNotices, lanes: 1, error => !database.IsAway(error),
            took => intake.StoresSets ? Rest(took, time.GetUtcNow() - accepted) : TimeSpan.Zero);
    }

    /// <summary>After a set, while batches come in: a fifth of the time is for what is in already, as long as it does not come late for that.</summary>
    internal static TimeSpan Rest(TimeSpan took, TimeSpan age) =>
        age > Late ? TimeSpan.Zero : took * 4 < LongestRest ? took * 4 : LongestRest;

    public Task DeliverAsync(DeliverNotices message) => lane.DoAsync(message);

    private Task<IReadOnlyList<bool>> DeliverAsync(IReadOnlyList<DeliverNotices> messages) => database.WriteAsync<IReadOnlyList<bool>>(async s =>
    {
        var waiting = await delivering.LockWaitingAsync(s, messages);
        if (waiting.Count > 0) accepted = waiting.Min(n => n.AcceptedAt);
        var elsewhere = waiting.Count > 0 ? await PlaceAsync(s, waiting) : [];
        await DispatchStore.SeenToAsync(s, [.. messages.Where(m => !elsewhere.Contains(m.PlatformId)).SelectMany(m => m.Dispatches ?? [])]);
        return new bool[messages.Count];
    });

    /// <summary>Gives each notice its place behind the last one of its platform's inbox.</summary>
    /// <returns>Who became a pushed platform while the message waited and has no inbox to read: the sweep sends it the other way.</returns>
    private async Task<HashSet<Guid>> PlaceAsync(Session s, IReadOnlyList<NoticeRow> waiting)
    {
        var seqs = await InboxSeqs.LockAsync(s, database.Engine.ForUpdate, waiting.Select(n => n.PlatformId).Distinct());
        var roster = await rosters.AtAsync(seqs.Registry!, CancellationToken.None);
        var pulled = waiting.ToLookup(n => roster.Platforms[n.PlatformId].Connector is ConnectorKind.Inbox);
        var next = await seqs.TakeAsync(s, pulled[true].CountBy(n => n.PlatformId));
        await delivering.DeliverAsync(s, [.. pulled[true].Select(n => (n, (long?)next[n.PlatformId]++))], roster);
        s.AfterCommit(() =>
        {
            foreach (var platform in next.Keys) signals.Ring(Signal.Inbox(platform));
        });
        return [.. pulled[false].Select(n => n.PlatformId)];
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
