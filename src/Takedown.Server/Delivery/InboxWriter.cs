using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Writes notices to inboxes, one transaction at a time. A transaction takes the messages that arrived during the
/// previous one, so that single notices share an fsync. While this process stores batches, the writer is throttled,
/// because their senders wait for an answer.
/// </summary>
internal sealed class InboxWriter : IAsyncDisposable
{
    private const int MaxNotices = 2000;

    /// <summary>While batches are stored: a database with one writer is soon free for a short one.</summary>
    private const int MaxNoticesOfMany = 100;

    private static readonly TimeSpan MaxThrottle = TimeSpan.FromMilliseconds(500);

    /// <summary>Much less than the time after which the sweep sends an undelivered notice again.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);

    /// <summary>Notices that are written as quickly as one.</summary>
    private const int Few = 20;

    private readonly Database database;
    private readonly DeliveryRecorder recorder;
    private readonly ChangeNotifier notifier;
    private readonly RegistryCache registryCache;
    private readonly GroupCommit<DeliverNotices, bool> commits;

    /// <summary>Time of acceptance of the oldest notice in the last set.</summary>
    private DateTimeOffset oldestAcceptedAt;

    public InboxWriter(
        Database database, DeliveryRecorder recorder, ChangeNotifier notifier, RegistryCache registryCache,
        WriteLoad load, TimeProvider time)
    {
        (this.database, this.recorder, this.notifier, this.registryCache) =
            (database, recorder, notifier, registryCache);
        commits = new(
            messages => load.WorkAsync(() => WriteSetAsync(messages)), message => message.NoticeIds.Count,
            () => load.IsStoringSets ? MaxNoticesOfMany : MaxNotices, workers: 1,
            error => !database.IsUnavailable(error),
            took => load.IsStoringSets ? Throttle(took, time.GetUtcNow() - oldestAcceptedAt) : TimeSpan.Zero);
    }

    /// <summary>
    /// The pause after a set while batches are stored: deliveries use a fifth of the time, unless they would be late.
    /// </summary>
    internal static TimeSpan Throttle(TimeSpan took, TimeSpan age) =>
        age > LateAfter ? TimeSpan.Zero : took * 4 < MaxThrottle ? took * 4 : MaxThrottle;

    public Task WriteAsync(DeliverNotices message) => commits.DoAsync(message);

    private Task<IReadOnlyList<bool>> WriteSetAsync(IReadOnlyList<DeliverNotices> messages) =>
        messages.Sum(m => m.NoticeIds.Count) > Few
            ? database.WriteSetAsync(s => WriteSetAsync(s, messages))
            : database.WriteAsync(s => WriteSetAsync(s, messages));

    private async Task<IReadOnlyList<bool>> WriteSetAsync(Session s, IReadOnlyList<DeliverNotices> messages)
    {
        var pending = await recorder.LockPendingAsync(s, messages);
        if (pending.Count > 0) oldestAcceptedAt = pending.Min(n => n.AcceptedAt);
        var pushed = pending.Count > 0 ? await AssignPositionsAsync(s, pending) : [];
        await OutboxStore.CompleteAsync(
            s, [.. messages.Where(m => !pushed.Contains(m.PlatformId)).SelectMany(m => m.OutboxIds ?? [])]);
        return new bool[messages.Count];
    }

    /// <summary>Assigns each notice the next position in the inbox of its platform.</summary>
    /// <returns>
    /// The platforms that became push platforms while the message was queued and have no inbox to read. The sweep sends
    /// their notices to their own queues.
    /// </returns>
    private async Task<HashSet<Guid>> AssignPositionsAsync(Session s, IReadOnlyList<NoticeRow> pending)
    {
        var seqs = await InboxPositions.LockAsync(
            s, database.Dialect.ForUpdate, pending.Select(n => n.PlatformId).Distinct());
        var registry = await registryCache.GetAsync(seqs.Registry!, CancellationToken.None);
        var pulled = pending.ToLookup(n => registry.Platforms[n.PlatformId].Connector is ConnectorKind.Inbox);
        var next = await seqs.TakeAsync(s, pulled[true].CountBy(n => n.PlatformId));
        await recorder.DeliverAsync(s, [.. pulled[true].Select(n => (n, (long?)next[n.PlatformId]++))], registry);
        s.AfterCommit(() =>
        {
            foreach (var platform in next.Keys) notifier.Notify(ChangeTopic.Inbox(platform));
        });
        return [.. pulled[false].Select(n => n.PlatformId)];
    }

    public ValueTask DisposeAsync() => commits.DisposeAsync();
}
