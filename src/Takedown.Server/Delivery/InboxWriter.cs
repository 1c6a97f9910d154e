using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Puts notices into inboxes, one transaction at a time for whatever has come meanwhile: single notices share their
/// fsync, and who waits for the answer to a batch in this process comes first.
/// </summary>
internal sealed class InboxWriter : IAsyncDisposable
{
    private const int MaxNotices = 2000;

    private static readonly TimeSpan MaxThrottle = TimeSpan.FromMilliseconds(500);

    /// <summary>Long before the sweep would send again what has not arrived.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);

    private readonly Database database;
    private readonly DeliveryRecorder delivering;
    private readonly ChangeNotifier notifier;
    private readonly RegistryCache registryCache;
    private readonly GroupCommit<DeliverNotices, bool> lane;

    /// <summary>When the oldest of the last set was accepted.</summary>
    private DateTimeOffset accepted;

    public InboxWriter(
        Database database, DeliveryRecorder delivering, ChangeNotifier notifier, RegistryCache registryCache,
        WriteLoad load, TimeProvider time)
    {
        (this.database, this.delivering, this.notifier, this.registryCache) =
            (database, delivering, notifier, registryCache);
        lane = new(
            DeliverAsync, message => message.NoticeIds.Count, MaxNotices, workers: 1,
            error => !database.IsUnavailable(error),
            took => load.IsStoringSets ? Throttle(took, time.GetUtcNow() - accepted) : TimeSpan.Zero);
    }

    /// <summary>
    /// After a set, while batches come in: a fifth of the time is for what is in already, as long as it does not come
    /// late for that.
    /// </summary>
    internal static TimeSpan Throttle(TimeSpan took, TimeSpan age) =>
        age > LateAfter ? TimeSpan.Zero : took * 4 < MaxThrottle ? took * 4 : MaxThrottle;

    public Task DeliverAsync(DeliverNotices message) => lane.DoAsync(message);

    private Task<IReadOnlyList<bool>> DeliverAsync(IReadOnlyList<DeliverNotices> messages) =>
        database.WriteAsync<IReadOnlyList<bool>>(async s =>
        {
            var waiting = await delivering.LockPendingAsync(s, messages);
            if (waiting.Count > 0) accepted = waiting.Min(n => n.AcceptedAt);
            var elsewhere = waiting.Count > 0 ? await AssignPositionsAsync(s, waiting) : [];
            await OutboxStore.CompleteAsync(
                s, [.. messages.Where(m => !elsewhere.Contains(m.PlatformId)).SelectMany(m => m.OutboxIds ?? [])]);
            return new bool[messages.Count];
        });

    /// <summary>Gives each notice its place behind the last one of its platform's inbox.</summary>
    /// <returns>
    /// Who became a pushed platform while the message waited and has no inbox to read: the sweep sends it the other
    /// way.
    /// </returns>
    private async Task<HashSet<Guid>> AssignPositionsAsync(Session s, IReadOnlyList<NoticeRow> waiting)
    {
        var seqs = await InboxPositions.LockAsync(
            s, database.Dialect.ForUpdate, waiting.Select(n => n.PlatformId).Distinct());
        var registry = await registryCache.GetAsync(seqs.Registry!, CancellationToken.None);
        var pulled = waiting.ToLookup(n => registry.Platforms[n.PlatformId].Connector is ConnectorKind.Inbox);
        var next = await seqs.TakeAsync(s, pulled[true].CountBy(n => n.PlatformId));
        await delivering.DeliverAsync(s, [.. pulled[true].Select(n => (n, (long?)next[n.PlatformId]++))], registry);
        s.AfterCommit(() =>
        {
            foreach (var platform in next.Keys) notifier.Notify(ChangeTopic.Inbox(platform));
        });
        return [.. pulled[false].Select(n => n.PlatformId)];
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
