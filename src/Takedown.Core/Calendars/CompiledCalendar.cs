using System.Collections.Frozen;
using NodaTime;
using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>
/// A calendar prepared for counting working days. Immutable, so it may be cached by code and version and shared.
/// </summary>
public sealed class CompiledCalendar
{
    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _worked;

    /// <summary>Compiles a calendar that has no <see cref="CalendarFaults"/>.</summary>
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

    /// <summary>Version of the calendar, stored with every due time computed from it.</summary>
    public int Version { get; }

    internal DateTimeZone Zone { get; }

    /// <summary>Whether the day is a working day: a make-up day, or Monday to Friday and not a holiday.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? _worked.Contains(day)
        : !_off.Contains(day);

    /// <summary>The date of an instant in the calendar's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Zone).Date.ToDateOnly();

    /// <summary>
    /// The end of a day (24:00) in the calendar's time zone, as UTC: the first instant of the next day, which is not
    /// always 00:00.
    /// </summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        Zone.AtStartOfDay(LocalDate.FromDateOnly(day).PlusDays(1)).ToInstant().ToDateTimeOffset();
}
