using System.Data.Common;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>Shared by all connectors: locks pending notices and records their delivery or its failure.</summary>
internal sealed class DeliveryRecorder(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, OutboxStore outbox,
    TimeProvider time, ILogger<DeliveryRecorder> log)
{
    /// <summary>Pause before a failed delivery is tried again; it doubles with each failure.</summary>
    private static readonly TimeSpan InitialPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>
    /// Runs a delivery, or leaves it to the sweep if the database is unavailable. The message is valid: it must neither
    /// count as a failure nor become a dead letter.
    /// </summary>
    public async Task DeferIfUnavailableAsync(Func<Task> deliver)
    {
        try
        {
            await deliver();
        }
        catch (DbException error) when (database.Dialect.IsTransient(error))
        {
            log.LogWarning(
                "The database is unavailable. A delivery is left to the sweep: {Reason}", error.Message);
        }
    }

    /// <summary>Locks the notices of messages that are still pending, in the order of the messages.</summary>
    public async Task<List<NoticeRow>> LockPendingAsync(Session s, params IReadOnlyList<DeliverNotices> messages)
    {
        var rows = await notices.LockAsync(
            s, messages.SelectMany(m => m.NoticeIds).ToHashSet(), database.Dialect.ForUpdate);
        return [.. messages.SelectMany(m => m.NoticeIds.Select(id => (m.PlatformId, Id: id)))
            .Distinct()
            .Select(
                key => rows.GetValueOrDefault(key.Id) is { } row && row.PlatformId == key.PlatformId ? row : null)
            .OfType<NoticeRow>()
            .Where(n => n.State is NoticeState.Accepted && !IsPaused(n))];
    }

    /// <summary>
    /// Whether a failed notice is still in its pause: a second message for it, still queued, must not count as an
    /// attempt. The clock of the process that sent it may be slightly ahead of this one.
    /// </summary>
    private bool IsPaused(NoticeRow notice) =>
        notice.DeliveryCode is not null && notice.NextDueAt > time.GetUtcNow() + OutboxStore.Grace;

    /// <summary>Records notices as delivered now, which starts their deadlines.</summary>
    /// <param name="s">The transaction that locked the notices.</param>
    /// <param name="pending">The notices, each with its new position in the inbox; null if it already has one.</param>
    /// <param name="registry">Policies and calendars.</param>
    public Task DeliverAsync(
        Session s, IReadOnlyList<(NoticeRow Notice, long? Seq)> pending, RegistrySnapshot registry) =>
        commands.SaveAsync(s, Rows(pending.Select(p => p.Notice)), new(registry, time.GetUtcNow(), By: null), set =>
        {
            foreach (var (notice, seq) in pending) set.Apply(notice, NoticeCommand.Deliver, new() { Seq = seq });
            return pending.Count;
        });

    /// <summary>Records a failed delivery and the time of the next attempt.</summary>
    public async Task FailAsync(DeliverNotices message, string code)
    {
        var registry = await registryCache.CurrentAsync();
        await database.WriteAsync(async s =>
        {
            var pending = await LockPendingAsync(s, message);
            var now = time.GetUtcNow();
            await commands.SaveAsync(s, Rows(pending), new(registry, now, By: null), set =>
            {
                foreach (var notice in pending) set.FailDelivery(notice, code, now + Pause(notice.DeliveryFailures));
                return pending.Count;
            });
            await OutboxStore.AddAsync(s, [.. pending.GroupBy(n => now + Pause(n.DeliveryFailures)).Select(retry =>
                outbox.Of(message.PlatformId, [.. retry.Select(n => n.Id)]) with
                {
                    Failed = true,
                    AcceptedAt = retry.Min(n => n.AcceptedAt),
                    NextDueAt = retry.Key,
                })]);
        });
    }

    /// <summary>
    /// Completes a message: its notices are delivered, or have outbox entries of their own for the next attempt.
    /// </summary>
    public static Task EndAsync(Session s, DeliverNotices message) =>
        OutboxStore.CompleteAsync(s, message.OutboxIds ?? []);

    private static Dictionary<Guid, NoticeRow> Rows(IEnumerable<NoticeRow> notices) => notices.ToDictionary(n => n.Id);

    private static TimeSpan Pause(int failures) => failures >= 6 ? MaxPause : InitialPause * (1 << failures);
}
