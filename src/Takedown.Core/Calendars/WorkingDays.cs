using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>Computes due times.</summary>
public static class WorkingDays
{
    /// <inheritdoc cref="DueAt(DateTimeOffset, TimeLimit, CompiledCalendar)" />
    public static DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, WorkCalendar calendar) =>
        DueAt(start, limit, new CompiledCalendar(calendar));

    /// <inheritdoc cref="Due(DateTimeOffset, TimeLimit, CompiledCalendar)" />
    public static DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, CompiledCalendar calendar) =>
        Due(start, limit, calendar).At;

    /// <summary>
    /// Returns the due time in UTC, always later than the start. Running time counts from the instant of the start,
    /// through nights and holidays. Working days exclude the day of the start (民法典 201) and end at 24:00 of the last
    /// working day in the calendar's time zone (民法典 203; the last day is a working day, so no roll-forward applies).
    /// It is provisional if a day of the count is not covered by the calendar.
    /// </summary>
    /// <exception cref="ArgumentException">The limit has no length in its unit.</exception>
    public static DueTime Due(DateTimeOffset start, TimeLimit limit, CompiledCalendar calendar) => limit switch
    {
        { Unit: LimitUnit.Running, Duration: { } duration } when duration > TimeSpan.Zero =>
            start.ToUniversalTime() + duration,
        { Unit: LimitUnit.Working, Days: { } days and > 0 } => Due(start, days, calendar),
        _ => throw new ArgumentException("The limit has no length of its unit.", nameof(limit)),
    };

    private static DueTime Due(DateTimeOffset start, int days, CompiledCalendar calendar)
    {
        var first = calendar.DayOf(start);
        var last = Last(first, days, calendar);
        var due = calendar.EndOf(last);
        return new(due, calendar.Covers(first.AddDays(1), last) ? null
            : new(calendar.Code, calendar.Version, start.ToUniversalTime(), days, due));
    }

    private static DateOnly Last(DateOnly day, int days, CompiledCalendar calendar)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) days--;
        }
        return day;
    }
}
