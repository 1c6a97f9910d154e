using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Policies;

namespace Takedown.Core.Compliance;

/// <summary>
/// Whether a notice breached its <c>act</c> limit, and whether it would have under another policy. Due times are those
/// of the product, remembered by the quarter of an hour: no zone begins its day within one.
/// </summary>
/// <param name="calendarOf">The calendar of a policy.</param>
/// <param name="now">The time now.</param>
public sealed class OtherLimit(Func<SlaPolicy, CompiledCalendar> calendarOf, DateTimeOffset now)
{
    private const long Quarter = 15 * 60 * 1000;
    private readonly Dictionary<(SlaPolicy, Tier, long), long> _working = new();
    private readonly Dictionary<(SlaPolicy, Tier), TimeLimit> _limits = new();
    private readonly long _now = now.ToUnixTimeMilliseconds();

    /// <summary>The act limit of one notice; times in Unix milliseconds.</summary>
    /// <param name="Start">When the limit started.</param>
    /// <param name="Due">When it ends or ended.</param>
    /// <param name="Status">How it stands.</param>
    /// <param name="AnsweredAt">When the platform answered.</param>
    /// <param name="PausedAt">Since when it is paused.</param>
    public readonly record struct Limit(long Start, long Due, SlaStatus Status, long? AnsweredAt, long? PausedAt);

    /// <summary>Whether the limit was not met.</summary>
    public bool Breached(in Limit limit) => limit.Status switch
    {
        SlaStatus.Breached or SlaStatus.Late => true,
        SlaStatus.Running => _now > limit.Due,
        SlaStatus.None or SlaStatus.Met or SlaStatus.Paused => false,
    };

    /// <summary>
    /// Whether it would not have been met under another policy. Pauses move its due time as they did.
    /// </summary>
    /// <param name="limit">The limit.</param>
    /// <param name="actual">The policy under which the notice was accepted.</param>
    /// <param name="other">The other policy.</param>
    /// <param name="tier">The tier of the notice.</param>
    public bool WouldBreach(in Limit limit, SlaPolicy actual, SlaPolicy other, Tier tier)
    {
        var paused = Math.Max(0, limit.Due - DueOf(actual, tier, limit.Start));
        return EndOf(limit) > DueOf(other, tier, limit.Start) + paused;
    }

    private long EndOf(in Limit limit) => limit.Status switch
    {
        // Answered during a pause: the limit had stopped before it ended.
        SlaStatus.Met when limit.AnsweredAt is { } at => Math.Min(at, limit.Due),
        SlaStatus.Paused => limit.PausedAt ?? limit.Start,
        _ => limit.AnsweredAt ?? _now,
    };

    private long DueOf(SlaPolicy policy, Tier tier, long start)
    {
        if (!_limits.TryGetValue((policy, tier), out var limit))
            _limits[(policy, tier)] = limit = PolicySet.ActLimit(policy, tier);
        if (limit is { Unit: LimitUnit.Running, Duration: { } duration })
            return start + (long)duration.TotalMilliseconds;
        var slot = start / Quarter;
        if (!_working.TryGetValue((policy, tier, slot), out var due))
        {
            due = WorkingDays.DueAt(DateTimeOffset.FromUnixTimeMilliseconds(start), limit, calendarOf(policy))
                .ToUnixTimeMilliseconds();
            _working[(policy, tier, slot)] = due;
        }
        return due;
    }
}
