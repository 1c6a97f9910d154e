using Takedown.Server.Connectors;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>
/// The subscriptions as those that deliver see them. Of several processes the one with the lease delivers; its writes
/// name the lease, so that one whose lease has passed on changes nothing.
/// </summary>
internal sealed class SubscriptionQueue(Database database, SubscriptionStore subscriptions)
{
    /// <summary>Longer than all tries of one post; after it another process takes over from one that died.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private sealed record IdRow
    {
        public Guid Id { get; init; }
    }

    /// <summary>
    /// Those with something to post whose turn it is. Nothing is posted for an organisation that has no key any more:
    /// who may read nothing is sent nothing.
    /// </summary>
    private static string Due(Session s) =>
        $"""
        SELECT s.id FROM subscriptions s
        WHERE s.active = 1 AND s.next_at <= @now AND s.leased_until <= @now
            AND EXISTS (SELECT 1 FROM keys k WHERE k.organisation_id = s.organisation_id AND k.revoked_at IS NULL
                AND (k.expires_at IS NULL OR k.expires_at > @now))
            AND (s.more = 1
                OR EXISTS (SELECT 1 FROM subscription_deliveries d
                    WHERE d.subscription_id = s.id AND (d.delivered_at IS NULL OR d.resend = 1))
                OR EXISTS (SELECT 1 FROM events e
                    WHERE e.claimant_id = s.organisation_id AND (e.tx, e.seq) > (s.tx, s.seq) {s.CommittedOnly})
                OR EXISTS (SELECT 1 FROM events e
                    WHERE e.regulator_id = s.organisation_id AND (e.tx, e.seq) > (s.tx, s.seq) {s.CommittedOnly}))
        """;

    public async Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now) =>
        [.. (await database.ReadAsync(s => s.QueryAsync<IdRow>(Due(s), new { now }))).Select(row => row.Id)];

    private const string Take =
        """
        UPDATE subscriptions SET lease = @lease, leased_until = @until
        WHERE id = @id AND active = 1 AND (leased_until <= @now OR lease = @lease)
        """;

    /// <returns>Whether this process delivers it now.</returns>
    public Task<bool> TakeAsync(Guid id, Guid lease, DateTimeOffset now) => database.WriteAsync(
        async s => await s.ExecuteAsync(Take, new { id, lease, now, until = now + Lease }) > 0);

    private const string Leave =
        "UPDATE subscriptions SET lease = NULL, leased_until = 0 WHERE id = @id AND lease = @lease";

    public Task LeaveAsync(Guid id, Guid lease) =>
        database.WriteAsync(s => s.ExecuteAsync(Leave, new { id, lease }));

    private const string Held =
        $"""
        SELECT {SubscriptionStore.Columns} FROM {SubscriptionStore.Source}
        WHERE s.id = @id AND s.lease = @lease AND s.active = 1
        """;

    /// <summary>The subscription and what is open of it; null if it is no longer this process's to deliver.</summary>
    public Task<(Subscription Subscription, IReadOnlyList<DeliveryRow> Open)?> HeldAsync(Guid id, Guid lease) =>
        database.ReadAsync<(Subscription, IReadOnlyList<DeliveryRow>)?>(async s =>
            await s.FirstAsync<Subscription>(Held, new { id, lease }) is { } row
                ? (subscriptions.Opened(row), await DeliveryStore.OpenAsync(s, id)) : null);

    private const string Move =
        """
        UPDATE subscriptions SET tx = @Tx, seq = @Seq, taken = @taken, more = @more, leased_until = @until
        WHERE id = @id AND lease = @lease
        """;

    /// <summary>Moves the subscription on in its feed, with the delivery that was made of what it passed.</summary>
    /// <param name="of">The subscription.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="to">Where it is now.</param>
    /// <param name="more">Whether there may be more behind it.</param>
    /// <param name="made">The delivery; null if nothing of it was asked for.</param>
    /// <param name="now">The present time.</param>
    public Task MoveAsync(
        Subscription of, Guid lease, FeedCursor to, bool more, DeliveryRow? made, DateTimeOffset now) =>
        database.WriteAsync(async s =>
        {
            var moved = await s.ExecuteAsync(Move, new
            {
                id = of.Id, lease, to.Event.Tx, to.Event.Seq, taken = to.Taken, more = more ? 1 : 0,
                until = now + Lease,
            });
            if (moved > 0 && made is not null) await DeliveryStore.AddAsync(s, made);
        });

    private const string Succeed =
        """
        UPDATE subscriptions SET failures = 0, failing_since = NULL, code = NULL, next_at = @now, leased_until = @until
        WHERE id = @id AND lease = @lease
        """;

    private const string Fail =
        """
        UPDATE subscriptions SET failures = @failures, failing_since = @since, code = @code, next_at = @next
        WHERE id = @id AND lease = @lease
        """;

    /// <summary>Records an attempt of the oldest delivery.</summary>
    /// <param name="of">The subscription before it.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="tried">The delivery before it.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="next">When the next attempt follows after a failure.</param>
    /// <param name="now">When it ended.</param>
    public Task RecordAsync(
        Subscription of, Guid lease, DeliveryRow tried, PushResult result, DateTimeOffset next, DateTimeOffset now) =>
        database.WriteAsync(async s =>
        {
            var recorded = result.Code is not { } code
                ? await s.ExecuteAsync(Succeed, new { id = of.Id, lease, now, until = now + Lease })
                : await s.ExecuteAsync(Fail, new
                {
                    id = of.Id, lease, failures = of.Failures + 1, since = of.FailingSince ?? now, code, next,
                });
            if (recorded > 0) await DeliveryStore.TriedAsync(s, tried, result.Code, now);
        });

    /// <summary>Records a repetition that was asked for; it is not tried again by itself.</summary>
    public Task RecordAsync(DeliveryRow repeated, PushResult result, DateTimeOffset now) =>
        database.WriteAsync(s => DeliveryStore.TriedAsync(s, repeated, result.Code, now));
}
