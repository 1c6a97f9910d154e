using Takedown.Server.Observability;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Sends overdue outbox entries again. The database is authoritative, so a lost message, a crashed process or the
/// in-memory bus loses no notice. What a pushed platform has not taken by then is scheduled to be made available.
/// </summary>
internal sealed class OutboxSweep(
    Database database, OutboxSender sender, OfferStore offers, RegistryCache registryCache, PlatformQueues queues,
    TimeProvider time)
{
    private const int Rows = 50;

    /// <summary>
    /// The queue of a slow push platform may be long: notices that are still queued must not be sent again repeatedly.
    /// </summary>
    private static readonly TimeSpan PushGrace = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Sends overdue entries again. At the start every undelivered entry is overdue, because the in-memory bus is empty
    /// then. The sweep advances by id, so that several processes that start together each read the entries once.
    /// </summary>
    /// <returns>The number of notices sent again.</returns>
    public async Task<int> RunAsync(bool everything = false)
    {
        var registry = await registryCache.CurrentAsync();
        var platforms = registry.Platforms.Values;
        foreach (var platform in platforms) queues.Ensure(platform);
        var pushed = platforms.Where(p => p.Connector is not ConnectorKind.Inbox).Select(p => p.Id).ToHashSet();
        var now = time.GetUtcNow();
        var (total, after) = (0, Guid.Empty);
        while (true)
        {
            var (seen, sent) = await database.WriteAsync(async s =>
            {
                var skip = database.Dialect.SkipLocked;
                var found = everything
                    ? await OutboxStore.UntriedAsync(s, skip, after, Rows)
                    : await OutboxStore.DueAsync(s, skip, now, Rows);
                return (found, await SendAgainAsync(s, found, registry, pushed, now));
            });
            sender.Send(sent.Select(d => (d, (IReadOnlyList<TraceOrigin>)[])));
            total += sent.Sum(d => d.NoticeIds.Count);
            if (seen.Count < Rows) return total;
            after = seen[^1].Id;
        }
    }

    private static readonly string Pending =
        $"""
        SELECT id, state = {NoticeState.Accepted:D} AS is_accepted, policy, policy_version, accepted_at FROM notices
        WHERE {OutboxStore.IsPushed} AND (delivery_code IS NULL OR next_push_at <= @now) AND id IN 
        """;

    private sealed record PendingRow
    {
        public Guid Id { get; init; }
        public bool IsAccepted { get; init; }
        public string Policy { get; init; } = "";
        public int PolicyVersion { get; init; }
        public DateTimeOffset AcceptedAt { get; init; }
    }

    /// <summary>
    /// Reduces each entry to its pending notices. A failed notice in its pause has an entry of its own for the next
    /// attempt, and a notice delivered or withdrawn meanwhile is detected only here.
    /// </summary>
    private async Task<IReadOnlyList<OutboxEntry>> SendAgainAsync(
        Session s, IReadOnlyList<OutboxEntry> due, RegistrySnapshot registry, HashSet<Guid> pushed,
        DateTimeOffset now)
    {
        if (due.Count == 0) return [];
        var pending = (await s.QueryAsync<PendingRow>(
            Pending + s.In("ids"), new { now, ids = s.Ids(due.SelectMany(d => d.NoticeIds)) }))
            .ToDictionary(n => n.Id);
        // What was made available is in the inbox already; only a push remains to be tried.
        bool IsPending(Guid platform, Guid notice) =>
            pending.TryGetValue(notice, out var n) && (n.IsAccepted || pushed.Contains(platform));
        List<OutboxEntry> again = [.. due
            .Select(d => d with
            {
                Notices = IdSet.Pack([.. d.NoticeIds.Where(id => IsPending(d.PlatformId, id))]),
                NextDueAt = now + (!d.Failed && pushed.Contains(d.PlatformId) ? PushGrace : OutboxStore.Grace),
            })
            .Where(d => d.Notices.Length > 0)];
        foreach (var waiting in due.Where(d => d.IsNew && pushed.Contains(d.PlatformId)))
        {
            var accepted = waiting.NoticeIds.Select(id => pending.GetValueOrDefault(id)).OfType<PendingRow>();
            await offers.AddAsync(
                s, waiting.PlatformId,
                accepted.Where(n => n.IsAccepted).Select(n => (n.Id, OfferAt(registry, n, waiting))));
        }
        await OutboxStore.PutBackAsync(s, again);
        await OutboxStore.EndAsync(s, [.. due.Select(d => d.Id).Except(again.Select(d => d.Id))]);
        return again;
    }

    private static DateTimeOffset OfferAt(RegistrySnapshot registry, PendingRow notice, OutboxEntry waiting)
    {
        var policy = registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        // What was held, for its files or for a second person, was not the platform's to take before.
        var isHeld = waiting.AcceptedAt - notice.AcceptedAt > OutboxStore.Grace;
        return registry.DueAt(policy, Offer.Limit(policy), isHeld ? waiting.AcceptedAt : notice.AcceptedAt);
    }

    /// <summary>
    /// Waits until every delivery was tried at least once, but no longer than <paramref name="timeout"/>.
    /// </summary>
    /// <returns>Whether every delivery was tried.</returns>
    public async Task<bool> DrainAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < timeout)
        {
            if (!await database.ReadAsync(OutboxStore.AnyAsync, cancellation)) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        }
        return false;
    }

    /// <summary>
    /// Notices accepted before an advance of the clock are delivered, or their first push fails, before it, as without
    /// the advance. What waits behind a slow push is scheduled to be made available before the advance passes that
    /// time.
    /// </summary>
    public ClockFollower ClockFollower => new(
        async (timeout, cancellation) =>
        {
            if (!await DrainAsync(timeout, cancellation)) await RunAsync(everything: true);
        },
        async (timeout, cancellation) =>
        {
            if (await RunAsync() > 0) await DrainAsync(timeout, cancellation);
        });

    /// <summary>Retries the failed deliveries of one platform, or of all platforms, at once.</summary>
    public async Task<RetryView> RetryFailedAsync(Guid? platformId)
    {
        var platforms = (await registryCache.CurrentAsync()).Platforms.Values;
        var disabled = platforms.Where(p => p.DisabledAt is not null).Select(p => p.Id).ToHashSet();
        var retried = await database.WriteAsync(
            s => OutboxStore.RetryAsync(s, platformId, except: disabled, time.GetUtcNow()));
        await RunAsync();
        return new RetryView { Retried = retried };
    }
}
