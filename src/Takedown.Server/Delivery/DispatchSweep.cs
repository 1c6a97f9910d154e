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

    private const string Claim =
        """
        UPDATE notices SET next_due_at = @again
        WHERE id IN (SELECT id FROM notices WHERE state = 0 AND next_due_at <= @now ORDER BY next_due_at LIMIT @take)
        RETURNING platform_id, id
        """;

    /// <summary>Dispatches what is overdue; at a start everything undelivered is, because a bus in memory is empty then.</summary>
    /// <returns>How many notices were dispatched.</returns>
    public async Task<int> RunAsync(bool everything = false)
    {
        foreach (var platform in (await rosters.CurrentAsync()).Platforms.Values) queues.Ensure(platform);
        var now = time.GetUtcNow();
        var total = 0;
        while (true)
        {
            var claimed = await database.WriteAsync(s => s.QueryAsync<Claimed>(Claim, new
            {
                now = everything ? now + Intake.BatchStore.DispatchGrace - TimeSpan.FromMilliseconds(1) : now,
                again = now + Intake.BatchStore.DispatchGrace,
                take = Chunk,
            }));
            dispatcher.Send(claimed.OrderBy(c => c.Id).Select(c => (c.PlatformId, c.Id)));
            total += claimed.Count;
            if (claimed.Count < Chunk) return total;
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
