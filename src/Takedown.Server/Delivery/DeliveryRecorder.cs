using System.Data.Common;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>What all connectors share: finding what still waits, and recording that it was delivered or not.</summary>
internal sealed class DeliveryRecorder(
    Database database, NoticeCommands commands, NoticeStore notices, RegistryCache registryCache, OutboxStore outbox,
    TimeProvider time, ILogger<DeliveryRecorder> log)
{
    /// <summary>Pause before a failed delivery is tried again; it doubles with each failure.</summary>
    private static readonly TimeSpan InitialPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>
    /// Runs a delivery, or leaves it to the sweep if the database is unavailable. The message is good: it must neither
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

    /// <summary>
    /// Locks the notices of messages that still wait for their delivery, in the order of the messages.
    /// </summary>
    public async Task<List<NoticeRow>> LockPendingAsync(Session s, params IReadOnlyList<DeliverNotices> messages)
    {
        var rows = await notices.LockAsync(
            s, messages.SelectMany(m => m.NoticeIds).ToHashSet(), database.Dialect.ForUpdate);
        return [.. messages.SelectMany(m => m.NoticeIds.Select(id => (m.PlatformId, Id: id)))
            .Distinct()
            .Select(
                named => rows.GetValueOrDefault(named.Id) is { } row && row.PlatformId == named.PlatformId ? row : null)
            .OfType<NoticeRow>()
            .Where(n => n.State is NoticeState.Accepted && !IsPaused(n))];
    }

    /// <summary>
    /// Whether a failed notice waits out its pause: a second message about it, still queued, must not count as a try.
    /// The clock of the process that found it due may be a little ahead of ours.
    /// </summary>
    private bool IsPaused(NoticeRow notice) =>
        notice.DeliveryCode is not null && notice.NextDueAt > time.GetUtcNow() + OutboxStore.Grace;

    /// <summary>Records notices as delivered now, which starts their deadlines.</summary>
    /// <param name="s">The transaction that locked them.</param>
    /// <param name="pending">Each with its position in the inbox, where it gets one only now.</param>
    /// <param name="registry">Policies and calendars.</param>
    public Task DeliverAsync(
        Session s, IReadOnlyList<(NoticeRow Notice, long? Seq)> pending, RegistrySnapshot registry) =>
        commands.SaveAsync(s, Rows(pending.Select(p => p.Notice)), new(registry, time.GetUtcNow(), By: null), set =>
        {
            foreach (var (notice, seq) in pending) set.Apply(notice, NoticeCommand.Deliver, new() { Seq = seq });
            return pending.Count;
        });

    /// <summary>Records that a delivery was given up for now, and when the sweep tries again.</summary>
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
            await OutboxStore.AddAsync(s, [.. pending.GroupBy(n => now + Pause(n.DeliveryFailures)).Select(together =>
                outbox.Of(message.PlatformId, [.. together.Select(n => n.Id)]) with
                {
                    Failed = true,
                    AcceptedAt = together.Min(n => n.AcceptedAt),
                    NextDueAt = together.Key,
                })]);
        });
    }

    /// <summary>
    /// The message is done with: its notices are delivered, or wait by themselves for their next try.
    /// </summary>
    public static Task EndAsync(Session s, DeliverNotices message) =>
        OutboxStore.CompleteAsync(s, message.OutboxIds ?? []);

    private static Dictionary<Guid, NoticeRow> Rows(IEnumerable<NoticeRow> notices) => notices.ToDictionary(n => n.Id);

    private static TimeSpan Pause(int failures) => failures >= 6 ? MaxPause : InitialPause * (1 << failures);
}
