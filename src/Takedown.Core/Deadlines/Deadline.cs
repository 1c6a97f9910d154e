using Takedown.Contracts;
using Takedown.Core.Calendars;

namespace Takedown.Core.Deadlines;

/// <summary>
/// One deadline. The due time is computed once, at the start, and only a pause moves it, by the length of the pause,
/// and an extension that its policy allows. A provisional due time is computed anew by a later version of its calendar.
/// </summary>
/// <param name="Kind">What has to be done.</param>
/// <param name="Due">Until when, the due time included.</param>
/// <param name="Status">Running, paused, or how it ended.</param>
/// <param name="PausedAt">Start of the pause; null unless paused.</param>
/// <param name="Provisional">
/// What a provisional due time was computed from; null for one that stands, as every due time does once its deadline
/// has ended.
/// </param>
public readonly record struct Deadline(
    DeadlineKind Kind, DateTimeOffset Due, SlaStatus Status = SlaStatus.Running, DateTimeOffset? PausedAt = null,
    Provisional? Provisional = null)
{
    /// <summary>Whether the due time has passed without an outcome. The due time decides, not the sweep.</summary>
    public bool IsOverdue(DateTimeOffset now) => Status is SlaStatus.Running && Due < now;

    /// <summary>What was asked for is done.</summary>
    public Deadline Stop(DateTimeOffset now) => this with
    {
        Status = Status switch
        {
            SlaStatus.Running => now <= Due ? SlaStatus.Met : SlaStatus.Late,
            // An answer during a pause is on time: more time was left.
            SlaStatus.Paused => SlaStatus.Met,
            SlaStatus.Breached => SlaStatus.Late,
            SlaStatus.None or SlaStatus.Met or SlaStatus.Late => Status,
        },
        PausedAt = null,
        Provisional = null,
    };

    /// <summary>Nothing has to be done any more. An outcome stays on record.</summary>
    public Deadline Cancel() => this with
    {
        Status = Status is SlaStatus.Running or SlaStatus.Paused ? SlaStatus.None : Status,
        PausedAt = null,
        Provisional = null,
    };

    /// <summary>The due time passed: the breach stays on record, and no later calendar undoes it.</summary>
    public Deadline Breach() => this with { Status = SlaStatus.Breached, Provisional = null };

    /// <summary>Stops the time until <see cref="Resume"/>; a deadline that does not run stays as it is.</summary>
    public Deadline Pause(DateTimeOffset now) =>
        Status is SlaStatus.Running ? this with { Status = SlaStatus.Paused, PausedAt = now } : this;

    /// <summary>Continues after a pause; the due time moves by its length.</summary>
    public Deadline Resume(DateTimeOffset now) => PausedAt is { } since
        ? this with { Status = SlaStatus.Running, Due = Due + (now - since), PausedAt = null }
        : this;

    /// <summary>Moves the due time to a later one. What a provisional one was computed from stays known.</summary>
    public Deadline Extend(DueTime due) =>
        Status is SlaStatus.Running ? this with { Due = due.At, Provisional = due.Provisional ?? Provisional } : this;

    /// <summary>
    /// The deadline by a later version of its calendar. A due time that would move back to a moment that has passed
    /// stays as it is: nobody could have kept to it.
    /// </summary>
    /// <param name="calendar">The latest version of the calendar of <see cref="Provisional"/>.</param>
    /// <param name="now">The current time.</param>
    public Deadline Anew(CompiledCalendar calendar, DateTimeOffset now)
    {
        if (Provisional is not { } basis || Status is not (SlaStatus.Running or SlaStatus.Paused)) return this;
        var limit = new TimeLimit { Unit = LimitUnit.Working, Days = basis.Days };
        var computed = WorkingDays.Due(basis.Start, limit, calendar);
        // What pauses added stays.
        var due = Due + (computed.At - basis.Due);
        if (due >= Due || due > (PausedAt ?? now))
            return this with { Due = due, Provisional = computed.Provisional };
        var still = computed.Provisional is null ? null : basis with { Version = calendar.Version };
        return this with { Provisional = still };
    }
}
