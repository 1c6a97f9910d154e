using System.Data.Common;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Core.Policies;
using Takedown.Server.Events;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Server.Storage;

namespace Takedown.Server.Delivery;

/// <summary>What all connectors share: taking seqs, starting clocks, and writing down that a delivery failed.</summary>
internal sealed class Delivering(Database database, NoticeStore notices, DispatchStore dispatches, TimeProvider time, ILogger<Delivering> log)
{
    /// <summary>Pause before a delivery that was given up is tried anew; it doubles with each failure.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>
    /// Delivers, or leaves it to the sweep where the database is away: such a message is good, and must neither be held
    /// against it nor come to lie among the dead letters.
    /// </summary>
    public async Task OrLeaveAsync(Func<Task> deliver)
    {
        try
        {
            await deliver();
        }
        catch (DbException error) when (database.Engine.MayPass(error))
        {
            log.LogWarning("The database is unavailable. The sweep repeats the delivery: {Reason}", error.Message);
        }
    }

    /// <summary>The notices of messages that still wait for their delivery, in the order of the messages.</summary>
    public async Task<List<NoticeRow>> LockWaitingAsync(Session s, params IReadOnlyList<DeliverNotices> messages)
    {
        var rows = await NoticeStore.LockAsync(s, messages.SelectMany(m => m.NoticeIds).ToHashSet(), database.Engine.ForUpdate);
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
        notice.DeliveryCode is not null && notice.NextDueAt > time.GetUtcNow() + DispatchStore.Grace;

    /// <summary>Marks notices delivered now: the clocks of each start by the policy it was accepted under.</summary>
    /// <param name="s">The transaction that locked them.</param>
    /// <param name="waiting">Each with its place in the inbox, where it gets one only now.</param>
    /// <param name="roster">For policies and calendars.</param>
    public async Task DeliverAsync(Session s, IReadOnlyList<(NoticeRow Notice, long? Seq)> waiting, Roster roster)
    {
        var now = time.GetUtcNow();
        var clocks = new ClockStarts(roster, now);
        await notices.SaveAsync(s, [.. waiting.Select(w => clocks.Deliver(w.Notice, w.Seq))], now, by: null);
    }

    /// <summary>Writes down that a delivery was given up for now, and when the sweep tries again.</summary>
    public Task FailAsync(DeliverNotices message, string code) => database.WriteAsync(async s =>
    {
        var now = time.GetUtcNow();
        var changes = (await LockWaitingAsync(s, message)).Select(n => new NoticeChange(
            n,
            n with
            {
                Version = n.Version + 1,
                DeliveryFailures = n.DeliveryFailures + 1,
                DeliveryCode = code,
                NextDueAt = now + Pause(n.DeliveryFailures),
            },
            [(EventKind.DeliveryFailed, new Fact { Id = n.Id, State = n.State, Reason = new() { Code = code } })])).ToList();
        await notices.SaveAsync(s, changes, now, by: null);
        await DispatchStore.AddAsync(s, [.. changes.GroupBy(c => c.After.NextDueAt!.Value).Select(together =>
            dispatches.Of(message.PlatformId, [.. together.Select(c => c.After.Id)]) with
            {
                Failed = true,
                AcceptedAt = together.Min(c => c.After.AcceptedAt),
                NextDueAt = together.Key,
            })]);
    });

    /// <summary>The message is done with: what it was about is delivered, or waits by itself for its next try.</summary>
    public static Task EndAsync(Session s, DeliverNotices message) => DispatchStore.SeenToAsync(s, message.Dispatches ?? []);

    private static TimeSpan Pause(int failures) =>
        failures >= 6 ? LongestPause : FirstPause * (1 << failures);
}

/// <summary>Starts clocks for many notices at one moment; notices under one policy share their due times.</summary>
internal sealed class ClockStarts(Roster roster, DateTimeOffset now)
{
    private readonly Dictionary<(string, int, Tier), (DateTimeOffset? Acknowledge, DateTimeOffset Act)> dues = [];

    public NoticeChange Deliver(NoticeRow notice, long? seq = null)
    {
        var policy = roster.PolicyVersions[(notice.Policy, notice.PolicyVersion)];
        var (acknowledge, act) = DuesOf(notice, policy);
        var standing = notice.Standing.Deliver(now, acknowledge, act).Standing;
        return new(
            notice,
            notice.With(standing, policy) with { DeliveryCode = null, Seq = seq ?? notice.Seq, CalendarVersion = roster.Calendars[policy.Calendar].Version },
            [(EventKind.Delivered, new Fact { Id = notice.Id, State = standing.State })]);
    }

    public DeadlinesView Dues(NoticeRow notice)
    {
        var (acknowledge, act) = DuesOf(notice, roster.PolicyVersions[(notice.Policy, notice.PolicyVersion)]);
        return new() { Acknowledge = acknowledge, Act = act };
    }

    private (DateTimeOffset? Acknowledge, DateTimeOffset Act) DuesOf(NoticeRow notice, SlaPolicy policy)
    {
        var key = (notice.Policy, notice.PolicyVersion, notice.Tier);
        if (!dues.TryGetValue(key, out var found))
        {
            dues[key] = found = (
                policy.Deadlines.Acknowledge is { } limit ? roster.DueAt(policy, limit, now) : null,
                roster.DueAt(policy, PolicySet.ActLimit(policy, notice.Tier), now));
        }
        return found;
    }
}
