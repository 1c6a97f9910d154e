using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>
/// Posts events to subscriptions, each by itself and in the order of its feed: the next post is made when the one
/// before it has been accepted.
/// </summary>
internal sealed class SubscriptionPusher(
    SubscriptionQueue queue, Feed feed, WebhookSender sender, SubscriptionDisabling disabling,
    SubscriptionMetrics metrics, Database database, Ids ids, TimeProvider time, ILogger<SubscriptionPusher> log)
{
    public const string Type = "events.recorded";

    private readonly Lanes lanes = new(database, log);

    /// <summary>Starts posting what is due.</summary>
    public async Task StartAsync(CancellationToken stop) =>
        lanes.Start(await queue.DueAsync(time.GetUtcNow()), PushAsync, stop);

    public ClockFollower ClockFollower => lanes.FollowerOf(StartAsync);

    /// <summary>Waits for the posts under way to end and their leases to be given back.</summary>
    public Task EndAsync(CancellationToken cancellation) => lanes.EndAsync(cancellation);

    private async Task<bool> PushAsync(Guid id, CancellationToken stop)
    {
        var lease = ids.Next();
        if (!await queue.TakeAsync(id, lease, time.GetUtcNow())) return false;
        try
        {
            while (!stop.IsCancellationRequested && await PushSomeAsync(id, lease, stop))
            {
            }
        }
        finally
        {
            await queue.LeaveAsync(id, lease);
        }
        return false;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> PushSomeAsync(Guid id, Guid lease, CancellationToken stop)
    {
        if (await queue.HeldAsync(id, lease) is not var (subscription, open)) return false;
        if (open.FirstOrDefault(d => d.Resend == 1) is { } repeated)
        {
            var again = await SendAsync(subscription, repeated, await ReadAsync(subscription, repeated), stop);
            await queue.RecordAsync(repeated, again, time.GetUtcNow());
            return true;
        }
        if (subscription.NextAt > time.GetUtcNow()) return false;
        if (open is [var waiting, ..])
            return await TryAsync(subscription, lease, waiting, await ReadAsync(subscription, waiting), stop);
        var page = await feed.PageAsync(subscription.Reader, subscription.Cursor, EventSet.Take);
        if (page.ResumeAfter is { } resume)
        {
            // A restored database: what was lost cannot be posted, what follows is.
            await queue.MoveAsync(subscription, lease, resume, more: true, null, time.GetUtcNow());
            return true;
        }
        if (page.Items.Count == 0)
        {
            await queue.MoveAsync(subscription, lease, subscription.Cursor, more: false, null, time.GetUtcNow());
            return false;
        }
        var set = EventSet.Of(page.Items, subscription.Events);
        _ = FeedCursor.TryParse(page.Items[set.Span - 1].Cursor, out var to);
        var made = set.Count == 0 ? null : Delivery(subscription, to, set);
        await queue.MoveAsync(subscription, lease, to, more: true, made, time.GetUtcNow());
        return made is null || await TryAsync(subscription, lease, made, set, stop);
    }

    private DeliveryRow Delivery(Subscription of, FeedCursor to, EventSet set) => new()
    {
        Id = ids.Next(),
        SubscriptionId = of.Id,
        FromTx = of.Tx,
        FromSeq = of.Seq,
        FromTaken = of.Taken,
        Tx = to.Event.Tx,
        Seq = to.Event.Seq,
        Taken = to.Taken,
        Span = set.Span,
        Types = of.Events,
        Events = set.Count,
        CreatedAt = time.GetUtcNow(),
    };

    private async Task<EventSet> ReadAsync(Subscription of, DeliveryRow delivery) => EventSet.Of(
        (await feed.PageAsync(of.Reader, delivery.From, delivery.Span)).Items, delivery.Types);

    private async Task<PushResult> SendAsync(
        Subscription to, DeliveryRow delivery, EventSet set, CancellationToken stop)
    {
        var result = await sender.SendAsync(
            to.TargetAt(time.GetUtcNow()), new PushMessage(delivery.Id, Type, set.Data), stop);
        metrics.Posted(result.Code);
        return result;
    }

    /// <returns>Whether it was accepted.</returns>
    private async Task<bool> TryAsync(
        Subscription to, Guid lease, DeliveryRow delivery, EventSet set, CancellationToken stop)
    {
        var result = await SendAsync(to, delivery, set, stop);
        var now = time.GetUtcNow();
        await queue.RecordAsync(
            to, lease, delivery, result, result.NotBefore ?? now + Offer.Pause(to.Failures), now);
        if (result.Code is { } code) await disabling.ConsiderAsync(to, code, now);
        return result.Code is null;
    }
}
