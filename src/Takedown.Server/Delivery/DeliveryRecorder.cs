using System.Data.Common;
using Takedown.Contracts;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>What all connectors share: taking seqs, starting clocks, and writing down that a delivery failed.</summary>
internal sealed class DeliveryRecorder(Database database, NoticeStore notices, OutboxStore dispatches, TimeProvider time, ILogger<DeliveryRecorder> log)
{
    /// <summary>Pause before a delivery that was given up is tried anew; it doubles with each failure.</summary>
    private static readonly TimeSpan InitialPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>
    /// Delivers, or leaves it to the sweep where the database is away: such a message is good, and must neither be held
    /// against it nor come to lie among the dead letters.
    /// </summary>
    public async Task DeferIfUnavailableAsync(Func<Task> deliver)
    {
        try
        {
            await deliver();
        }
        catch (DbException error) when (database.Dialect.IsTransient(error))
        {
            log.LogWarning("The database is unavailable. The sweep repeats the delivery: {Reason}", error.Message);
        }
    }

    /// <summary>The notices of messages that still wait for their delivery, in the order of the messages.</summary>
    public async Task<List<NoticeRow>> LockPendingAsync(Session s, params IReadOnlyList<DeliverNotices> messages)
    {
        var rows = await NoticeStore.LockAsync(s, messages.SelectMany(m => m.NoticeIds).ToHashSet(), database.Dialect.ForUpdate);
        return [.. messages.SelectMany(m => m.NoticeIds.Select(id => (m.PlatformId, Id: id)))
            .Distinct()
            .Select(named => rows.GetValueOrDefault(named.Id) is { } row && row.PlatformId == named.PlatformId ? row : null)
            .OfType<NoticeRow>()
            .Where(n => n.State is NoticeState.Accepted && !Rests(n))];
    }

    /// <summary>
    /// Whether a failed notice waits out its pause: a second message about it, still queued, must not count as a try. Who
    /// found it due may have a clock that runs a little before ours.
    /// </summary>
    private bool Rests(NoticeRow notice) =>
        notice.DeliveryCode is not null && notice.NextDueAt > time.GetUtcNow() + OutboxStore.Grace;

    /// <summary>Marks notices delivered now: the clocks of each start by the policy it was accepted under.</summary>
    /// <param name="s">The transaction that locked them.</param>
    /// <param name="waiting">Each with its place in the inbox, where it gets one only now.</param>
    /// <param name="registry">For policies and calendars.</param>
    public async Task DeliverAsync(Session s, IReadOnlyList<(NoticeRow Notice, long? Seq)> waiting, RegistrySnapshot registry)
    {
        var now = time.GetUtcNow();
        var clocks = new DeadlineStarts(registry, now);
        await notices.SaveAsync(s, [.. waiting.Select(w => clocks.Deliver(w.Notice, w.Seq))], now, by: null);
    }

    /// <summary>Writes down that a delivery was given up for now, and when the sweep tries again.</summary>
    public Task FailAsync(DeliverNotices message, string code) => database.WriteAsync(async s =>
    {
        var now = time.GetUtcNow();
        var changes = (await LockPendingAsync(s, message)).Select(n => new NoticeChange(
            n,
            n with
            {
                Version = n.Version + 1,
                DeliveryFailures = n.DeliveryFailures + 1,
                DeliveryCode = code,
                NextDueAt = now + Pause(n.DeliveryFailures),
            },
            [(EventKind.DeliveryFailed, new EventEntry { Id = n.Id, State = n.State, Reason = new() { Code = code } })])).ToList();
        await notices.SaveAsync(s, changes, now, by: null);
        await OutboxStore.AddAsync(s, [.. changes.GroupBy(c => c.After.NextDueAt!.Value).Select(together =>
            dispatches.Of(message.PlatformId, [.. together.Select(c => c.After.Id)]) with
            {
                Failed = true,
                AcceptedAt = together.Min(c => c.After.AcceptedAt),
                NextDueAt = together.Key,
            })]);
    });

    /// <summary>The message is done with: what it was about is delivered, or waits by itself for its next try.</summary>
    public static Task EndAsync(Session s, DeliverNotices message) => OutboxStore.CompleteAsync(s, message.OutboxIds ?? []);

    private static TimeSpan Pause(int failures) =>
        failures >= 6 ? MaxPause : InitialPause * (1 << failures);
}
