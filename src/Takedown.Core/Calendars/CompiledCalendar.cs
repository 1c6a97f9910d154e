using System.Collections.Frozen;
using NodaTime;
using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>
/// A calendar made ready for counting. Never changes, so it may be kept and shared for its code and version.
/// </summary>
public sealed class CompiledCalendar
{
    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _worked;

    /// <summary>Compiles a calendar without <see cref="CalendarFaults"/>.</summary>
    /// <exception cref="ArgumentException">The zone is not an IANA zone.</exception>
    public CompiledCalendar(WorkCalendar calendar)
    {
        Code = calendar.Code;
        Version = calendar.Version;
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone)
            ?? throw new ArgumentException($"{calendar.Zone} is no IANA zone.", nameof(calendar));
        bool Covered(DateOnly day) => day >= calendar.From && day <= calendar.To;
        _off = calendar.Holidays.Where(Covered).ToFrozenSet();
        _worked = calendar.WorkedWeekends.Where(Covered).ToFrozenSet();
    }

    /// <summary>Code of the calendar.</summary>
    public string Code { get; }

    /// <summary>Its version, to be frozen beside what was counted by it.</summary>
    public int Version { get; }

    internal DateTimeZone Zone { get; }

    /// <summary>Whether the day is worked: a make-up day, or Monday to Friday and no holiday.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? _worked.Contains(day)
        : !_off.Contains(day);

    /// <summary>The day it is in the calendar's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Zone).Date.ToDateOnly();

    /// <summary>
    /// 24:00 of a day in the calendar's zone, in UTC: the first moment of the next, which is not always 00:00.
    /// </summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        Zone.AtStartOfDay(LocalDate.FromDateOnly(day).PlusDays(1)).ToInstant().ToDateTimeOffset();
}
