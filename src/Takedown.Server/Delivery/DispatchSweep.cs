using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Server.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// The notice table is the queue of record: what is accepted and not delivered after a while is dispatched again, so a
/// lost message, a dead process or an in-memory bus loses nothing.
/// </summary>
internal sealed class DispatchSweep(Database database, Dispatcher dispatcher, Rosters rosters, DeliveryQueues queues, TimeProvider time)
{
    private const int Chunk = 5000;

    /// <summary>
    /// A pushed platform's own queue may be long because the platform is slow: what waits there must not be put behind
    /// itself again and again.
    /// </summary>
    private static readonly TimeSpan PushGrace = TimeSpan.FromMinutes(10);

    private const string Overdue = "next_due_at <= @now";
    private const string Untried = "delivery_code IS NULL AND id > @after";

    private string Claim(Session s, string which, string order) =>
        $"""
        UPDATE notices SET next_due_at = CASE WHEN delivery_code IS NULL AND platform_id IN {s.In("pushed")} THEN @later ELSE @again END
        WHERE id IN (
          SELECT id FROM notices
          WHERE state = 0 AND {which}
          ORDER BY {order} LIMIT @take {database.Engine.SkipLocked})
        RETURNING platform_id, id
        """;

    /// <summary>
    /// Dispatches what is overdue; at a start everything undelivered is, because a bus in memory is empty then. That goes
    /// by ids, so that several processes that start together each walk it once.
    /// </summary>
    /// <returns>How many notices were dispatched.</returns>
    public async Task<int> RunAsync(bool everything = false)
    {
        var platforms = (await rosters.CurrentAsync()).Platforms.Values;
        foreach (var platform in platforms) queues.Ensure(platform);
        var pushed = platforms.Where(p => p.Connector is not ConnectorKind.Inbox).Select(p => p.Id).ToList();
        var now = time.GetUtcNow();
        var (total, after) = (0, Guid.Empty);
        while (true)
        {
            var claimed = await database.WriteAsync(s => s.QueryAsync<Claimed>(everything ? Claim(s, Untried, "id") : Claim(s, Overdue, "next_due_at"), new
            {
                now,
                after,
                take = Chunk,
                again = now + Intake.BatchStore.DispatchGrace,
                later = now + PushGrace,
                pushed = s.Ids(pushed),
            }));
            dispatcher.Send(claimed.OrderBy(c => c.Id).Select(c => (c.PlatformId, c.Id)));
            total += claimed.Count;
            if (claimed.Count < Chunk) return total;
            after = claimed.Max(c => c.Id);
        }
    }

    private const string OnTheirWay =
        "SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE state = 0 AND delivery_code IS NULL AND platform_id IN {0} LIMIT 1) AS waiting";

    /// <summary>Waits until no pull inbox waits for a notice that could be in it, but no longer than <paramref name="patience"/>.</summary>
    public async Task DrainAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < patience)
        {
            var inboxes = (await rosters.CurrentAsync(cancellation)).Platforms.Values.Where(p => p.Connector is ConnectorKind.Inbox).Select(p => p.Id);
            var waiting = await database.ReadAsync(s => s.FirstAsync<long>(
                OnTheirWay.Replace("{0}", s.In("inboxes"), StringComparison.Ordinal), new { inboxes = s.Ids(inboxes) }), cancellation);
            if (waiting == 0) return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        }
    }

    private const string Retry =
        "UPDATE notices SET next_due_at = @now WHERE state = 0 AND delivery_failures > 0 AND (@platformId IS NULL OR platform_id = @platformId)";

    /// <summary>Puts failed deliveries back on their way at once, of one platform or all.</summary>
    public async Task<RetryView> RetryFailedAsync(Guid? platformId)
    {
        var retried = await database.WriteAsync(s => s.ExecuteAsync(Retry, new { now = time.GetUtcNow(), platformId }));
        await RunAsync();
        return new RetryView { Retried = retried };
    }

    private sealed record Claimed
    {
        public Guid PlatformId { get; init; }
        public Guid Id { get; init; }
    }
}
