using System.Data.Common;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>Shared by all connectors: locks pending notices and records their delivery or its failure.</summary>
internal sealed class DeliveryRecorder(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, OutboxStore outbox,
    OfferStore offers, ChangeNotifier notifier, TimeProvider time, ILogger<DeliveryRecorder> log)
{
    /// <summary>
    /// Runs a delivery, or leaves it to the sweep if the database is unavailable or too slow. The message is valid: it
    /// must neither count as a failure nor become a dead letter.
    /// </summary>
    public async Task DeferIfUnavailableAsync(Func<Task> deliver)
    {
        try
        {
            await deliver();
        }
        catch (DbException error) when (database.Dialect.IsTransient(error))
        {
            log.LogWarning("A delivery waits for the database and is left to the sweep: {Reason}", error.Message);
        }
    }

    /// <summary>Locks the notices of messages that are still pending, in the order of the messages.</summary>
    public async Task<List<NoticeRow>> LockPendingAsync(Session s, params IReadOnlyList<DeliverNotices> messages) =>
        [.. (await LockAsync(s, messages)).Where(n => n.State is NoticeState.Accepted && !IsPaused(n))];

    /// <summary>Locks the notices of a message that are still to be pushed.</summary>
    public async Task<List<NoticeRow>> LockPushedAsync(Session s, DeliverNotices message) =>
        [.. (await LockAsync(s, [message])).Where(n => Offer.IsPushed(n.Status, n.Offered) && !IsPaused(n))];

    private async Task<IEnumerable<NoticeRow>> LockAsync(Session s, IReadOnlyList<DeliverNotices> messages)
    {
        var rows = await notices.LockAsync(
            s, messages.SelectMany(m => m.NoticeIds).ToHashSet(), database.Dialect.ForUpdate);
        return messages.SelectMany(m => m.NoticeIds.Select(id => (m.PlatformId, Id: id)))
            .Distinct()
            .Select(
                key => rows.GetValueOrDefault(key.Id) is { } row && row.PlatformId == key.PlatformId ? row : null)
            .OfType<NoticeRow>();
    }

    /// <summary>
    /// Whether a failed notice is still in its pause: a second message for it, still queued, must not count as an
    /// attempt. The clock of the process that sent it may be slightly ahead of this one.
    /// </summary>
    private bool IsPaused(NoticeRow notice) =>
        notice.DeliveryCode is not null && notice.NextPushAt > time.GetUtcNow() + OutboxStore.Grace;

    /// <summary>
    /// Records notices as delivered now, which starts their deadlines. Those of a notice made available run already.
    /// </summary>
    /// <remarks>
    /// No notice is delivered before it was accepted: the clock of the process that accepted it may be ahead of this
    /// one, in a sandbox by days until this process has looked.
    /// </remarks>
    /// <param name="s">The transaction that locked the notices.</param>
    /// <param name="pending">The notices, each with its new position in the inbox; null if it already has one.</param>
    /// <param name="registry">Policies and calendars.</param>
    public async Task DeliverAsync(
        Session s, IReadOnlyList<(NoticeRow Notice, long? Seq)> pending, RegistrySnapshot registry)
    {
        var now = time.GetUtcNow();
        foreach (var at in pending.GroupBy(p => p.Notice.AcceptedAt > now ? p.Notice.AcceptedAt : now))
        {
            await commands.SaveAsync(s, Rows(at.Select(p => p.Notice)), new(registry, at.Key, By: null), set =>
            {
                foreach (var (notice, seq) in at)
                {
                    if (notice.State is NoticeState.Accepted)
                        set.Apply(notice, NoticeCommand.Deliver, new() { Seq = seq });
                    else
                        set.ConfirmPush(notice);
                }
                return pending.Count;
            });
        }
    }

    /// <summary>
    /// Records a failed push, the time of the next one, and when the notices are made available: after the time of
    /// their policy from the first failure, or at once if the endpoint said that it is gone.
    /// </summary>
    public async Task FailAsync(DeliverNotices message, PushResult result)
    {
        var (registry, code) = (await registryCache.CurrentAsync(), result.Code!);
        await database.WriteAsync(async s =>
        {
            var pending = await LockPushedAsync(s, message);
            var now = time.GetUtcNow();
            DateTimeOffset NextOf(NoticeRow notice) => Offer.IsGone(code) ? OutboxStore.Parked
                : result.NotBefore ?? now + Offer.Pause(notice.DeliveryFailures);
            await commands.SaveAsync(s, Rows(pending), new(registry, now, By: null), set =>
            {
                foreach (var notice in pending)
                {
                    set.FailDelivery(notice, code, NextOf(notice));
                    if (Offer.IsGone(code)) set.Apply(set.Find(notice.Id)!, NoticeCommand.MakeAvailable);
                }
                return pending.Count;
            });
            var first = pending.Where(n => n.State is NoticeState.Accepted && Offer.Starts(n.DeliveryCode, code));
            await offers.AddAsync(s, message.PlatformId, first.Select(n =>
                (n.Id, OfferAt(registry, registry.PolicyOf(n.Policy, n.PolicyVersion), now))));
            await OutboxStore.AddAsync(s, [.. pending.GroupBy(NextOf).Select(retry =>
                outbox.Of(message.PlatformId, [.. retry.Select(n => n.Id)]) with
                {
                    Failed = true,
                    AcceptedAt = retry.Min(n => n.AcceptedAt),
                    NextDueAt = retry.Key,
                })]);
            if (Offer.IsGone(code)) s.AfterCommit(() => notifier.Notify(ChangeTopic.Inbox(message.PlatformId)));
        });
    }

    /// <summary>
    /// Completes a message: its notices are delivered, or have outbox entries of their own for the next attempt.
    /// </summary>
    public static Task EndAsync(Session s, DeliverNotices message) =>
        OutboxStore.CompleteAsync(s, message.OutboxIds ?? []);

    private static DateTimeOffset OfferAt(RegistrySnapshot registry, SlaPolicy policy, DateTimeOffset failedAt) =>
        registry.DueAt(policy, Offer.Limit(policy), failedAt);

    private static Dictionary<Guid, NoticeRow> Rows(IEnumerable<NoticeRow> notices) => notices.ToDictionary(n => n.Id);
}
