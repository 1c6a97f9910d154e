using System.Collections.Frozen;
using System.Globalization;
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
    private readonly FrozenSet<(int Month, int Day)> _fixed;
    private readonly DateOnly _from;
    private readonly bool _gap;

    /// <summary>Compiles a calendar that has no <see cref="CalendarFaults"/>.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="older">Its older versions, the latest first: they decide the days before its first day.</param>
    /// <exception cref="ArgumentException">The zone is not an IANA zone.</exception>
    public CompiledCalendar(WorkCalendar calendar, IEnumerable<WorkCalendar>? older = null)
    {
        Code = calendar.Code;
        Version = calendar.Version;
        To = calendar.To;
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone)
            ?? throw new ArgumentException($"{calendar.Zone} is no IANA zone.", nameof(calendar));
        _fixed = (calendar.FixedHolidays ?? []).Select(FixedDay).ToFrozenSet();
        List<DateOnly> off = [], worked = [];
        var (from, end) = (calendar.From, calendar.To.DayNumber + 1);
        foreach (var version in (older ?? []).Prepend(calendar))
        {
            // Only what joins the covered period: a gap between two versions is covered by neither.
            _gap |= version.To.DayNumber + 1 < from.DayNumber;
            if (version.From > from || version.To.DayNumber + 1 < from.DayNumber) continue;
            bool Counts(DateOnly day) => day >= version.From && day <= version.To && day.DayNumber < end;
            off.AddRange(version.Holidays.Where(Counts));
            worked.AddRange(version.WorkedWeekends.Where(Counts));
            (from, end) = (version.From, version.From.DayNumber);
        }
        _from = from;
        _off = off.ToFrozenSet();
        _worked = worked.ToFrozenSet();
    }

    /// <summary>Month and day of a fixed holiday, <c>MM-DD</c>; 29 February is one in leap years.</summary>
    internal static bool TryFixedDay(string? text, out (int Month, int Day) day)
    {
        // Read in a leap year.
        var good = DateOnly.TryParseExact(
            $"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = (date.Month, date.Day);
        return good;
    }

    private static (int Month, int Day) FixedDay(string text) => TryFixedDay(text, out var day)
        ? day : throw new ArgumentException($"{text} is no day of a year.", nameof(text));

    /// <summary>Code of the calendar.</summary>
    public string Code { get; }

    /// <summary>Version of the calendar, stored with every due time computed from it.</summary>
    public int Version { get; }

    /// <summary>The last day that the calendar covers.</summary>
    public DateOnly To { get; }

    internal DateTimeZone Zone { get; }

    /// <summary>
    /// Whether the day is a working day: a make-up day, or Monday to Friday and not a holiday. Fixed holidays are never
    /// working days, also where nothing else is known.
    /// </summary>
    public bool IsWorkingDay(DateOnly day) => !_fixed.Contains((day.Month, day.Day))
        && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? _worked.Contains(day) : !_off.Contains(day));

    /// <summary>
    /// Whether a later version can know more of a period: not if it ends within the covered days. Before the first day
    /// of the first version there is nothing to come, unlike in a gap between two versions.
    /// </summary>
    public bool Covers(DateOnly first, DateOnly last) => last <= To && (first >= _from || !_gap);

    /// <summary>Days from today to the last covered day: 0 on that day, negative after it.</summary>
    public int DaysLeft(DateTimeOffset now) => To.DayNumber - DayOf(now).DayNumber;

    /// <summary>The date of an instant in the calendar's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Zone).Date.ToDateOnly();

    /// <summary>
    /// The end of a day (24:00) in the calendar's time zone, as UTC: the first instant of the next day, which is not
    /// always 00:00.
    /// </summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        Zone.AtStartOfDay(LocalDate.FromDateOnly(day).PlusDays(1)).ToInstant().ToDateTimeOffset();
}
